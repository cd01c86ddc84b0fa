"""A challenge in time: what a launch sets going, how day zero moves, how it ends."""

import datetime as dt

import pytest
from tests.wings.challenges.making import Cast, a_cast, a_system_lead, add, launched
from tests.world import NOON, TODAY, a_person, acting, an_organisation

from groundswell.engines.commitments.models import Commitment
from groundswell.engines.gatherings import actions as gatherings
from groundswell.engines.gatherings.models import Gathering
from groundswell.ground.kernel.clock import london
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.references import Ref
from groundswell.ground.messages.models import Message
from groundswell.ground.people.kinds import RoleCode
from groundswell.wings.challenges import actions
from groundswell.wings.challenges.kinds import Milestone, ReviewState, Stage
from groundswell.wings.challenges.models import HoldCheck, Review, Shift
from groundswell.wings.challenges.packs import pack_from, packs

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(weeks=1)


def days_of(cast: Cast) -> dict[str, dt.date]:
    rows = Gathering.objects.filter(context_id=cast.challenge.pk, state="planned")
    return {g.title.split(": ")[1]: london(g.starts_at).date() for g in rows}


def shift(cast: Cast, day: dt.date, *, reason: str = "Half the team is ill.", **more: object):
    given = {"by": cast.ngozi, "at": NOON} | more
    return actions.shift_day_zero(challenge=cast.challenge, day_zero=day, reason=reason, **given)


def test_a_launch_puts_the_days_of_the_clock_into_everybodys_calendar() -> None:
    cast = launched(a_cast(), TODAY + dt.timedelta(days=1))  # a Tuesday
    assert days_of(cast) == {
        "Launch": dt.date(2026, 6, 16),
        "Day 25": dt.date(2026, 7, 10),  # a Saturday's meeting is on the Friday
        "Day 50": dt.date(2026, 8, 5),
        "Day 75": dt.date(2026, 8, 31),  # a Sunday's on the Monday
        "Day 100": dt.date(2026, 9, 24),
    }
    one = Gathering.objects.filter(context_id=cast.challenge.pk).first()
    invited = set(one.invitations.values_list("person__name", flat=True))
    assert {"Ruth Adeyemi", "Amara Okafor", "Joyce Lim", "Sam Ortiz"} <= invited
    assert Review.objects.filter(challenge=cast.challenge, gathering__isnull=False).count() == 4


def test_a_launch_tells_everybody_once() -> None:
    launched(a_cast(), TODAY)
    told = Message.objects.filter(subject__startswith="“Home for lunch” begins on 15 June 2026")
    assert sorted(told.values_list("person__name", flat=True)) == [
        "Amara Okafor", "Joyce Lim", "Ruth Adeyemi", "Sam Ortiz"
    ]  # fmt: skip


def test_days_that_have_passed_get_no_meeting() -> None:
    cast = launched(a_cast(), TODAY - dt.timedelta(days=60))
    assert set(days_of(cast)) == {"Day 75", "Day 100"}
    assert Review.objects.filter(challenge=cast.challenge, gathering=None).count() == 2


def test_day_zero_moves_with_what_hangs_on_it_and_everybody_is_told_once() -> None:
    cast = launched(a_cast(), TODAY + WEEK)
    before, sequence = days_of(cast), Gathering.objects.first().sequence
    shift(cast, TODAY + 3 * WEEK)
    assert days_of(cast) == {name: on + 2 * WEEK for name, on in before.items()}
    assert Gathering.objects.first().sequence == sequence + 1
    due = dict(HoldCheck.objects.values_list("milestone", "due_on"))
    assert due[Milestone.SIX_MONTHS] == dt.date(2027, 4, 14)
    told = Message.objects.filter(subject="Day 0 of “Home for lunch” is now 6 July 2026")
    assert told.count() == 4
    assert "Day 0 was 22 June 2026. It is now 6 July 2026" in told[0].body
    assert "Half the team is ill." in told[0].body
    assert not Message.objects.filter(kind="gatherings.changed").exists()


def test_a_meeting_that_the_team_had_moved_keeps_its_place_and_its_hour() -> None:
    cast = launched(a_cast(), TODAY)
    review = Review.objects.get(milestone=Milestone.DAY_50, challenge=cast.challenge)
    meeting = review.gathering
    later = meeting.starts_at + dt.timedelta(days=2, hours=-3)
    details = gatherings.GatheringDetails(title="Day 50", starts_at=later, kind="review")
    gatherings.change_gathering(
        gathering=meeting, details=details, version=meeting.version, by=cast.joyce, at=NOON
    )
    shift(cast, TODAY + WEEK)
    meeting.refresh_from_db()
    assert meeting.starts_at == later + WEEK


def test_reviews_that_were_held_and_checks_that_were_answered_stay() -> None:
    cast = launched(a_cast(), TODAY)
    review = Review.objects.get(milestone=Milestone.DAY_25, challenge=cast.challenge)
    review.state, review.held_at, review.held_by = ReviewState.HELD, NOON, cast.people["joyce"]
    review.save()
    check = HoldCheck.objects.get(milestone=Milestone.ONE_YEAR)
    check.answered_at, check.answered_by = NOON, cast.people["joyce"]
    check.save()
    on, due = review.gathering.starts_at, check.due_on
    shift(cast, TODAY + WEEK)
    review.gathering.refresh_from_db()
    check.refresh_from_db()
    assert (review.gathering.starts_at, check.due_on) == (on, due)


def test_a_meeting_of_the_teams_own_stays_where_it_is() -> None:
    cast = launched(a_cast(), TODAY)
    own = gatherings.plan_gathering(
        details=gatherings.GatheringDetails(title="Tea", starts_at=NOON + WEEK),
        context=Ref("challenge", cast.challenge.pk), programme_id=cast.challenge.pk,
        by=cast.joyce, at=NOON,
    )  # fmt: skip
    shift(cast, TODAY + WEEK)
    own.refresh_from_db()
    assert own.starts_at == NOON + WEEK


def test_the_same_day_moves_nothing_and_a_shift_has_a_reason() -> None:
    cast = launched(a_cast(), TODAY)
    assert shift(cast, TODAY, reason="").day_zero == TODAY
    with pytest.raises(Unusable, match="Say why"):
        shift(cast, TODAY + WEEK, reason=" ")
    with pytest.raises(Unusable, match="within a year"):
        shift(cast, TODAY + 60 * WEEK)
    assert not Shift.objects.exists()


def test_who_may_move_day_zero_and_when() -> None:
    cast = a_cast()
    with pytest.raises(Refused, match="while a challenge is under way"):
        shift(cast, TODAY)
    launched(cast, TODAY)
    for actor in (cast.joyce, cast.ruth, a_system_lead(an_organisation("Tarnside"), "Bilal")):
        with pytest.raises(Refused, match="A system lead of Harrowmere"):
            shift(cast, TODAY + WEEK, by=actor)
    with pytest.raises(Refused, match="hundred days are over"):
        shift(cast, TODAY + WEEK, at=NOON + dt.timedelta(days=101))


def test_another_system_lead_of_the_host_moves_it_too() -> None:
    cast = launched(a_cast(), TODAY)
    shift(cast, TODAY + WEEK, by=a_system_lead(cast.host, "Second Lead"))
    assert days_of(cast)["Launch"] == TODAY + WEEK


def test_a_stop_says_why_and_calls_its_meetings_off() -> None:
    cast = launched(a_cast(), TODAY)
    with pytest.raises(Unusable, match="Say why"):
        actions.stop_challenge(challenge=cast.challenge, reason="", by=cast.ngozi, at=NOON)
    with pytest.raises(Refused):
        actions.stop_challenge(challenge=cast.challenge, reason="x", by=cast.joyce, at=NOON)
    for _twice in range(2):
        ended = actions.stop_challenge(
            challenge=cast.challenge, reason="The ward closes.", by=cast.ngozi, at=NOON
        )
    assert (ended.stage, ended.ended_words) == (Stage.STOPPED, "The ward closes.")
    assert days_of(cast) == {}
    told = Message.objects.filter(subject="“Home for lunch” is stopped")
    assert (told.count(), told[0].body) == (4, "The ward closes.")


def test_a_meeting_that_is_over_is_not_called_off() -> None:
    cast = launched(a_cast(), TODAY)
    later = NOON + dt.timedelta(days=30)
    actions.stop_challenge(challenge=cast.challenge, reason="x", by=cast.ngozi, at=later)
    assert set(days_of(cast)) == {"Launch", "Day 25"}


def test_a_challenge_is_closed_from_day_100_on() -> None:
    cast = launched(a_cast(), TODAY)
    given = {"challenge": cast.challenge, "reason": "It stays.", "by": cast.ngozi}
    with pytest.raises(Refused, match="from day 100 on"):
        actions.close_challenge(**given, at=NOON + dt.timedelta(days=99))
    later = NOON + dt.timedelta(days=100)
    with pytest.raises(Refused):
        actions.close_challenge(**given | {"by": cast.joyce}, at=later)
    with pytest.raises(Unusable, match="how it ends"):
        actions.close_challenge(**given | {"reason": " "}, at=later)
    for _twice in range(2):
        assert actions.close_challenge(**given, at=later).stage == Stage.CLOSED
    with pytest.raises(Refused, match="closed"):
        actions.stop_challenge(challenge=cast.challenge, reason="x", by=cast.ngozi, at=later)


def test_a_template_sets_up_note_roles_and_agreement_in_one_step() -> None:
    host = an_organisation()
    lead, pack = a_system_lead(host), packs()["waiting-well"]
    made = actions.set_up_challenge(organisation=host, title="Heard", pack=pack, by=lead, at=NOON)
    assert made.problem == pack.note["problem"]
    assert made.role_names["team_leader"] == "Convenor"
    assert made.agreements.get().words.split("\n") == list(pack.agreement)
    assert made.notes.get().words["problem"] == pack.note["problem"]
    with pytest.raises(Refused):
        actions.set_up_challenge(
            organisation=host, title="x", pack=pack, by=acting(a_person("Al")), at=NOON
        )


def test_a_small_template_leaves_the_rest_as_it_is() -> None:
    host = an_organisation()
    pack = pack_from("small", {"title": "Small", "summary": "Little.", "licence": "CC BY 4.0"})
    made = actions.set_up_challenge(
        organisation=host, title="Small", pack=pack, by=a_system_lead(host), at=NOON
    )
    assert (made.template, made.role_names, made.agreements.count()) == ("small", {}, 0)


def test_a_launch_lays_the_templates_plan_and_agenda_out() -> None:
    host = an_organisation()
    lead, pack = a_system_lead(host), packs()["home-before-lunch"]
    made = actions.set_up_challenge(organisation=host, title="Lunch", pack=pack, by=lead, at=NOON)
    sponsor, leader = a_person("Ruth Adeyemi"), a_person("Joyce Lim")
    actions.appoint(challenge=made, person=sponsor, code=RoleCode.SPONSOR, by=lead, at=NOON)
    member = add(made, leader, lead)
    actions.elect_leader(challenge=made, member=member, by=lead, at=NOON)
    zero = TODAY - dt.timedelta(days=6)
    actions.launch_challenge(challenge=made, day_zero=zero, by=lead, at=NOON)
    plan = Commitment.objects.filter(context_id=made.pk).order_by("due_on", "position")
    assert plan.count() == sum(step.day >= 6 for step in pack.plan)
    owners = dict(plan.values_list("title", "owner__name"))
    assert owners["Come to the ward and ask “how can I help?”"] == "Ruth Adeyemi"
    assert owners["Write the story with its numbers, good and bad"] == "Joyce Lim"
    # nobody coaches yet: the sponsor keeps what the coach would own
    assert owners["Find something worth celebrating, and celebrate it with tea"] == "Ruth Adeyemi"
    assert not Message.objects.filter(kind="commitments.yours").exists()


def test_the_launch_meeting_has_the_templates_agenda() -> None:
    host = an_organisation()
    lead, pack = a_system_lead(host), packs()["home-before-lunch"]
    made = actions.set_up_challenge(organisation=host, title="Lunch", pack=pack, by=lead, at=NOON)
    sponsor = a_person("Ruth Adeyemi")
    actions.appoint(challenge=made, person=sponsor, code=RoleCode.SPONSOR, by=lead, at=NOON)
    actions.launch_challenge(challenge=made, day_zero=TODAY, by=lead, at=NOON)
    launch = Gathering.objects.get(context_id=made.pk, kind="workshop")
    titles = list(launch.items.order_by("position").values_list("title", flat=True))
    assert titles == [line.title for line in pack.agenda]
