import datetime as dt
from typing import ClassVar

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.web.fields import form_faults
from groundswell.ground.web.forms import DateField, Form, NumberField


class Launch(Form):
    title = forms.CharField(max_length=5)
    on = DateField(label="Day zero")
    share = NumberField(required=False, lowest=0, highest=100)
    people = NumberField(required=False, whole=True)
    way = forms.ChoiceField(choices=[("up", "Up")], required=False)
    agreed = forms.BooleanField(required=False)
    file = forms.FileField(required=False)


def launch(**given: str) -> Launch:
    return Launch({"title": "Start", "on": "8 June 2026"} | given)


def fault(field: str, text: str) -> str:
    return " ".join(launch(**{field: text}).errors.get(field, []))


@pytest.mark.parametrize(
    "text",
    [
        "8 June 2026", "08 june 2026", "8 Jun 2026", "8th June, 2026", "8-Jun-2026",
        " 8  June  2026 ",
        "8/6/2026", "08/06/2026", "8/6/26", "8.6.2026", "8-6-2026", "8 6 2026", "2026-06-08",
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    form = launch(on=text)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == dt.date(2026, 6, 8)


@pytest.mark.parametrize(
    "text",
    ["31 June 2026", "30/2/2026", "8 Juno 2026", "tomorrow", "2026", "13/13/2026", "8/6/2026x"],
)
def test_a_day_that_cannot_be_read_is_repeated_with_what_would_be_right(text: str) -> None:
    assert fault("on", text) == (
        f"“{text}” is not a day we can read. Write it like this: 8 June 2026."
    )


def test_the_day_comes_before_the_month() -> None:
    assert launch(on="2/11/2026").fields["on"].clean("2/11/2026") == dt.date(2026, 11, 2)


def test_a_year_of_long_ago_is_asked_about() -> None:
    assert fault("on", "8 June 0206") == "Check the year. You typed 8 June 0206."
    assert fault("on", "8 June 2200") == "Check the year. You typed 8 June 2200."
    assert not fault("on", "1 January 1900")


def test_a_day_is_shown_in_words_and_what_was_typed_is_kept() -> None:
    assert Launch(initial={"on": dt.date(2026, 6, 8)})["on"].value() == "8 June 2026"
    assert launch(on="31 June 2026")["on"].value() == "31 June 2026"


def test_an_empty_day_is_nothing_where_it_may_be() -> None:
    assert DateField(required=False).clean("") is None
    assert DateField().clean(dt.date(2026, 6, 8)) == dt.date(2026, 6, 8)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234", 1234), ("12.5%", 12.5), ("12.5 %", 12.5), ("\u22120.5", -0.5), ("-3", -3),
        ("+3", 3),
        (".5", 0.5), ("0", 0), ("1,234,567.25", 1234567.25), (" 7 ", 7), ("007", 7),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(text: str, value: float) -> None:
    assert NumberField().clean(text) == value


@pytest.mark.parametrize(
    "text",
    ["1,23", "12,3456", "1e5", "nan", "inf", "twelve", "5.", "--3", "1.2.3", "%", "-", "0x10",
    "1_000",
     "٣", "½", "9" * 16],
)  # fmt: skip
def test_what_is_no_number_is_repeated_with_what_would_be_right(text: str) -> None:
    assert fault("share", text) == (
        f"“{text}” is not a number. Use figures only, such as 1,234 or 12.5."
    )


def test_a_number_beyond_its_bounds_is_told_the_bound_and_the_bounds_are_allowed() -> None:
    assert fault("share", "-0.1") == "This must be 0 or more. You typed -0.1."
    assert fault("share", "101") == "This must be 100 or less. You typed 101."
    assert not fault("share", "0")
    assert not fault("share", "100")


def test_a_whole_number_is_an_int_and_part_of_one_is_refused() -> None:
    value = NumberField(whole=True).clean("1,234")
    assert (value, type(value)) == (1234, int)
    assert fault("people", "2.5") == "This must be a whole number, such as 12. You typed 2.5."


def test_a_number_is_shown_without_noise() -> None:
    field = NumberField()
    assert field.prepare_value(0.1 + 0.2) == "0.3"
    assert field.prepare_value("1,23") == "1,23"


def test_an_empty_field_is_named_in_its_fault() -> None:
    class Empty(Form):
        why = forms.CharField(label="Why?")
        pay_band = forms.ChoiceField(choices=[("a", "A")])
        agreed = forms.BooleanField(label="I agree")
        file = forms.FileField()
        own = forms.CharField(error_messages={"required": "Say who it is for."})

    form = Empty({})
    assert {name: errors[0] for name, errors in form.errors.items()} == {
        "why": "Fill in “Why?”.",
        "pay_band": "Choose an answer to “Pay band”.",
        "agreed": "Tick “I agree” to go on.",
        "file": "Choose a file for “File”.",
        "own": "Say who it is for.",
    }


def test_what_belongs_to_one_answer_is_asked_and_counts_with_that_answer_alone() -> None:
    class Lunch(Form):
        asked_with: ClassVar = {"dish": ("eats", "hot"), "portions": ("eats", "hot")}
        eats = forms.ChoiceField(choices=[("hot", "Hot"), ("cold", "Cold")])
        dish = forms.CharField(label="Dish")
        portions = NumberField(required=False)

    cold = Lunch({"eats": "cold", "dish": "Soup", "portions": "lots"})
    assert cold.is_valid() and cold.cleaned_data == {"eats": "cold"}
    assert list(cold.fields) == ["eats", "dish", "portions"]
    hot = Lunch({"eats": "hot", "portions": "lots"})
    assert set(hot.errors) == {"dish", "portions"}


def test_what_is_too_long_is_counted_and_kept() -> None:
    form = launch(title="Too long")
    assert form.errors["title"] == ["Use 5 characters or fewer. You used 8."]
    assert form["title"].value() == "Too long"


def test_an_answer_that_is_not_offered_is_refused_without_repeating_it() -> None:
    assert fault("way", "<script>") == "Choose one of the answers shown."


def test_characters_that_no_database_keeps_are_a_fault_of_the_field() -> None:
    assert fault("title", "a\x00b") == "Take out the characters that cannot be shown."


def test_an_empty_file_is_said_to_be_empty() -> None:
    form = Launch({"title": "a", "on": "8/6/26"}, {"file": SimpleUploadedFile("a.csv", b"")})
    assert form.errors["file"] == ["This file is empty. Choose one with something in it."]


def test_what_an_action_could_not_use_stands_beside_its_field_and_the_typed_is_kept() -> None:
    form = launch()
    assert form.is_valid()
    form.refuse(Unusable("Day zero must come after the launch.", field="on"))
    assert form.errors["on"] == ["Day zero must come after the launch."]
    assert form["on"].value() == "8 June 2026"


def test_what_no_field_is_to_blame_for_stands_above_the_form() -> None:
    form = launch()
    form.refuse(Stale("Joyce Lim changed this a minute ago."))
    form.refuse(Unusable("Not there.", field="elsewhere"))
    assert form.non_field_errors() == ["Joyce Lim changed this a minute ago.", "Not there."]


def test_the_summary_lists_faults_of_the_whole_first_then_in_the_order_of_the_form() -> None:
    form = Launch({"title": "", "on": "x"})
    form.refuse(Unusable("Nothing was sent."))
    lines = [(f.target, f.sentence) for f in form_faults(form)]
    assert [target for target, _ in lines] == ["", "id_title", "id_on"]
    assert lines[0][1] == "Nothing was sent."


def test_what_stands_to_choose_is_known_where_the_form_is_made() -> None:
    class Ward(Form):
        ward = forms.ChoiceField()
        name = forms.CharField(required=False)

    form = Ward({"ward": "7"})
    form.let_choose("ward", (pair for pair in [("7", "Ward 7")]))
    assert form.is_valid()
    other = Ward({"ward": "8"})
    other.let_choose("ward", [("7", "Ward 7")])
    assert not other.is_valid()
    with pytest.raises(TypeError, match="name offers nothing"):
        other.let_choose("name", [])
