"""A promise has one owner, one day, and somebody it is made to."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from tests.engines.commitments.making import FRIDAY, a_promise, leaves, told
from tests.world import NOON, TODAY, a_founder

from groundswell.engines.commitments.models import Commitment
from groundswell.ground.kernel import search
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable


def test_a_promise_has_its_owner_its_day_and_whom_it_is_made_to(crew):
    made = a_promise(crew.sponsor, made_to=crew.leader.person, detail=" Talk to nights. ")
    assert (made.owner, made.due_on, made.state) == (crew.sponsor.person, FRIDAY, "open")
    assert (made.to_whom, made.detail, str(made)) == (
        "Joyce Lim and the board", "Talk to nights.", "Visit Ward 8",
    )  # fmt: skip
    assert made.context is None and made.position == 0 and made.is_open


def test_those_it_concerns_are_told_and_nobody_of_what_they_did_themselves(crew):
    crew.promise(by=crew.leader, made_to=crew.sponsor.person)
    assert told(crew.member) == ["Yours, by 19 June 2026: Visit Ward 8"]
    assert told(crew.sponsor) == ["Promised to you, by 19 June 2026: Visit Ward 8"]
    assert told(crew.leader) == []
    a_promise(crew.coach, made_to=crew.coach.person)
    assert told(crew.coach) == []


def test_of_a_whole_plan_nobody_is_told_promise_by_promise(crew):
    crew.promise(by=crew.leader, made_to=crew.sponsor.person, is_told=False)
    assert told(crew.member) == told(crew.sponsor) == []


def test_owner_and_receiver_in_one_person_are_told_once(crew):
    crew.promise(by=crew.leader, made_to=crew.member.person)
    assert len(told(crew.member)) == 1


def test_promises_of_a_plan_stand_in_the_order_they_were_made_theme_by_theme(crew):
    places = [crew.promise(theme=theme).position for theme in ("A", "A", "B", "A")]
    assert places == [1, 2, 1, 3]
    assert crew.promise(occasion="launch").position == 1


def test_in_a_piece_of_work_whoever_takes_part_writes_down_who_does_what(crew):
    assert crew.promise(by=crew.other, owner=crew.coach.person).owner == crew.coach.person
    for who in (crew.colleague, crew.outsider, crew.administrator):
        with pytest.raises(Refused, match="take part in this piece of work"):
            crew.promise(by=who, owner=who.person)


def test_elsewhere_people_promise_for_themselves_and_administrators_write_down_for_others(crew):
    with pytest.raises(Refused, match="Mo Khan makes their own promises"):
        a_promise(crew.colleague, owner=crew.member.person, organisation=crew.trust)
    with pytest.raises(Refused, match="own promises"):
        a_promise(crew.administrator, owner=crew.member.person)
    place = {"owner": crew.member.person, "organisation": crew.trust, "audience": "organisation"}
    assert a_promise(crew.administrator, **place).made_by == crew.administrator.person
    assert a_promise(a_founder(), owner=crew.member.person).owner == crew.member.person


def test_who_has_left_promises_nothing(crew):
    leaves(crew.member)
    crew.member.person.refresh_from_db()
    with pytest.raises(Refused, match="Mo Khan has left"):
        crew.promise(by=crew.leader)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"title": "  "}, "title", "in one line"),
        ({"title": "x" * 201}, "title", "at most 200"),
        ({"detail": "x" * 2_001}, "detail", "at most 2,000"),
        ({"theme": "x" * 61}, "theme", "at most 60"),
        ({"made_to_words": " "}, "made_to", "whom it is promised to"),
        ({"made_to_words": "x" * 121}, "made_to_words", "at most 120"),
        ({"due_on": TODAY - dt.timedelta(days=1)}, "due_on", "Today is 15 June 2026"),
        ({"audience": "organisation"}, "audience", "who may read"),
        ({"audience": "everybody"}, "audience", "who may read"),
    ],
)
def test_a_promise_that_does_not_fit_together_is_not_made(crew, changes, field, words):
    with pytest.raises(Unusable, match=words) as fault:
        a_promise(crew.sponsor, **changes)
    assert fault.value.field == field
    assert not Commitment.objects.exists()


@pytest.mark.parametrize(
    ("changes", "finders"),
    [
        ({}, {"sponsor"}),
        ({"made_to": "other"}, {"sponsor", "other"}),
        ({"organisation": True, "audience": "organisation"}, {"sponsor", "other", "colleague"}),
        ({"audience": "partnership"}, {"sponsor", "other", "colleague", "outsider"}),
        ({"programme_id": True}, {"sponsor", "other"}),
    ],
)
def test_a_promise_is_found_by_those_who_may_read_it(crew, changes, finders):
    places = {
        "made_to": crew.other.person, "organisation": crew.trust, "programme_id": crew.programme,
    }  # fmt: skip
    given = {name: places.get(name, value) for name, value in changes.items()}
    a_promise(crew.sponsor, **given)
    asked = ("sponsor", "other", "colleague", "outsider")
    keys = {who: getattr(crew, who).reader_keys for who in asked}
    assert {w for w, k in keys.items() if search.find("ward", keys=k).entries} == finders


@pytest.mark.parametrize(
    "broken",
    [
        {"made_to_words": ""},
        {"context_kind": "plan"},
        {"state": "kept"},
        {"state": "kept_late", "closed_on": TODAY},
        {"state": "dropped", "closed_on": TODAY},
        {"audience": "organisation"},
        {"closed_on": TODAY},
    ],
)
def test_the_database_holds_what_belongs_together(crew, broken):
    made = a_promise(crew.sponsor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=made.pk).update(**broken)


def test_a_closing_says_who_and_when_together(crew):
    made = a_promise(crew.sponsor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=made.pk).update(closed_at=NOON)
