"""Planning, moving and calling off; who is asked, and who is told what."""

import datetime as dt

import pytest
from tests.engines.gatherings.making import (
    DAY,
    HOUR,
    MINUTE,
    PROGRAMME,
    TWO_PM,
    a_gathering,
    a_public_one,
    details,
    fresh,
    invitation_of,
)
from tests.world import NOON, a_founder, acting

from groundswell.engines.gatherings import actions
from groundswell.engines.gatherings.models import Gathering
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.kernel.models import AuditEvent, SearchEntry, SearchWord
from groundswell.ground.kernel.references import Ref
from groundswell.ground.messages.models import Message, OutgoingMail
from groundswell.ground.people import actions as people


def told(actor, kind):
    rows = Message.objects.filter(person=actor.person, kind=f"gatherings.{kind}")
    return list(rows.order_by("created_at", "pk"))


def change(gathering, by, version=1, at=NOON, **changes):
    return actions.change_gathering(
        gathering=gathering, details=details(**changes), version=version, by=by, at=at
    )


def test_a_meeting_is_as_long_as_its_agenda_where_no_end_is_given(house):
    assert house.meeting.ends_at == TWO_PM + 45 * MINUTE
    assert a_gathering(house.organiser, agenda=[]).ends_at == TWO_PM + HOUR
    ended = a_gathering(house.organiser, ends_at=TWO_PM + 2 * HOUR)
    assert ended.ends_at == TWO_PM + 2 * HOUR


def test_the_organiser_comes_without_being_asked_and_others_are_told_once(house):
    assert invitation_of(house.meeting, house.organiser).reply == "coming"
    [message] = told(house.invited, "invited")
    assert "“Weekly meeting” on 15 June 2026 at 2 pm" in message.subject
    assert "Joyce Lim invites you" in message.body and "Ward 7" in message.body
    assert told(house.organiser, "invited") == []


def test_somebody_else_may_be_named_as_its_organiser(house):
    planned = actions.plan_gathering(
        details=details(), organiser=house.invited.person, by=house.organiser, at=NOON
    )
    assert planned.organiser == house.invited.person
    assert invitation_of(planned, house.invited).reply == "coming"
    assert told(house.invited, "invited")[1:] == []


def test_a_meeting_belongs_to_what_a_wing_says(house):
    ref = Ref("challenge", PROGRAMME)
    assert a_gathering(house.organiser, context=ref).context == ref
    assert house.meeting.context is None


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"title": "  "}, "title", "Give the meeting a title."),
        ({"title": "a\nb"}, "title", "on one line"),
        ({"title": "a\x07b"}, "title", "cannot be shown"),
        ({"title": "x" * 201}, "title", "at most 200 characters. You used 201"),
        ({"kind": "rave"}, "kind", "Choose one"),
        ({"link": "javascript:alert(1)"}, "link", "whole address"),
        ({"link": "http://[::1"}, "link", "whole address"),
        ({"link": "https://a.example/b c"}, "link", "whole address"),
        ({"ends_at": TWO_PM}, "ends", "after the start"),
        ({"ends_at": TWO_PM + 15 * DAY}, "ends", "at most 14 days"),
        ({"audience": "moon"}, "audience", "Choose one"),
        ({"audience": "organisation"}, "audience", "Choose the organisation"),
        ({"registration_open": True}, "registration_open", "public page"),
        ({"capacity": 0}, "capacity", "from 1 to 10,000"),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field(house, changes, field, sentence):
    with pytest.raises(Unusable) as raised:
        a_gathering(house.organiser, **changes)
    assert raised.value.field == field and sentence in str(raised.value)
    assert Gathering.objects.count() == 1


def test_strangers_plan_nothing_in_a_piece_of_work_or_an_organisation(house):
    with pytest.raises(Refused, match="take part in this piece of work"):
        a_gathering(house.outsider, programme_id=PROGRAMME)
    with pytest.raises(Refused, match="People of the organisation"):
        a_gathering(house.outsider, organisation=house.trust)
    assert a_gathering(a_founder(), organisation=house.trust)


def test_a_system_lead_plans_before_anybody_holds_a_role(house):
    people.grant_role(
        person=house.outsider.person,
        code="system_lead",
        starts_on=NOON.date(),
        by=a_founder(),
        at=NOON,
    )
    assert a_gathering(acting(house.outsider.person), programme_id=PROGRAMME)


def test_a_new_time_is_told_once_beside_the_old_one(house):
    change(house.meeting, house.organiser, starts_at=TWO_PM + DAY)
    [message] = told(house.invited, "changed")
    assert message.subject == "“Weekly meeting” is now on 16 June 2026 at 2 pm"
    assert "was to begin on 15 June 2026 at 2 pm" in message.body
    assert told(house.organiser, "changed") == []
    moved = fresh(house.meeting)
    assert moved.ends_at - moved.starts_at == 45 * MINUTE and moved.sequence == 1


def test_a_time_that_stays_is_told_to_nobody(house):
    change(house.meeting, house.organiser, title="Our weekly meeting")
    assert told(house.invited, "changed") == []
    assert fresh(house.meeting).sequence == 1


def test_a_shift_reaches_those_who_registered_too(house):
    gathering = a_public_one(house.organiser)
    actions.register(gathering=gathering, name="Ann", email="ann@x.example", at=NOON)
    actions.change_gathering(
        gathering=gathering,
        details=details(starts_at=NOON + 4 * DAY, is_public=True, registration_open=True),
        version=1,
        by=house.organiser,
        at=NOON,
    )
    subjects = OutgoingMail.objects.filter(to_address="ann@x.example").values_list("subject")
    assert any("is now on 19 June 2026" in s for (s,) in subjects)


def test_who_was_slower_is_told_and_overwrites_nothing(house):
    change(house.meeting, house.organiser, title="First")
    with pytest.raises(Stale):
        change(house.meeting, house.leader, title="Second")
    assert fresh(house.meeting).title == "First"


def test_its_keepers_change_it_and_nobody_else(house):
    for version, who in enumerate((house.leader, house.coach, house.sponsor), start=1):
        change(house.meeting, who, version=version)
    for who in (house.member, house.invited, house.outsider):
        with pytest.raises(Refused, match="Joyce Lim, and the team leader, coach and sponsor"):
            change(house.meeting, who, version=4)


def test_a_cancelled_meeting_is_told_with_its_reason_and_stays_cancelled(house):
    with pytest.raises(Unusable, match="Say why"):
        actions.cancel_gathering(gathering=house.meeting, reason=" ", by=house.organiser, at=NOON)
    actions.cancel_gathering(
        gathering=house.meeting, reason="Norovirus.", by=house.organiser, at=NOON
    )
    [message] = told(house.invited, "changed")
    assert message.subject == "“Weekly meeting” is cancelled" and "Norovirus." in message.body
    with pytest.raises(Refused, match="is cancelled"):
        change(house.meeting, house.organiser, version=2)
    assert not SearchEntry.objects.filter(pk=house.meeting.pk).exists()


def test_cancelling_reaches_those_who_registered_too(house):
    gathering = a_public_one(house.organiser)
    actions.register(gathering=gathering, name="Ann", email="ann@x.example", at=NOON)
    actions.cancel_gathering(gathering=gathering, reason="Snow.", by=house.organiser, at=NOON)
    mails = OutgoingMail.objects.filter(to_address="ann@x.example", subject__contains="cancelled")
    assert "Snow." in mails.get().body


def test_invited_people_are_asked_once_however_often(house):
    made = actions.invite(
        gathering=house.meeting,
        people=[house.colleague.person, house.colleague.person, house.invited.person],
        by=house.leader,
        at=NOON,
    )
    assert [i.person for i in made] == [house.colleague.person]
    again = actions.invite(
        gathering=house.meeting, people=[house.colleague.person], by=house.leader, at=NOON
    )
    assert again == [] and len(told(house.colleague, "invited")) == 1


def test_nobody_and_too_many_cannot_be_invited(house, monkeypatch):
    with pytest.raises(Unusable, match="at least one"):
        actions.invite(gathering=house.meeting, people=[], by=house.organiser, at=NOON)
    monkeypatch.setattr(actions.inviting, "MOST_INVITED", 2)
    with pytest.raises(Unusable, match="at most 500"):
        actions.invite(
            gathering=house.meeting, people=[house.member.person], by=house.organiser, at=NOON
        )


def test_an_account_that_has_ended_is_not_invited(house):
    people.end_person(person=house.colleague.person, by=a_founder(), at=NOON)
    house.colleague.person.refresh_from_db()
    assert (
        actions.invite(
            gathering=house.meeting, people=[house.colleague.person], by=house.organiser, at=NOON
        )
        == []
    )


def test_an_invitation_is_taken_back_but_for_the_organisers(house):
    actions.withdraw_invitation(
        invitation=invitation_of(house.meeting, house.invited), by=house.leader, at=NOON
    )
    assert not house.meeting.invitations.filter(person=house.invited.person).exists()
    with pytest.raises(Refused, match="organiser stays"):
        actions.withdraw_invitation(
            invitation=invitation_of(house.meeting, house.organiser), by=house.leader, at=NOON
        )


def test_a_reply_can_be_changed_and_said_twice(house):
    for answer in ("coming", "coming", "perhaps"):
        invitation = actions.reply(
            gathering=house.meeting, answer=answer, by=house.invited, at=NOON
        )
        assert (invitation.reply, invitation.replied_at) == (answer, NOON)
    assert AuditEvent.objects.filter(name="gathering.replied").count() == 2


@pytest.mark.parametrize("answer", ["none", "maybe", ""])
def test_an_answer_that_is_none_is_not_taken(house, answer):
    with pytest.raises(Unusable):
        actions.reply(gathering=house.meeting, answer=answer, by=house.invited, at=NOON)


def test_only_those_invited_answer(house):
    with pytest.raises(Refused, match=r"Those invited answer\. Ask Joyce Lim\."):
        actions.reply(gathering=house.meeting, answer="coming", by=house.member, at=NOON)


def test_search_finds_a_meeting_for_those_who_may_see_it(house):
    readers = set(
        SearchWord.objects.filter(entry=house.meeting.pk, word="weekly").values_list(
            "reader", flat=True
        )
    )
    assert readers == {
        f"programme:{PROGRAMME}",
        f"person:{house.organiser.id}",
        f"person:{house.invited.id}",
    }
    here = a_gathering(house.organiser, organisation=house.trust, audience="organisation")
    assert SearchWord.objects.filter(
        entry=here.pk, reader=f"organisation:{house.trust.pk}"
    ).exists()
    everywhere = a_gathering(house.organiser, audience="partnership")
    assert set(SearchWord.objects.filter(entry=everywhere.pk).values_list("reader", flat=True)) == {
        "everyone"
    }


def test_reminders_go_out_the_day_before_and_once(house):
    evening = NOON - dt.timedelta(hours=13)  # the night before, half an hour past eleven in London
    actions.remind(at=NOON - 2 * DAY)
    assert told(house.invited, "reminder") == []
    for at in (NOON - DAY, evening, evening):
        actions.remind(at=at)
    [message] = told(house.invited, "reminder")
    assert message.subject == "Tomorrow: “Weekly meeting”"
    assert len(told(house.organiser, "reminder")) == 1


def test_who_cannot_come_and_who_waits_is_not_reminded(house):
    actions.reply(gathering=house.meeting, answer="cannot", by=house.invited, at=NOON - DAY)
    actions.remind(at=NOON - DAY)
    assert told(house.invited, "reminder") == []
    gathering = a_public_one(house.organiser, capacity=1)
    for name in ("ann", "ben"):
        actions.register(gathering=gathering, name=name, email=f"{name}@x.example", at=NOON)
    actions.remind(at=NOON + 2 * DAY)
    actions.remind(at=NOON + 2 * DAY + HOUR)
    mails = OutgoingMail.objects.filter(subject__startswith="Tomorrow: “Open", person=None)
    assert [m.to_address for m in mails] == ["ann@x.example"]


def test_a_cancelled_meeting_is_not_reminded_of(house):
    actions.cancel_gathering(
        gathering=house.meeting, reason="Snow.", by=house.organiser, at=NOON - 2 * DAY
    )
    actions.remind(at=NOON - DAY)
    assert told(house.invited, "reminder") == []


def test_a_shift_by_some_seconds_is_no_shift(house):
    seconds = dt.timedelta(seconds=42)
    change(house.meeting, house.organiser, starts_at=TWO_PM + seconds)
    assert fresh(house.meeting).starts_at == TWO_PM
    assert told(house.invited, "changed") == []
