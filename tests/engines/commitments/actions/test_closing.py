"""Kept, kept late, or dropped with the reason; and opened again."""

import datetime as dt

import pytest
from tests.engines.commitments.making import (
    FRIDAY,
    a_promise,
    days,
    drop,
    keep,
    move,
    on,
    reopen,
    told,
)
from tests.world import TODAY

from groundswell.engines.commitments.models import Reopening
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.models import AuditEvent


def test_what_is_done_by_its_day_is_kept(crew):
    made = a_promise(crew.sponsor, made_to=crew.leader.person)
    kept = keep(made, crew.sponsor, on=FRIDAY, at=days(5), words="We went on a night.")
    assert (kept.state, kept.closed_on, kept.closed_by) == ("kept", FRIDAY, crew.sponsor.person)
    assert kept.closing_words == "We went on a night." and not kept.is_open
    assert told(crew.leader)[1:] == ["Kept: Visit Ward 8"] and told(crew.sponsor) == []


def test_what_is_done_after_its_day_is_kept_late_and_says_why(crew):
    made = a_promise(crew.sponsor)
    late = {"on": FRIDAY + dt.timedelta(days=1), "at": days(6)}
    with pytest.raises(Unusable, match="what made it late") as fault:
        keep(made, crew.sponsor, **late)
    assert fault.value.field == "words"
    assert keep(made, crew.sponsor, **late, words="Snow.").state == "kept_late"
    assert AuditEvent.objects.filter(name="commitment.kept_late").count() == 1


def test_a_moved_day_is_the_one_that_counts(crew):
    made = move(a_promise(crew.sponsor), crew.sponsor)
    day = FRIDAY + dt.timedelta(days=1)
    assert keep(made, crew.sponsor, on=day, at=days(6)).state == "kept"


@pytest.mark.parametrize("day", [TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)])
def test_a_promise_is_kept_between_the_day_it_was_made_and_today(crew, day):
    with pytest.raises(Unusable, match="from 15 June 2026, when it was promised, to today") as f:
        keep(a_promise(crew.sponsor), crew.sponsor, on=day)
    assert f.value.field == "on"


def test_what_is_dropped_says_why(crew):
    made = a_promise(crew.sponsor, made_to=crew.leader.person)
    with pytest.raises(Unusable, match="why it is dropped") as fault:
        drop(made, crew.sponsor, reason=" ")
    assert fault.value.field == "words"
    assert drop(made, crew.sponsor).closing_words == "The ward closed."
    assert "Dropped: Visit Ward 8" in told(crew.leader)
    with pytest.raises(Unusable, match="at most 2,000"):
        drop(a_promise(crew.sponsor), crew.sponsor, reason="x" * 2_001)


def test_within_a_piece_of_work_those_who_lead_it_may_close_and_the_owner_is_told(crew):
    for who in (crew.leader, crew.coach, crew.sponsor):
        assert keep(crew.promise(), who).closed_by == who.person
    assert told(crew.member) == ["Kept: Visit Ward 8"] * 3
    for who in (crew.other, crew.colleague, crew.outsider, crew.administrator):
        with pytest.raises(Refused, match="Mo Khan, the team leader, a coach or a sponsor can say"):
            keep(crew.promise(), who)
        with pytest.raises(Refused, match="can say what became of this"):
            drop(crew.promise(), who)


def test_two_who_close_at_once_are_told_in_one_sentence(crew):
    made = crew.promise()
    keep(made, crew.leader)
    sentence = "Joyce Lim said on 15 June 2026 at 1 pm that this was kept. It is closed."
    for close in (keep, drop):
        with pytest.raises(Refused) as refused:
            close(made, crew.member)
        assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("close", "words"),
    [
        (
            lambda c, by: drop(c, by),
            "Joyce Lim dropped this on 15 June 2026 at 1 pm, with a reason",
        ),
        (
            lambda c, by: keep(c, by, on=FRIDAY + dt.timedelta(days=1), at=days(6), words="Snow."),
            "Joyce Lim said on 21 June 2026 at 1 pm that this was kept, late",
        ),
    ],
)
def test_a_closed_promise_says_how_it_was_closed(crew, close, words):
    made = close(crew.promise(), crew.leader)
    with pytest.raises(Refused, match=words):
        move(made, crew.member)


@pytest.mark.parametrize("close", [keep, drop])
def test_a_second_click_changes_nothing(crew, close):
    made = a_promise(crew.sponsor, made_to=crew.leader.person)
    close(made, crew.sponsor)
    again = close(made, crew.sponsor, at=days(0) + dt.timedelta(seconds=1))
    assert again.closed_at == days(0) and len(told(crew.leader)) == 2
    assert (
        AuditEvent.objects.filter(name__in=["commitment.kept", "commitment.dropped"]).count() == 1
    )


def test_opened_again_it_is_as_before_and_what_was_said_stays(crew):
    made = crew.promise(made_to=crew.sponsor.person)
    with pytest.raises(Refused, match="open already"):
        reopen(made, crew.leader)
    keep(made, crew.leader, words="Done.")
    with pytest.raises(Refused, match="can open this again"):
        reopen(made, crew.other)
    with pytest.raises(Unusable, match="why it is opened again"):
        reopen(made, crew.leader, reason="")
    opened = reopen(made, crew.leader)
    assert (opened.state, opened.closed_on, opened.closed_by, opened.closing_words) == (
        "open", None, None, "",
    )  # fmt: skip
    undone = Reopening.objects.get()
    assert (undone.state, undone.closing_words, undone.reason) == (
        "kept", "Done.", "It was another ward.",
    )  # fmt: skip
    assert str(undone) == f"{made.pk}: 2026-06-15"
    for who in (crew.member, crew.sponsor):
        assert "Open again: Visit Ward 8" in told(who)
    assert drop(opened, on(crew.leader, 1), at=days(1)).state == "dropped"
