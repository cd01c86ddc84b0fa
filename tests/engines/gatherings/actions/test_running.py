"""While it runs: the agenda moves on, several people write, decisions are kept, minutes go out."""

import pytest
from tests.engines.gatherings.making import (
    DAY,
    HOUR,
    MINUTE,
    TWO_PM,
    fresh,
    invitation_of,
    item_of,
)
from tests.world import NOON

from groundswell.engines.gatherings import actions, queries
from groundswell.engines.gatherings.actions import AgendaLine
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.messages.models import Message


def write(house, text, version=0, by=None, at=TWO_PM, title="Data"):
    return actions.take_notes(
        item=item_of(house.meeting, title),
        notes=text,
        version=version,
        by=by or house.invited,
        at=at,
    )


def decide(house, text="We keep the trolley.", by=None, at=TWO_PM, item=None):
    return actions.record_decision(
        gathering=house.meeting, text=text, item=item, by=by or house.member, at=at
    )


def agenda(house, lines, version=1, by=None):
    return actions.set_agenda(
        gathering=house.meeting, lines=lines, version=version, by=by or house.leader, at=NOON
    )


def standing(house):
    return queries.agenda_lines(house.meeting)


def close(house, by=None, at=TWO_PM + HOUR):
    return actions.close_gathering(gathering=house.meeting, by=by or house.organiser, at=at)


# --- the agenda -------------------------------------------------------------------------------


def test_an_agenda_is_reordered_and_keeps_its_notes(house):
    write(house, "47 per cent")
    check_in, data, plan = standing(house)
    agenda(house, [data, AgendaLine("", "Help", 5, house.invited.person), check_in])
    items = list(house.meeting.items.all())
    assert [i.title for i in items] == ["Data", "Help", "Check-in"]
    assert items[0].notes == "47 per cent" and items[1].lead == house.invited.person
    assert items[0].pk == data.item_id and plan.title not in {i.title for i in items}


def test_what_was_talked_about_stays_on_the_agenda(house):
    write(house, "47 per cent")
    check_in, _data, plan = standing(house)
    with pytest.raises(Unusable, match="“Data” has been talked about"):
        agenda(house, [check_in, plan])
    assert house.meeting.items.count() == 3


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (AgendaLine("", " ", 5), "a title"),
        (AgendaLine("", "Help", 0), "from 1 to 480 minutes"),
        (AgendaLine("", "Help", 481), "from 1 to 480 minutes"),
    ],
)
def test_a_line_that_cannot_be_used_changes_nothing(house, line, sentence):
    with pytest.raises(Unusable, match=sentence):
        agenda(house, [line])
    assert len(standing(house)) == 3


def test_an_agenda_has_an_end_and_one_writer_at_a_time(house):
    with pytest.raises(Unusable, match="at most 60"):
        agenda(house, [AgendaLine("", "Help", 1)] * 61)
    agenda(house, standing(house))
    with pytest.raises(Stale):
        agenda(house, standing(house), version=1)
    with pytest.raises(Refused, match="can change the agenda"):
        agenda(house, standing(house), version=2, by=house.member)


def begin(house, title, at=TWO_PM, by=None):
    return actions.begin_item(item=item_of(house.meeting, title), by=by or house.leader, at=at)


def test_to_go_to_an_item_ends_the_one_before(house):
    begin(house, "Check-in")
    begin(house, "Data", TWO_PM + 12 * MINUTE)
    first, second = item_of(house.meeting, "Check-in"), item_of(house.meeting, "Data")
    assert first.ended_at == second.began_at == TWO_PM + 12 * MINUTE
    assert second.ended_at is None


def test_to_go_twice_to_the_same_item_is_to_go_once(house):
    begin(house, "Check-in")
    again = begin(house, "Check-in", TWO_PM + MINUTE)
    assert again.began_at == TWO_PM
    assert AuditEvent.objects.filter(name="gathering.item_begun").count() == 1


def test_an_item_can_be_gone_back_to(house):
    begin(house, "Check-in")
    begin(house, "Data", TWO_PM + MINUTE)
    back = begin(house, "Check-in", TWO_PM + 2 * MINUTE)
    assert (back.began_at, back.ended_at) == (TWO_PM + 2 * MINUTE, None)


def test_the_last_item_is_ended_and_to_end_it_twice_is_harmless(house):
    begin(house, "Plan")
    for minutes in (20, 30):
        ended = actions.end_item(
            item=item_of(house.meeting, "Plan"), by=house.leader, at=TWO_PM + minutes * MINUTE
        )
    assert ended.ended_at == TWO_PM + 20 * MINUTE
    assert AuditEvent.objects.filter(name="gathering.item_ended").count() == 1


def test_the_agenda_is_moved_on_by_its_keepers_from_an_hour_before(house):
    with pytest.raises(Refused, match="move the agenda on"):
        begin(house, "Check-in", by=house.member)
    with pytest.raises(Refused, match="opens an hour before the meeting"):
        begin(house, "Check-in", TWO_PM - HOUR - MINUTE)
    assert begin(house, "Check-in", TWO_PM - HOUR)


# --- notes --------------------------------------------------------------------------------------


def test_everybody_who_takes_part_writes_and_nobody_else(house):
    for version, who in enumerate(("organiser", "invited", "member", "leader", "sponsor")):
        written = write(house, f"By {who}", version, by=getattr(house, who))
        assert (written.notes, written.notes_version) == (f"By {who}", version + 1)
    for who in (house.colleague, house.outsider):
        with pytest.raises(Refused, match="take part in this meeting"):
            write(house, "Mine", 5, by=who)


def test_who_saves_on_an_older_version_overwrites_nothing(house):
    write(house, "First")
    with pytest.raises(Stale):
        write(house, "Second", 0, by=house.member)
    assert item_of(house.meeting).notes == "First"
    assert write(house, "First\nSecond", 1, by=house.member).notes_version == 2


def test_two_who_write_on_different_items_do_not_meet(house):
    write(house, "Numbers", title="Data")
    write(house, "Steps", title="Plan", by=house.member)
    assert item_of(house.meeting, "Plan").notes == "Steps"


def test_the_same_words_again_are_no_clash(house):
    write(house, "First")
    assert write(house, "First  ", 0, by=house.member).notes_version == 1


@pytest.mark.parametrize("text", ["a\x00b", "x" * 20_001, "right\u202eleft"])
def test_notes_that_cannot_be_shown_are_refused_with_a_sentence(house, text):
    with pytest.raises(Unusable) as raised:
        write(house, text)
    assert raised.value.field == "notes"


def test_line_ends_of_every_system_are_taken(house):
    assert write(house, "a\r\nb\rc\n").notes == "a\nb\nc"


# --- attendance and decisions ---------------------------------------------------------------------


def test_a_tick_can_be_set_changed_and_taken_back(house):
    for said in (True, True, False, None):
        invitation = actions.note_attendance(
            invitation=invitation_of(house.meeting, house.invited),
            attended=said,
            by=house.member,
            at=TWO_PM,
        )
        assert invitation.attended is said
    assert AuditEvent.objects.filter(name="gathering.attendance_noted").count() == 3


def test_the_same_decision_twice_is_one(house):
    item = item_of(house.meeting)
    assert decide(house, item=item) == decide(house, item=item, by=house.invited)
    assert AuditEvent.objects.filter(name="gathering.decided").count() == 1
    with pytest.raises(Unusable, match="what was decided"):
        decide(house, "  ")
    with pytest.raises(Refused):
        decide(house, by=house.outsider)


def test_a_decision_is_put_into_better_words_by_one_at_a_time(house):
    decision = decide(house)
    better = actions.change_decision(
        decision=decision, text="We keep the blue trolley.", version=1, by=house.invited, at=TWO_PM
    )
    assert better.version == 2
    with pytest.raises(Stale):
        actions.change_decision(
            decision=decision, text="No.", version=1, by=house.invited, at=TWO_PM
        )


# --- the end ---


def test_closing_sends_the_minutes_to_everybody_invited(house):
    begin(house, "Plan")
    closed = close(house)
    assert (closed.state, closed.closed_by) == ("held", house.organiser.person)
    assert item_of(house.meeting, "Plan").ended_at == TWO_PM + HOUR
    [message] = Message.objects.filter(kind="gatherings.minutes")
    assert message.person == house.invited.person
    assert message.url == f"/gatherings/{house.meeting.pk}/minutes/"


def test_a_closed_meeting_is_not_written_on_but_its_decisions_words_mend(house):
    decision = decide(house)
    close(house)
    for act in (
        lambda: write(house, "Late"),
        lambda: decide(house, "Late"),
        lambda: close(house),
    ):
        with pytest.raises(Refused, match="closed, and its minutes have gone out"):
            act()
    with pytest.raises(Refused, match=r"The minutes have gone out\. Joyce Lim"):
        actions.change_decision(
            decision=decision, text="No.", version=1, by=house.invited, at=TWO_PM
        )
    mended = actions.change_decision(
        decision=decision, text="Yes.", version=1, by=house.leader, at=TWO_PM + DAY
    )
    assert mended.text == "Yes."


def test_its_keepers_close_it_and_not_before_its_day(house):
    with pytest.raises(Refused, match="can close"):
        close(house, by=house.member)
    with pytest.raises(Refused, match="opens an hour before"):
        close(house, at=NOON - DAY)
    assert fresh(house.meeting).state == "planned"
