"""What becomes of a challenge: the same people as in `challenges_doing`, sixty days in."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from tests.url_rows.challenges_doing import (
    BY_SPONSOR,
    BY_TEAM,
    DONE_BY_TEAM,
    READ,
    TAKE_PART,
    TEAM,
    a_challenge,
    challenge,
    doing,
    running_test,
    watched,
)
from tests.url_table import Row, everyone, form, only, reading, sending, signed_in
from tests.world import acting

from groundswell.wings.challenges import actions
from groundswell.wings.challenges.actions import ChangeDetails, InterventionWords, ResultFacts
from groundswell.wings.challenges.models import HoldCheck, Recommendation, Story, Test

if TYPE_CHECKING:
    from tests.url_table import Scene

Parts = dict[str, Any]


def kind(scene: "Scene") -> Parts:
    return {"pk": a_challenge(scene).pk, "kind": "award"}


def result(scene: "Scene") -> Parts:
    found = a_challenge(scene)
    facts = ResultFacts("award", "Prize", unit="The Gazette")
    made = actions.record_result(challenge=found, facts=facts, **doing(scene))
    return {"pk": found.pk, "result_pk": made.pk}


def review(scene: "Scene") -> Parts:
    return {"pk": a_challenge(scene).pk, "milestone": "day50"}


def hold_check(scene: "Scene") -> Parts:
    check = HoldCheck.objects.filter(challenge=a_challenge(scene)).order_by("due_on")[0]
    return {"pk": check.pk}


def hold_check_due(scene: "Scene") -> Parts:
    parts = hold_check(scene)
    HoldCheck.objects.update(due_on=timezone.now().date())
    return parts


def change(scene: "Scene") -> Parts:
    found = a_challenge(scene)
    details = ChangeDetails("Checks", "keep", owner=scene.people["member"])
    made = actions.add_change(challenge=found, details=details, **doing(scene))
    return {"pk": found.pk, "change_pk": made.pk}


def recommendation(scene: "Scene") -> Parts:
    found = a_challenge(scene)
    made: Recommendation = actions.recommend(
        challenge=found, recommendation="Do it everywhere.", **doing(scene)
    )
    return {"pk": made.pk}


def a_story(scene: "Scene", *, is_asked: bool = False) -> Story:
    parts = dict.fromkeys(("why", "tried", "came"), "Words.")
    story = actions.write_story(
        challenge=a_challenge(scene), title="Lunch", parts=parts, **doing(scene)
    )
    return actions.ask_for_approval(story=story, **doing(scene)) if is_asked else story


def story(scene: "Scene") -> Parts:
    return {"pk": a_story(scene).challenge_id}


def story_asked(scene: "Scene") -> Parts:
    return {"pk": a_story(scene, is_asked=True).challenge_id}


def a_public_story(scene: "Scene") -> Story:
    at, asked = timezone.now(), a_story(scene, is_asked=True)
    sponsor = acting(scene.people["analyst"], on=at.date())
    return actions.approve_story(story=asked, version=1, by=sponsor, at=at)


def story_public(scene: "Scene") -> Parts:
    return {"pk": a_public_story(scene).challenge_id}


def slug(scene: "Scene") -> Parts:
    return {"slug": a_public_story(scene).slug}


def done_test(scene: "Scene") -> Parts:
    parts = running_test(scene)
    test = Test.objects.get(pk=parts["test_pk"])
    said = {"happened": "It did.", "learned": "A lot.", "outcome": "adopt"}
    actions.finish_test(test=test, version=test.version, **said, **doing(scene))
    return parts


def intervention(scene: "Scene", *, is_asked: bool = False, is_in: bool = False) -> Parts:
    test = Test.objects.get(pk=done_test(scene)["test_pk"])
    words = InterventionWords("Checks", "Ward 7.", "Less waiting.", "Ask.\nCheck.")
    made = actions.write_intervention(test=test, written=words, **doing(scene))
    if is_asked or is_in:
        actions.offer_intervention(written=made, **doing(scene))
    if is_in:
        at = timezone.now()
        by = acting(scene.people["analyst"], on=at.date())
        actions.approve_intervention(written=made, version=1, by=by, at=at)
    return {"pk": made.pk}


def intervention_asked(scene: "Scene") -> Parts:
    return intervention(scene, is_asked=True)


def intervention_in(scene: "Scene") -> Parts:
    return intervention(scene, is_in=True)


BY_ALL_WHO_TAKE_PART = only(*TAKE_PART) | {"board_member": 403}
NOT_FOR_THE_BOARD = only(*TEAM) | {"analyst": 403}

ROWS = {
    "challenges:results": reading(READ, challenge),
    "challenges:record_result": form(BY_TEAM, kind),
    "challenges:change_result": form(BY_TEAM, result),
    "challenges:withdraw_result": form(BY_TEAM, result),
    "challenges:reviews": reading(READ, challenge),
    "challenges:review": reading(READ, review),
    "challenges:write_review": form(BY_TEAM, review),
    "challenges:hold_review": sending(DONE_BY_TEAM, review),
    "challenges:hold_check": reading(READ, hold_check),
    "challenges:answer_hold_check": form(BY_ALL_WHO_TAKE_PART, hold_check_due),
    "challenges:keeping": reading(READ, challenge),
    "challenges:add_change": form(BY_TEAM, challenge),
    "challenges:edit_change": form(BY_TEAM, change),
    "challenges:answer_change": form(BY_SPONSOR, change),
    "challenges:recommend": form(BY_TEAM, challenge),
    "challenges:recommendation": reading(READ, recommendation),
    "challenges:edit_recommendation": form(BY_TEAM, recommendation),
    "challenges:answer_recommendation": form(BY_SPONSOR, recommendation),
    "challenges:hand_over_measure": form(NOT_FOR_THE_BOARD, watched),
    "challenges:story": reading(only(*TAKE_PART), story),
    "challenges:write_story": form(NOT_FOR_THE_BOARD, story),
    "challenges:ask_for_approval": sending(only(*TEAM, status=302) | {"analyst": 403}, story),
    "challenges:approve_story": sending(
        only("analyst", status=302) | dict.fromkeys(TEAM, 403), story_asked
    ),
    "challenges:take_story_down": sending(only(*TAKE_PART, status=302), story_public),
    "challenges:handbook": reading(signed_in(200)),
    "challenges:intervention": reading(only(*TAKE_PART), intervention),
    "challenges:write_intervention": form(BY_TEAM, done_test),
    "challenges:offer_intervention": sending(
        only(*TEAM, status=302) | {"analyst": 403}, intervention
    ),
    "challenges:approve_intervention": sending(
        only("analyst", status=302) | dict.fromkeys(TEAM, 403), intervention_asked
    ),
    "challenges:take_intervention_out": sending(
        only(*TAKE_PART, status=302, else_=403), intervention_in
    ),
    "challenges:copy_intervention": form(signed_in(200), intervention_in),
    "challenges:public_stories": Row(everyone(200), everyone(405)),
    "challenges:public_story": Row(everyone(200), everyone(405), slug),
}
PUBLIC = frozenset({"challenges:public_stories", "challenges:public_story"})
