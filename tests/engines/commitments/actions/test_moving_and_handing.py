"""Another day and another owner: only with a reason, and what was before stays."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from tests.engines.commitments.making import (
    FRIDAY,
    a_promise,
    delegate,
    drop,
    hand_back,
    leaves,
    move,
    told,
)
from tests.world import NOON, TODAY, a_founder

from groundswell.engines.commitments.models import Handing, Move
from groundswell.ground.kernel import search
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable

LATER = TODAY + dt.timedelta(days=11)


def test_a_moved_day_keeps_the_old_one_with_the_reason(crew):
    made = crew.promise(made_to=crew.sponsor.person)
    moved = move(made, crew.leader)
    kept = Move.objects.get()
    assert moved.due_on == LATER
    assert (kept.due_before, kept.due_on, kept.reason, kept.by) == (
        FRIDAY, LATER, "Half-term.", crew.leader.person,
    )  # fmt: skip
    subject = "Moved to 26 June 2026: Visit Ward 8"
    assert told(crew.member) == [subject] and subject in told(crew.sponsor)
    assert (
        search.find("ward", keys=crew.member.reader_keys).entries[0].detail.endswith("26 June 2026")
    )


def test_a_day_moves_only_with_a_reason_and_not_into_the_past(crew):
    made = a_promise(crew.sponsor)
    with pytest.raises(Unusable, match="Say why the day moves"):
        move(made, crew.sponsor, reason=" ")
    with pytest.raises(Unusable, match="Today is 15 June 2026") as fault:
        move(made, crew.sponsor, due_on=TODAY - dt.timedelta(days=1))
    assert fault.value.field == "due_on"
    with pytest.raises(Refused, match="Ruth Adeyemi can move the day"):
        move(made, crew.leader)
    assert not Move.objects.exists()


def test_the_same_day_again_is_no_move(crew):
    made = a_promise(crew.sponsor, made_to=crew.leader.person)
    move(made, crew.sponsor)
    move(made, crew.sponsor)
    assert Move.objects.count() == 1 and len(told(crew.leader)) == 2


def test_handed_on_the_new_owner_is_told_and_the_history_is_kept(crew):
    made = delegate(crew.promise(), crew.other, crew.member)
    kept = Handing.objects.get()
    assert made.owner == crew.other.person
    assert (kept.owner_before, kept.owner, kept.reason, kept.is_back) == (
        crew.member.person, crew.other.person, "I am away.", False,
    )  # fmt: skip
    assert told(crew.other) == ["Handed on to you, due 19 June 2026: Visit Ward 8"]
    assert told(crew.member) == []


def test_whose_it_was_is_told_where_somebody_else_hands_it_on(crew):
    delegate(crew.promise(), crew.other, crew.leader)
    assert told(crew.member) == ["Handed on to Kwame Boateng: Visit Ward 8"]


def test_only_who_answers_for_it_hands_it_on(crew):
    for who in (crew.other, crew.colleague, crew.administrator):
        with pytest.raises(Refused, match="can hand this on"):
            delegate(crew.promise(), crew.other, who)
    with pytest.raises(Refused, match="dropped this"):
        delegate(drop(crew.promise(), crew.member), crew.other, crew.member)


def test_it_is_handed_to_somebody_else_who_is_here_and_with_a_reason(crew):
    made = crew.promise()
    with pytest.raises(Unusable, match="owns this already") as fault:
        delegate(made, crew.member, crew.member)
    assert fault.value.field == "to"
    with pytest.raises(Unusable, match="why somebody else"):
        delegate(made, crew.other, crew.member, reason="")
    leaves(crew.coach)
    crew.coach.person.refresh_from_db()
    with pytest.raises(Unusable, match="Imran Siddiqui has left") as fault:
        delegate(made, crew.coach, crew.member)
    assert fault.value.field == "to"


def test_a_second_click_hands_it_on_once(crew):
    made = crew.promise()
    delegate(made, crew.other, crew.leader)
    delegate(made, crew.other, crew.leader)
    assert Handing.objects.count() == 1 and len(told(crew.other)) == 1
    with pytest.raises(Unusable, match="owns this already"):
        delegate(made, crew.other, crew.coach)


def test_handed_back_the_former_owner_has_it_again_and_all_are_told_why(crew):
    made = delegate(crew.promise(), crew.other, crew.leader)
    with pytest.raises(Unusable, match="why somebody else"):
        hand_back(made, crew.other, reason=" ")
    back = hand_back(made, crew.other)
    assert back.owner == crew.member.person
    assert Handing.objects.filter(is_back=True).get().reason == "I have no time."
    assert told(crew.leader) == ["Handed back: Visit Ward 8"]
    assert "Handed back: Visit Ward 8" in told(crew.member)
    with pytest.raises(Refused, match="Nobody handed this on to you"):
        hand_back(back, crew.member)


def test_who_handed_on_their_own_is_told_once_when_it_comes_back(crew):
    hand_back(delegate(crew.promise(), crew.other, crew.member), crew.other)
    assert told(crew.member) == ["Handed back: Visit Ward 8"]


def test_only_what_was_handed_on_can_be_handed_back_and_only_by_its_owner(crew):
    with pytest.raises(Refused, match="Nobody handed this on"):
        hand_back(crew.promise(), crew.member)
    made = delegate(crew.promise(), crew.other, crew.member)
    with pytest.raises(Refused, match="Kwame Boateng can hand this back"):
        hand_back(made, crew.leader)
    with pytest.raises(Refused, match="dropped this"):
        hand_back(drop(made, crew.leader), crew.other)


def test_it_is_not_handed_back_to_somebody_who_has_left(crew):
    made = delegate(crew.promise(), crew.other, crew.member)
    leaves(crew.member)
    with pytest.raises(Refused, match="Mo Khan has left"):
        hand_back(made, crew.other)


def test_when_the_owner_has_left_others_may_find_a_new_one(crew):
    made = a_promise(
        crew.sponsor,
        made_to=crew.colleague.person,
        organisation=crew.trust,
        audience="organisation",
    )
    own = a_promise(crew.sponsor)
    for who in (crew.colleague, crew.administrator, a_founder()):
        with pytest.raises(Refused):
            delegate(made, crew.other, who)
    leaves(crew.sponsor)
    with pytest.raises(Refused, match="Ruth Adeyemi can hand this on"):
        delegate(made, crew.other, crew.other)
    assert delegate(made, crew.other, crew.colleague).owner == crew.other.person
    assert delegate(own, crew.other, a_founder()).owner == crew.other.person
    with pytest.raises(Refused):
        delegate(own, crew.member, crew.administrator)


def test_the_administrator_of_its_organisation_finds_a_new_owner(crew):
    made = a_promise(crew.sponsor, organisation=crew.trust)
    leaves(crew.sponsor)
    assert delegate(made, crew.other, crew.administrator).owner == crew.other.person


def test_the_database_holds_moves_and_handings_that_go_somewhere_with_a_reason(crew):
    made = crew.promise()
    row = {"commitment": made, "by": crew.member.person, "at": NOON, "reason": "x"}
    same_day = {"due_before": FRIDAY, "due_on": FRIDAY}
    same_owner = {"owner_before": crew.member.person, "owner": crew.member.person}
    for model, details in (
        (Move, same_day),
        (Move, {"due_before": FRIDAY, "due_on": LATER, "reason": ""}),
        (Handing, same_owner),
        (Handing, {**same_owner, "owner": crew.other.person, "reason": ""}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(**{**row, **details})
