"""Questionnaires scored from pasted answers: by the published rule, kept as means alone."""

import dataclasses
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.wings.challenges.doing import under_way
from tests.wings.challenges.making import Cast
from tests.world import NOON

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.people.models import Person
from groundswell.wings.challenges import actions
from groundswell.wings.challenges.actions import ResultFacts
from groundswell.wings.challenges.instruments import INSTRUMENTS, MOST_PEOPLE, score_answers
from groundswell.wings.challenges.models import Result
from groundswell.wings.challenges.resulting import sentence_of

SHORT = INSTRUMENTS["swemwbs"]
THREES, FOURS = "\t".join("3" * 7), "\t".join("4" * 7)


def scored(text: str, code: str = "swemwbs") -> tuple[float, int, int]:
    return dataclasses.astuple(score_answers(INSTRUMENTS[code], text, field="answers_before"))


def test_the_short_scale_is_converted_person_by_person() -> None:
    """Raw sums 21 and 28 are 19.25 and 25.03 by the published table, not by their mean."""
    text = "\n".join([THREES] * 5 + [FOURS] * 5)
    assert scored(text) == (round((19.25 + 25.03) / 2, 2), 10, 0)


@pytest.mark.parametrize(
    ("code", "line", "mean"),
    [
        ("wemwbs", " ".join("3" * 14), 42),
        ("psychological_safety", "1,7,1,7,1,7,7", 7),  # items 1, 3 and 5 run the other way
        ("swemwbs", "3;3;3;3;3;3;3", 19.25),
    ],
)
def test_answers_are_read_however_a_spreadsheet_sets_them_apart(
    code: str, line: str, mean: float
) -> None:
    assert scored(f"\r\n{line}\r\n" * 10, code) == (mean, 10, 0)


def test_who_left_a_question_out_is_left_out() -> None:
    missing = ["3\t3\t3\t3\t3\t3\t", "3\t3\t-\t3\t3\t3\t3", "3\t3\tN/A\t3\t3\t3\t3"]
    assert scored("\n".join([THREES] * 10 + missing)) == (19.25, 10, 3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3\t3\t3", "Line 1: 3 answers where there are 7 questions."),
        (f"{THREES}\n\n3\t3\t3\t9\t3\t3\t3", "Line 3: “9” is not an answer from 1 to 5."),
        ("3\t3\t3\t²\t3\t3\t3", "Line 1: “²” is not an answer from 1 to 5."),
        ("\n".join([THREES] * 9), "9 people gave every answer. From fewer than 10"),
        ("", "0 people gave every answer."),
        ("\n".join([THREES] * (MOST_PEOPLE + 1)), "Paste 5,000 lines or fewer."),
    ],
)
def test_what_cannot_be_scored_is_said_with_its_line(text: str, said: str) -> None:
    with pytest.raises(Unusable) as fault:
        scored(text)
    assert str(fault.value).startswith(said)
    assert fault.value.field == "answers_before"


def pasted(**given: object) -> ResultFacts:
    about = {
        "kind": "instrument",
        "statement": "People feel better",
        "instrument": "swemwbs",
        "answers_before": "\n".join([THREES] * 12),
        "answers_after": "\n".join([FOURS] * 11),
        "source": "Asked at home by the team",
    }
    return ResultFacts(**{**about, **given})  # type: ignore[arg-type]


def recorded(cast: Cast, facts: ResultFacts) -> Result:
    return actions.record_result(challenge=cast.challenge, facts=facts, by=cast.joyce, at=NOON)


@pytest.mark.django_db
def test_a_result_keeps_the_means_and_how_they_were_worked_out_and_no_answer() -> None:
    result = recorded(under_way(), pasted(method="The same people twice."))
    assert (result.before, result.after, result.n_people) == (19.25, 25.03, 11)
    assert result.method == (
        "The same people twice. Scored by the published rule of Short WEMWBS, metric score from"
        " the answers of 12 people before and 11 after; 0 left out for missing answers. The"
        " answers were not kept."
    )
    assert not result.is_claim
    assert sentence_of(result).endswith("among 11 people (more than the cautious 2.87 points)")
    kept = [str(value) for row in AuditEvent.objects.values() for value in row.values()]
    assert not any(THREES in text for text in kept)


@pytest.mark.django_db
def test_one_half_pasted_is_not_enough_and_no_half_asks_for_the_means() -> None:
    cast = under_way()
    with pytest.raises(Unusable, match="before and those from after") as fault:
        recorded(cast, pasted(answers_after=" "))
    assert fault.value.field == "answers_after"
    with pytest.raises(Unusable, match="Fill in “Mean score before”"):
        recorded(cast, pasted(answers_before="", answers_after=""))
    with pytest.raises(Unusable, match="Fill in “Which questionnaire”"):
        recorded(cast, pasted(instrument="", before=3, after=4))


@pytest.mark.django_db
@pytest.mark.usefixtures("at_noon")
def test_the_page_takes_answers_keeps_what_was_typed_and_asks_no_question_of_the_scale(
    signed_in: Callable[[Person], Client],
) -> None:
    cast = under_way()
    url = reverse("challenges:record_result", args=[cast.challenge.pk, "instrument"])
    client = signed_in(cast.people["joyce"])
    page = client.get(url).content.decode()
    assert "Answers before (optional)" in page and "licence of whoever owns them" in page
    given = {"statement": "Better", "instrument": "swemwbs", "answers_before": "3 3",
             "answers_after": "\n".join([FOURS] * 10)}  # fmt: skip
    refused = client.post(url, given)
    assert refused.status_code == 422
    assert "Line 1: 2 answers where there are 7 questions." in refused.content.decode()
    given["answers_before"] = "\n".join([THREES] * 10)
    assert client.post(url, given).status_code == 302
    assert Result.objects.get().before == 19.25
