"""What a team does in a challenge: Joyce leads the team, Kwame is in it, Sam sponsors it, and the
board of the host looks on. Nobody else knows that it is there."""

import datetime as dt
from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from tests.url_table import Row, form, only, reading, sending
from tests.world import a_person, acting, holding, joins

from groundswell.engines.measures.actions import DefinitionDetails
from groundswell.ground.people.kinds import RoleCode
from groundswell.wings.challenges import actions
from groundswell.wings.challenges.actions import GoalWords, TestPlan
from groundswell.wings.challenges.kinds import Baseline
from groundswell.wings.challenges.models import Challenge, Goal, Test

if TYPE_CHECKING:
    from tests.url_table import Scene

Parts = dict[str, Any]
TEAM = ("team_leader", "member")
TAKE_PART = (*TEAM, "analyst")
READ = only(*TAKE_PART, "board_member")
BY_TEAM = only(*TEAM) | {"analyst": 403, "board_member": 403}
DONE_BY_TEAM = only(*TEAM, status=302) | {"analyst": 403, "board_member": 403}
BY_SPONSOR = only("analyst") | {"team_leader": 403, "member": 403, "board_member": 403}
OF_THOSE_WHO_MEET = only(*TAKE_PART)


def a_challenge(scene: "Scene", days_ago: int = 60) -> Challenge:
    at = timezone.now()
    lead = holding(joins(a_person("Ada Lead"), scene.here), RoleCode.SYSTEM_LEAD, scene.here)
    challenge = actions.start_challenge(
        organisation=scene.here, title="Home for lunch", by=lead, at=at
    )
    sponsor = scene.people["analyst"]
    given = {"challenge": challenge, "by": lead, "at": at}
    actions.appoint(person=sponsor, code=RoleCode.SPONSOR, **given)
    leader = actions.add_member(person=scene.people["team_leader"], **given)
    actions.add_member(person=scene.people["member"], **given)
    actions.elect_leader(member=leader, **given)
    day_zero = at.date() - dt.timedelta(days=days_ago)
    return actions.launch_challenge(day_zero=day_zero, **given)


def challenge(scene: "Scene") -> Parts:
    return {"pk": a_challenge(scene).pk}


def doing(scene: "Scene") -> Parts:
    """Who does it, and when."""
    at = timezone.now()
    return {"by": acting(scene.people["team_leader"], on=at.date()), "at": at}


def _words(**others: object) -> GoalWords:
    given: dict[str, Any] = {
        "statement": "Six in ten leave before 1 pm",
        "target": 60.0,
        "yes_no_test": "Did 60% leave before 1 pm?",
        "baseline_kind": Baseline.SURROGATE,
    }
    return GoalWords(**{**given, **others})


def a_goal(scene: "Scene", days_ago: int = 60) -> Goal:
    found = a_challenge(scene, days_ago)
    return actions.set_goal(challenge=found, goal=_words(), **doing(scene))


def goal(scene: "Scene") -> Parts:
    return {"pk": a_goal(scene).challenge_id}


def goal_on_its_last_day(scene: "Scene") -> Parts:
    return {"pk": a_goal(scene, 100).challenge_id}


def proposal(scene: "Scene") -> Parts:
    found = a_goal(scene).challenge
    made = actions.propose_goal(
        challenge=found, goal=_words(target=70.0), reason="Nearly there.", **doing(scene)
    )
    return {"pk": found.pk, "goal_pk": made.pk}


_COUNTS = count(1)


def watched(scene: "Scene") -> Parts:
    found = a_challenge(scene)
    row = actions.define_measure(
        challenge=found,
        details=DefinitionDetails(
            title=f"Bags ready by 11, count {next(_COUNTS)}",  # a scene may need several
            number="count",
            good="up",
            frequency="week",
            counted="Bags.",
        ),
        **doing(scene),
    )
    return {"pk": found.pk, "row_pk": row.pk}


def a_test(scene: "Scene") -> Test:
    plan = TestPlan(
        title="Pharmacist at the bedside",
        hypothesis="Bags are ready earlier.",
        smallest="One bay.",
        prediction="8 in 10.",
        owner=scene.people["member"],
    )
    return actions.plan_test(challenge=a_challenge(scene), plan=plan, **doing(scene))


def test(scene: "Scene") -> Parts:
    made = a_test(scene)
    return {"pk": made.challenge_id, "test_pk": made.pk}


def running_test(scene: "Scene") -> Parts:
    made = actions.start_test(test=a_test(scene), **doing(scene))
    return {"pk": made.challenge_id, "test_pk": made.pk}


def idea(scene: "Scene") -> Parts:
    made = actions.add_idea(challenge=a_challenge(scene), title="Ask them up", **doing(scene))
    return {"pk": made.challenge_id, "idea_pk": made.pk}


def idea_set_aside(scene: "Scene") -> Parts:
    made = actions.add_idea(challenge=a_challenge(scene), title="Ask them up", **doing(scene))
    actions.set_aside_idea(idea=made, reason="Later.", **doing(scene))
    return {"pk": made.challenge_id, "idea_pk": made.pk}


def meeting(scene: "Scene") -> Parts:
    found = a_challenge(scene)
    (made,) = actions.plan_meetings(challenge=found, starts_at=timezone.now(), **doing(scene))
    return {"pk": found.pk, "meeting_pk": made.pk}


def of(given: Callable[["Scene"], Parts]) -> Callable[["Scene"], Parts]:
    """The challenge alone of something in it."""
    return lambda scene: {"pk": given(scene)["pk"]}


ROWS: dict[str, Row] = {
    "challenges:goal": reading(READ, goal),
    "challenges:set_goal": form(BY_TEAM, challenge),
    "challenges:complete_goal": form(BY_TEAM, goal),
    "challenges:propose_goal": form(BY_TEAM, goal),
    "challenges:answer_goal": form(BY_TEAM, goal_on_its_last_day),
    "challenges:withdraw_goal": sending(DONE_BY_TEAM, proposal),
    "challenges:decide_goal": form(BY_SPONSOR, proposal),
    "challenges:measures": reading(READ, of(watched)),
    "challenges:attach_measure": form(BY_TEAM, challenge),
    "challenges:define_measure": form(BY_TEAM, challenge),
    "challenges:detach_measure": sending(DONE_BY_TEAM | {"board_member": 404}, watched),
    "challenges:tests": reading(READ, of(test)),
    "challenges:test": reading(READ, test),
    "challenges:plan_test": form(BY_TEAM, challenge),
    "challenges:change_test": form(BY_TEAM, test),
    "challenges:start_test": sending(DONE_BY_TEAM, test),
    "challenges:note_on_test": form(BY_TEAM, running_test),
    "challenges:hold_test": form(BY_TEAM, running_test),
    "challenges:finish_test": form(BY_TEAM, running_test),
    "challenges:ideas": reading(READ, of(idea)),
    "challenges:add_idea": form(BY_TEAM, challenge),
    "challenges:change_idea": form(BY_TEAM, idea),
    "challenges:set_aside_idea": form(BY_TEAM, idea),
    "challenges:bring_back_idea": sending(DONE_BY_TEAM, idea_set_aside),
    "challenges:plan": reading(READ, challenge),
    "challenges:add_to_plan": form(BY_TEAM, challenge),
    "challenges:meetings": reading(READ, of(meeting)),
    "challenges:plan_meetings": form(BY_TEAM, challenge),
    "challenges:meeting": reading(OF_THOSE_WHO_MEET, meeting),
    "challenges:meeting_plan": reading(OF_THOSE_WHO_MEET, meeting),
    "challenges:agree": form(BY_TEAM, challenge),
}
