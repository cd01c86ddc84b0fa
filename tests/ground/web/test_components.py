"""Every macro of `components/` drawn with what pages give it."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.template import engines
from jinja2 import UndefinedError

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.web.forms import DateField, Form
from groundswell.ground.web.paging import paged


def drawn(source: str, **context: Any) -> str:
    return engines["jinja2"].from_string(source).render(context)


class Tags(HTMLParser):
    """The tags of a piece of a page with their attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def by_id(self, wanted: str) -> dict[str, str | None]:
        return next(attrs for _, attrs in self.found if attrs.get("id") == wanted)


class Everything(Form):
    title = forms.CharField(help_text="As on the door", max_length=5)
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    on = DateField(label="Day zero")
    kind = forms.ChoiceField(choices=[("a", "Aye"), ("b", "Bee")])
    way = forms.ChoiceField(
        choices=[("", "-"), ("u", "Up"), ("d", "Down")], widget=forms.RadioSelect
    )
    wards = forms.MultipleChoiceField(
        choices=[("7", "Ward 7"), ("8", "Ward 8")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.BooleanField(label="I agree", help_text="You can change this")
    file = forms.FileField(
        required=False, widget=forms.ClearableFileInput(attrs={"accept": ".csv"})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


FIELDS = '{% from "components/forms.html" import fields %}{{ fields(form) }}'
SUMMARY = '{% from "components/forms.html" import error_summary %}{{ error_summary(form) }}'


def test_a_field_ties_its_label_and_hint_to_its_control() -> None:
    html = drawn(FIELDS, form=Everything())
    control = Tags(html).by_id("id_title")
    assert control["aria-describedby"] == "id_title-hint"
    assert 'for="id_title"' in html
    assert "aria-invalid" not in control


def test_a_fault_is_tied_to_its_control_and_what_was_typed_is_kept() -> None:
    html = drawn(
        FIELDS, form=Everything({"title": 'Too "long"', "reason": "Two\n\nlines", "on": "x"})
    )
    control = Tags(html).by_id("id_title")
    assert control["aria-describedby"] == "id_title-hint id_title-error"
    assert (control["value"], control["aria-invalid"]) == ('Too "long"', "true")
    assert "Two\n\nlines" in html
    assert Tags(html).by_id("id_on")["value"] == "x"


def test_every_control_is_there_and_every_id_is_there_once() -> None:
    html = drawn(FIELDS, form=Everything({"kind": "b", "way": "d", "wards": ["8"], "agreed": "on"}))
    tags = Tags(html)
    ids = [a["id"] for _, a in tags.found if "id" in a]
    assert len(ids) == len(set(ids))
    checked = [a["value"] for t, a in tags.found if t == "input" and "checked" in a]
    chosen = [a["value"] for t, a in tags.found if t == "option" and "selected" in a]
    assert (checked, chosen) == (["d", "8", "on"], ["b"])
    assert [a.get("value") for _, a in tags.found if a.get("name") == "way"] == ["u", "d"]
    assert tags.by_id("id_file")["accept"] == ".csv"
    assert tags.by_id("id_version")["type"] == "hidden"


def test_choices_stand_in_a_fieldset_under_their_question() -> None:
    html = drawn(FIELDS, form=Everything())
    assert html.count("<fieldset") == 2
    assert html.count("<legend") == 2


def test_a_field_that_may_stay_empty_says_so() -> None:
    html = drawn(FIELDS, form=Everything())
    assert "Reason (optional)" in html
    assert "Title (optional)" not in html


def test_no_control_cuts_what_is_pasted() -> None:
    assert "maxlength" not in drawn(FIELDS, form=Everything())


def test_a_hint_given_by_the_page_stands_in_for_the_forms_own() -> None:
    source = (
        '{% from "components/forms.html" import field %}{{ field(form["title"], hint="Short") }}'
    )
    html = drawn(source, form=Everything())
    assert "Short" in html
    assert "As on the door" not in html


def test_the_summary_leads_to_each_control_and_takes_the_focus() -> None:
    form = Everything({"title": "Too long"})
    tags = Tags(drawn(SUMMARY + FIELDS, form=form))
    links = [a["href"] for t, a in tags.found if t == "a"]
    assert links
    for link in links:
        assert tags.by_id(str(link)[1:])
    assert "autofocus" in tags.found[0][1]


def test_a_form_without_faults_has_no_summary() -> None:
    assert not drawn(SUMMARY, form=Everything()).strip()


def test_what_people_typed_is_never_taken_for_markup() -> None:
    evil = '"><script>alert(1)</script>'
    html = drawn(SUMMARY + FIELDS, form=Everything({"title": evil, "reason": evil, "on": evil}))
    assert "<script>" not in html


@pytest.mark.parametrize("kind", ["todo", "waiting", "needs", "late", "done", "dropped", "gap"])
def test_a_status_is_a_shape_and_a_word(kind: str) -> None:
    html = drawn('{% from "components/tags.html" import tag %}{{ tag(kind, "Word") }}', kind=kind)
    assert "<svg" in html
    assert html.endswith("Word</span>")


def test_a_refusal_says_the_same_sentence_as_its_decision_and_is_absent_where_allowed() -> None:
    source = (
        '{% from "components/refusal.html" import refusal %}{{ refusal("You can’t.", decision) }}'
    )
    html = drawn(source, decision=Decision("Ngozi Bello answers this one."))
    assert "<b>You can’t.</b> Ngozi Bello answers this one." in html
    assert "<button" not in html
    assert not drawn(source, decision=ALLOWED).strip()


def test_an_empty_list_says_what_to_do_first() -> None:
    source = (
        '{% from "components/empty.html" import empty %}'
        '{{ empty("No tests yet.", "Try.", button, "/new/") }}'
    )
    assert 'href="/new/">Write' in drawn(source, button="Write")
    assert "<a" not in drawn(source, button=None)


def test_a_button_that_posts_carries_its_token_and_hidden_values() -> None:
    source = (
        '{% from "components/buttons.html" import post_button with context %}'
        '{{ post_button("End", "/end/", fields={"version": 3}, about="the role of Joyce") }}'
    )
    html = drawn(source, csrf_input="TOKEN")
    assert "TOKEN" in html
    assert 'name="version" value="3"' in html
    assert 'End<span class="vh"> the role of Joyce</span>' in html
    assert "data-once" in html


def test_a_link_that_looks_like_a_button_is_a_link() -> None:
    source = '{% from "components/buttons.html" import link_button %}{{ link_button("Go", "/x/") }}'
    assert drawn(source).strip() == '<a class="btn" href="/x/">Go</a>'


def test_a_table_has_a_caption_and_each_cell_knows_its_heading() -> None:
    source = (
        '{% from "components/tables.html" import table %}'
        '{{ table("Numbers", heads, rows, how="Newest first") }}'
    )
    html = drawn(source, heads=["Week", ("Share", "r")], rows=[("8 June", "49%")])
    assert "<caption>Numbers <span>Newest first</span></caption>" in html
    assert '<th scope="row">8 June</th>' in html
    assert '<td data-h="Share" class="r">49%</td>' in html


PAGER = '{% from "components/pager.html" import pager %}{{ pager(p) }}'


def test_a_long_list_has_a_way_to_both_sides_and_a_short_one_none() -> None:
    html = drawn(PAGER, p=paged(range(312), "2")[1])
    assert "51 to 100 of 312" in html
    assert ('href="?page=1"' in html, 'href="?page=3"' in html) == (True, True)
    assert not drawn(PAGER, p=paged(range(50), "1")[1]).strip()


def test_progress_without_a_total_shows_no_share() -> None:
    source = (
        '{% from "components/progress.html" import progress %}{{ progress("Import", done, total) }}'
    )
    assert 'value="3" max="9"' in drawn(source, done=3, total=9)
    assert "value" not in drawn(source, done=0, total=0)


def test_names_and_values_details_tabs_and_the_crumb_are_drawn() -> None:
    html = drawn(
        '{% from "components/lists.html" import definitions, more, tabs, crumb %}'
        '{{ definitions([("Source", "Bed system")]) }}'
        '{% call more("How") %}Monday{% endcall %}'
        '{{ tabs("Parts", [("Chart", "/a/", True), ("Table", "/b/", False)]) }}'
        '{{ crumb([("Measures", "/m/"), ("Left", "")]) }}'
    )
    assert "<dt>Source</dt><dd>Bed system</dd>" in html
    assert "<summary>How</summary>" in html
    assert '<a href="/a/" aria-current="page">Chart</a>' in html
    assert '<li><a href="/m/">Measures</a></li>' in html
    assert "<li>Left</li>" in html


@pytest.mark.parametrize(
    "source",
    [
        "{{ misspelt }}",
        "{{ page.misspelt }}",
        '{% from "components/tags.html" import tag %}{{ tag("done", misspelt) }}',
        '{{ nhs.label({"text": misspelt}) }}',
        '{{ nhs.radios({"items": [{"text": misspelt}]}) }}',
    ],
)
def test_a_misspelt_name_of_ours_fails(source: str) -> None:
    with pytest.raises(UndefinedError, match="misspelt"):
        drawn(source, page=object())


LINKS = '{% from "components/thread.html" import thread_links %}{{ thread_links(links) }}'


class Linked:
    """What the thread's room gives, as far as the macro looks."""

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)


def test_what_a_thing_is_linked_to_is_told_group_by_group_with_the_way_to_its_thread() -> None:
    items = [Linked(title="31 <comments>", url="/a/"), Linked(title="64 votes", url="/b/")]
    groups = [
        Linked(words="Rests on", items=items, n_more=4),
        Linked(words="Measured by", items=items[:1], n_more=0),
    ]
    html = drawn(LINKS, links=Linked(groups=groups, url="/thread/test/1/"))
    assert '<span class="soft">Rests on</span> <a href="/a/" dir="auto">31 &lt;comm' in html
    assert "and 4 more" in html and "and 0 more" not in html
    assert '<a href="/thread/test/1/">Its thread</a>' in html


def test_of_a_thing_that_is_not_there_nothing_is_told() -> None:
    assert drawn(LINKS, links=None).strip() == ""
