"""The field by which one person is found and chosen, and what it is answered while one types."""

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django import forms
from django.http import QueryDict
from django.template import engines
from tests.world import a_person, acting, an_organisation, joins

from groundswell.ground.people.forms.choosing import FindingForm, PersonField
from groundswell.ground.web.forms import status_of

pytestmark = pytest.mark.django_db
FIND = "/people/find/"


class Promise(FindingForm):
    what = forms.CharField(max_length=5)
    owner = PersonField(label="Owner", help_text="Who sees to it.")
    helper = PersonField(label="Helper", required=False)

    def __init__(self, typed: Any = None, *, actor: Any, now: Any = None) -> None:
        super().__init__(QueryDict(typed) if typed is not None else None)
        self.fields["owner"].offer(actor)  # type: ignore[attr-defined]
        self.fields["helper"].offer(actor, now=now)  # type: ignore[attr-defined]


@pytest.fixture
def trust():
    return an_organisation(ods_code="RZH")


@pytest.fixture
def joyce(trust):
    return acting(joins(a_person(), trust))


@pytest.fixture
def sam(trust):
    return joins(a_person("Sam Ortiz"), trust)


def drawn(form: forms.Form) -> str:
    source = '{% from "components/forms.html" import fields %}{{ fields(form) }}'
    return engines["jinja2"].from_string(source).render({"form": form})


class Inputs(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.radios: list[dict[str, str | None]] = []
        self.labels: list[str | None] = []
        self.others: dict[str | None, dict[str, str | None]] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "label":
            self.labels.append(found["for"])
        elif tag == "input" and found.get("type") == "radio":
            self.radios.append(found)
        elif tag in {"input", "button"}:
            self.others[found.get("name")] = found

    def chosen(self, name: str) -> list[str | None]:
        return [r["value"] for r in self.radios if r["name"] == name and "checked" in r]


def test_find_shows_the_form_again_unjudged_with_everything_typed(joyce, sam):
    form = Promise("what=far-too-long&owner_asked=ortiz&owner_find=yes&helper=", actor=joyce)
    assert not form.is_valid()
    assert status_of(form) == 200
    page = drawn(form)
    inputs = Inputs(page)
    assert inputs.others["what"]["value"] == "far-too-long"
    assert inputs.others["owner_asked"]["value"] == "ortiz"
    assert [r["value"] for r in inputs.radios if r["name"] == "owner"] == [str(sam.pk)]
    assert inputs.chosen("helper") == [""]
    assert "1 person found." in page
    assert "nhsuk-form-group--error" not in page


def test_find_with_nothing_to_look_for_sends_the_form(joyce, sam):
    form = Promise(f"what=It&owner={sam.pk}&owner_asked=+&owner_find=yes", actor=joyce)
    assert form.is_valid()
    assert (form.cleaned_data["owner"], form.cleaned_data["helper"]) == (sam, None)


def test_who_was_found_is_chosen_and_given_as_a_person(joyce, sam):
    form = Promise(f"what=It&owner={sam.pk}&owner_asked=ortiz", actor=joyce)
    assert form.is_valid()
    assert form.cleaned_data["owner"] == sam


@pytest.mark.parametrize(
    ("owner", "sentence"),
    [
        ("", "Find the person by name, then choose them."),
        ("x", "Choose one of the people shown."),
        (str(UUID(int=7)), "Choose one of the people shown."),
    ],
)
def test_a_fault_stands_beside_the_field_and_keeps_what_was_asked(joyce, sam, owner, sentence):
    form = Promise(f"what=It&owner={owner}&owner_asked=ortiz", actor=joyce)
    assert not form.is_valid()
    assert status_of(form) == 422
    page = drawn(form)
    assert sentence in page
    assert 'aria-describedby="owner-hint owner-error"' in page
    assert 'id="owner-hint">Who sees to it.' in page
    assert Inputs(page).others["owner_asked"]["value"] == "ortiz"
    assert Inputs(page).others["owner_asked"]["aria-invalid"] == "true"


def test_a_stranger_cannot_be_chosen_by_their_key(joyce):
    stranger = joins(a_person("Dele Martins"), an_organisation("Tarnside"))
    assert "owner" in Promise(f"what=It&owner={stranger.pk}", actor=joyce).errors


def test_who_it_is_now_is_offered_and_stays_though_they_cannot_be_found(joyce):
    former = joins(a_person("Dele Martins"), an_organisation("Tarnside"))
    page = drawn(Promise(actor=joyce, now=former))
    assert "Dele Martins" in page
    assert Inputs(page).chosen("helper") == [str(former.pk)]
    form = Promise(f"what=It&owner={joyce.id}&helper={former.pk}", actor=joyce, now=former)
    assert form.is_valid()
    assert form.cleaned_data["helper"] == former
    emptied = Promise(f"what=It&owner={joyce.id}&helper=", actor=joyce, now=former)
    assert Inputs(drawn(emptied)).chosen("helper") == [""]
    assert emptied.is_valid()
    assert emptied.cleaned_data["helper"] is None


def test_every_control_has_a_label_and_an_id_of_its_own(joyce, sam):
    typed = "owner_asked=o&owner_find=yes&helper_asked=ortiz&helper_find=yes"
    page = drawn(Promise(typed, actor=joyce, now=joyce.person))
    inputs, ids = Inputs(page), re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {r["id"] for r in inputs.radios} <= set(inputs.labels)
    assert {"id_owner", "id_helper"} <= set(inputs.labels) & set(ids)
    assert "(optional)" in page


def test_a_script_is_given_the_same_list_alone(joyce, sam, trust, signed_in):
    asked = {"field": "owner", "owner_asked": "ortiz", "in": str(trust.pk)}
    client = signed_in(joyce.person)
    part = client.get(FIND, asked, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert [r["value"] for r in Inputs(part).radios] == [str(sam.pk)]
    assert {r["name"] for r in Inputs(part).radios} == {"owner"}
    assert '<span hx-swap-oob="innerHTML:#owner-status">1 person found.</span>' in part


def test_what_the_box_asks_for_keeps_who_was_chosen_and_repeats_nobody(
    joyce, sam, trust, signed_in
):
    page = drawn(Promise(actor=joyce, now=sam))
    address = Inputs(page).others["helper_asked"]["hx-get"]
    assert address
    kwame = joins(a_person("Kwame Ortiz"), trust)
    client = signed_in(joyce.person)
    more = {"helper_asked": "ortiz", "helper": str(joyce.id)}
    answer = client.get(f"{address}&{urlencode(more)}", headers={"HX-Request": "true"})
    part = answer.content.decode()
    assert [(r["value"], "checked" in r) for r in Inputs(part).radios] == [
        (str(joyce.id), True),
        (str(kwame.pk), False),
    ]


def test_without_a_script_the_address_is_a_page_of_its_own(joyce, sam, signed_in):
    client = signed_in(joyce.person)
    page = client.get(FIND, {"q": "ortiz"}).content.decode()
    assert "<h1" in page
    assert f'href="/people/persons/{sam.pk}/">Sam Ortiz</a>' in page
    assert "Nobody is found by" in client.get(FIND, {"q": "zebra"}).content.decode()
    assert "found" not in client.get(FIND).content.decode()


def test_a_place_that_is_none_is_not_found(joyce, signed_in):
    assert signed_in(joyce.person).get(FIND, {"q": "sam", "in": "x"}).status_code == 404


def test_page_asks_little(joyce, sam, signed_in, django_assert_max_num_queries):
    client = signed_in(joyce.person)
    with django_assert_max_num_queries(10):
        client.get(FIND, {"q": "ortiz"})
