"""What sponsors promise the team at launch, day 50 and day 100, and whether they kept it."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.wings.challenges.asking import later, page
from tests.wings.challenges.making import Cast, a_cast, launched
from tests.world import NOON, TODAY, acting

from groundswell.engines.commitments import actions as commitments
from groundswell.engines.commitments import queries as count
from groundswell.engines.commitments.models import Commitment
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.models import Person
from groundswell.wings.challenges import actions, queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
SignedIn = Callable[[Person], Client]
DAY = dt.timedelta(days=1)


def a_promise(cast: Cast, days: int = 10, **other: object) -> Commitment:
    given = {"challenge": cast.challenge, "occasion": "launch", "title": "I answer in three days",
             "owner": cast.people["ruth"], "due_on": TODAY + days * DAY, "by": cast.joyce,
             "at": NOON} | other  # fmt: skip
    return actions.make_promise(**given)  # type: ignore[arg-type]


def summaries(cast: Cast, days: int = 0, key: str = "sam") -> list[tuple[str, str]]:
    at = NOON + days * DAY
    actor = acting(cast.people[key], at.date())
    panel = queries.promises_panel(actor, cast.challenge, at=at)
    return [(o.label, o.summary) for o in panel.occasions]


def test_the_sponsor_promises_and_others_write_it_down() -> None:
    cast = launched(a_cast())
    for key in ("ruth", "amara", "joyce"):
        a_promise(cast, by=getattr(cast, key))
    for key in ("sam", "ngozi", "imran"):
        with pytest.raises(Refused, match="writes these promises down"):
            a_promise(cast, by=getattr(cast, key))


def test_a_promise_has_a_sponsor_an_occasion_and_a_day_to_come() -> None:
    cast = launched(a_cast())
    for other, sentence in (
        ({"owner": cast.people["sam"]}, "Sam Ortiz is no sponsor"),
        ({"occasion": "day25"}, "Say when it was promised"),
        ({"due_on": TODAY - DAY}, "passed|gone|to come|today"),
    ):
        with pytest.raises(Unusable, match=sentence):
            a_promise(cast, **other)


def test_whether_they_were_kept_is_counted_by_occasion() -> None:
    cast = launched(a_cast())
    kept, late, dropped, waits = (a_promise(cast, 2 + i) for i in range(4))
    ruth = acting(cast.people["ruth"], TODAY + 9 * DAY)
    at = NOON + 9 * DAY
    commitments.keep_commitment(commitment=kept, on=TODAY + DAY, by=ruth, at=at)
    commitments.keep_commitment(commitment=late, on=TODAY + 8 * DAY, words="Ill", by=ruth, at=at)
    commitments.drop_commitment(commitment=dropped, reason="No money", by=ruth, at=at)
    assert summaries(cast, 9) == [
        ("Launch", "1 of 4 kept, 1 kept late, 1 dropped with a reason, 1 overdue.")
    ]
    assert waits.made_to_words == "the team"


def test_a_day_that_has_come_without_a_promise_says_so() -> None:
    cast = launched(a_cast())
    assert summaries(cast) == [("Launch", "Nothing was promised.")]
    assert [label for label, _said in summaries(cast, 50)] == ["Launch", "Day 50"]


def test_late_promises_are_counted_for_what_is_asked_about() -> None:
    cast = launched(a_cast())
    a_promise(cast, 3)
    ref, on = Ref("challenge", cast.challenge.pk), TODAY + 4 * DAY
    assert count.late_in([ref], ["launch"], on=on) == {ref: 1}
    for refs, occasions, day in (
        ([], ["launch"], on),
        ([ref], ["day50"], on),
        ([ref], ["launch"], TODAY),
    ):
        assert count.late_in(refs, occasions, on=day) == {}


def test_the_host_reads_the_promises_and_who_is_only_asked_does_not() -> None:
    cast = launched(a_cast())
    a_promise(cast)
    assert summaries(cast, key="imran") == [("Launch", "0 of 1 kept.")]


def test_a_promise_is_written_down_on_its_form_and_stands_on_the_team_page(
    signed_in: SignedIn,
) -> None:
    cast = launched(a_cast())
    with later(1):
        ruth = signed_in(cast.people["ruth"])
        page(ruth, "make_promise", cast.challenge.pk)
        sent = ruth.post(
            reverse("challenges:make_promise", args=[cast.challenge.pk]),
            {"occasion": "launch", "title": "I answer in three days", "due_on": "30 June 2026",
             "owner": str(cast.people["ruth"].pk)},
        )  # fmt: skip
        assert sent.status_code == 302
        for name in ("team", "challenge"):
            shown = page(ruth, name, cast.challenge.pk)
            assert "I answer in three days" in shown and "0 of 1 kept." in shown
