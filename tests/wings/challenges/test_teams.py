"""Who is in a team, who leads it, who stands behind it."""

import pytest
from tests.wings.challenges.making import Cast, a_cast, add
from tests.world import NOON, TODAY, a_person, acting

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.kinds import RoleCode
from groundswell.wings.challenges import actions
from groundswell.wings.challenges.kinds import Stage
from groundswell.wings.challenges.models import Challenge, Member
from groundswell.wings.challenges.policies import standing

pytestmark = pytest.mark.django_db


def member(cast: Cast, key: str) -> Member:
    return cast.challenge.members.get(person=cast.people[key], left_on=None)


def test_who_joins_holds_a_role_in_this_challenge_alone() -> None:
    cast = a_cast()
    assert standing.is_of_team(cast.sam, cast.challenge)
    assert cast.sam.programme_ids == {cast.challenge.pk}
    assert not standing.runs(cast.sam, cast.challenge)


def test_nobody_is_in_a_team_twice_at_once() -> None:
    cast = a_cast()
    with pytest.raises(Unusable, match="Sam Ortiz is in the team already"):
        add(cast.challenge, cast.people["sam"], cast.joyce)


def test_a_standing_that_nobody_offered_is_refused() -> None:
    cast = a_cast()
    with pytest.raises(Unusable, match="Choose one"):
        add(cast.challenge, a_person("Dele"), cast.joyce, standing="admiral")


def test_the_leader_the_coach_and_a_lead_add_people_and_a_member_does_not() -> None:
    cast = a_cast()
    for n, key in enumerate(("joyce", "amara", "ngozi")):
        add(cast.challenge, a_person(f"New {n}"), getattr(cast, key))
    with pytest.raises(Refused, match="The team leader, the coach or a system lead"):
        add(cast.challenge, a_person("Another"), cast.sam)


def test_a_team_has_one_leader_and_the_former_one_stays_in_it() -> None:
    cast = a_cast()
    for _twice in range(2):
        actions.elect_leader(
            challenge=cast.challenge, member=member(cast, "sam"), by=cast.amara, at=NOON
        )
    assert cast.sam.holds(RoleCode.TEAM_LEADER, programme_id=cast.challenge.pk)
    assert not cast.joyce.holds(RoleCode.TEAM_LEADER, programme_id=cast.challenge.pk)
    assert standing.is_of_team(cast.joyce, cast.challenge)


def test_who_leaves_loses_every_right_and_stays_in_the_record() -> None:
    cast = a_cast()
    gone = member(cast, "joyce")
    for _twice in range(2):
        actions.end_member(
            challenge=cast.challenge, member=gone, reason="New post", by=cast.joyce, at=NOON
        )
        gone = Member.objects.get(pk=gone.pk)
    assert cast.joyce.programme_ids == frozenset()
    assert (gone.left_on, gone.left_words, gone.is_leader) == (TODAY, "New post", False)
    with pytest.raises(Unusable, match="has left the team"):
        actions.elect_leader(challenge=cast.challenge, member=gone, by=cast.amara, at=NOON)
    add(cast.challenge, cast.people["joyce"], cast.amara)
    assert standing.takes_part(cast.joyce, cast.challenge)


def test_a_member_leaves_alone_and_is_sent_away_only_by_who_runs_it() -> None:
    cast = a_cast()
    with pytest.raises(Refused):
        actions.end_member(
            challenge=cast.challenge, member=member(cast, "joyce"), by=cast.sam, at=NOON
        )
    actions.end_member(challenge=cast.challenge, member=member(cast, "sam"), by=cast.sam, at=NOON)
    assert cast.sam.programme_ids == frozenset()


def test_only_sponsor_and_coach_are_appointed_and_by_system_leads() -> None:
    cast = a_cast()
    person = a_person("Parveen Nasser")
    with pytest.raises(Unusable, match="sponsor or coach"):
        actions.appoint(
            challenge=cast.challenge, person=person, code="admiral", by=cast.ngozi, at=NOON
        )
    with pytest.raises(Refused):
        actions.appoint(
            challenge=cast.challenge, person=person, code=RoleCode.COACH, by=cast.joyce, at=NOON
        )
    assert acting(person).programme_ids == frozenset()


@pytest.mark.parametrize(("stage", "said"), [(Stage.STOPPED, "stopped"), (Stage.CLOSED, "closed")])
def test_nothing_is_written_when_a_challenge_has_ended(stage: str, said: str) -> None:
    cast = a_cast()
    for decide, actor in (
        (standing.by_the_team, cast.sam),
        (standing.by_who_runs_it, cast.joyce),
        (standing.by_system_leads, cast.ngozi),
    ):
        ended = Challenge(pk=cast.challenge.pk, organisation=cast.host, stage=stage)
        assert said in decide(actor, ended).reason
    assert "do this" in standing.by_the_team(cast.imran, cast.challenge).reason
