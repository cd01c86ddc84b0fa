"""Does a text look as if it named somebody? Numbers strictly, names with an ear for work."""

import pytest

from groundswell.ground.web.screening import Looks, looks_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dr Patel never listens.", [Looks.NAME]),
        ("Ask Sarah Jones about it.", [Looks.NAME]),
        ("a patient called Arthur was left waiting", [Looks.NAME]),
        ("My manager Joyce is kind", [Looks.NAME]),
        ("ring 07700 900123", [Looks.PHONE]),
        ("+44 20 7946 0958 after five", [Looks.PHONE]),
        ("NHS number 943 476 5919", [Looks.NHS_NUMBER]),
        ("it is 9434765919", [Looks.NHS_NUMBER]),
        ("write to j.lim@harrowmere.example", [Looks.EMAIL]),
        ("Dr Patel, 943-476-5919", [Looks.NAME, Looks.NHS_NUMBER]),
    ],
)
def test_what_points_to_somebody_is_seen(text: str, found: list[Looks]):
    assert list(looks_of(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We need more time to hand over.",
        "On Monday the Emergency Department was full. The Chief Executive came.",
        "Human Resources and the Freedom to Speak Up Guardian help. Thank You.",
        "30 people, 12 beds, 2026-05-04, 14:30 to 20:15, £1,200,000",
        "Ward 7 waits 45 minutes. We wait.",
        "DATIX is slow",
    ],
)
def test_ordinary_sentences_are_left_alone(text: str):
    assert looks_of(text) == ()


def test_ten_digits_that_are_no_nhs_number_may_be_a_phone():
    assert looks_of("943 476 5918") == (Looks.PHONE,)
