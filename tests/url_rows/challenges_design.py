"""Design, team and portfolio of a challenge of `scene.here`, which the team leader leads.

The member is in its team, and the board looks on. Nobody of the scene is a system lead: what those
may do stands in `tests/wings/challenges/test_who_sees_what.py`.
"""

from typing import TYPE_CHECKING

from django.utils import timezone
from tests.url_table import Row, everyone, form, only, reading, sending, signed_in
from tests.world import a_person, acting, holding, joins

from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.models import Person
from groundswell.wings.challenges import actions
from groundswell.wings.challenges.actions.releasing import key_of
from groundswell.wings.challenges.models import Challenge, CoachListing

from .making import Parts

if TYPE_CHECKING:
    from tests.url_table import Scene

PUBLIC = {"challenges:release"}


# --- what the rows ask for; other rooms of the wing make theirs from `a_challenge` ---------------


def a_lead(scene: "Scene") -> Person:
    """A system lead of the host; the same one for all that one row makes."""
    known = Person.objects.filter(name="Nia Lead").first()
    return (
        known
        or holding(joins(a_person("Nia Lead"), scene.here), RoleCode.SYSTEM_LEAD, scene.here).person
    )


def a_challenge(scene: "Scene", *, is_launched: bool = True) -> Challenge:
    """Under way since today, with a sponsor from outside the scene."""
    by, at = acting(a_lead(scene), on=timezone.now().date()), timezone.now()
    made = actions.start_challenge(organisation=scene.here, title="Home for lunch", by=by, at=at)
    people = scene.people
    for key in ("team_leader", "member"):
        member = actions.add_member(challenge=made, person=people[key], by=by, at=at)
        if key == "team_leader":
            actions.elect_leader(challenge=made, member=member, by=by, at=at)
    sponsor = joins(a_person("Sol Sponsor"), scene.here)
    actions.appoint(challenge=made, person=sponsor, code=RoleCode.SPONSOR, by=by, at=at)
    if is_launched:
        made = actions.launch_challenge(challenge=made, day_zero=at.date(), by=by, at=at)
    return made


def challenge(scene: "Scene") -> Parts:
    return {"pk": a_challenge(scene).pk}


def in_design(scene: "Scene") -> Parts:
    return {"pk": a_challenge(scene, is_launched=False).pk}


def version(scene: "Scene") -> Parts:
    return {**challenge(scene), "number": 1}


def partner(scene: "Scene") -> Parts:
    made, at = a_challenge(scene), timezone.now()
    by = acting(a_lead(scene), on=at.date())
    actions.add_partner(challenge=made, organisation=scene.elsewhere, by=by, at=at)
    return {"pk": made.pk, "place_pk": scene.elsewhere.pk}


def the_member(scene: "Scene") -> Parts:
    made = a_challenge(scene)
    return {"pk": made.pk, "member_pk": made.members.get(person=scene.people["member"]).pk}


def a_link(scene: "Scene") -> Parts:
    made, at = a_challenge(scene), timezone.now()
    release = actions.ask_release(
        member=made.members.get(person=scene.people["member"]),
        manager_name="Dee Wu",
        manager_email="dee@post.example",
        hours_a_week=4,
        by=acting(a_lead(scene), on=at.date()),
        at=at,
    )
    return {"key": key_of(release)}


def a_listing(scene: "Scene") -> CoachListing:
    """The analyst coaches."""
    at = timezone.now()
    return actions.list_coach(
        person=scene.people["analyst"],
        organisation=scene.here,
        by=acting(a_lead(scene), on=at.date()),
        at=at,
    )


def listing(scene: "Scene") -> Parts:
    return {"listing_pk": a_listing(scene).pk}


def training(scene: "Scene") -> Parts:
    found, at = a_listing(scene), timezone.now()
    by = acting(a_lead(scene), on=at.date())
    done = actions.record_training(listing=found, title="Coaching", on=at.date(), by=by, at=at)
    return {"listing_pk": found.pk, "training_pk": done.pk}


# --- the rows ----------------------------------------------------------------------------------

THOSE_WHO_SEE = ("team_leader", "member", "board_member")
SEEN = only(*THOSE_WHO_SEE)
REFUSED = only(*THOSE_WHO_SEE, status=403)  # a system lead does this
BY_THE_LEADER = REFUSED | {"team_leader": 200}
NO_LEADS = signed_in(403)  # where no challenge is named
REGISTERED = only("board_member", "analyst")  # the board looks on; the analyst stands there


ROWS = {
    "challenges:index": reading(signed_in(200)),
    "challenges:start": form(NO_LEADS),
    "challenges:start_wave": form(NO_LEADS),
    "challenges:challenge": reading(SEEN, challenge),
    "challenges:note": reading(SEEN, challenge),
    "challenges:note_version": reading(SEEN, version),
    "challenges:change_note": form(REFUSED, challenge),
    "challenges:sign_note": sending(REFUSED | {"board_member": 302}, version),
    "challenges:partners": form(REFUSED, challenge),
    "challenges:remove_partner": sending(REFUSED, partner),
    "challenges:name_roles": form(REFUSED, challenge),
    "challenges:launch": form(REFUSED, in_design),
    "challenges:shift": form(REFUSED, challenge),
    "challenges:stop": form(REFUSED, challenge),
    "challenges:close": form(REFUSED, challenge),
    "challenges:team": reading(SEEN, challenge),
    "challenges:add_member": form(BY_THE_LEADER, challenge),
    "challenges:invite_member": form(BY_THE_LEADER, challenge),
    "challenges:appoint": form(REFUSED, challenge),
    "challenges:appoint_by_mail": form(REFUSED, challenge),
    "challenges:dismiss": sending(REFUSED, challenge),
    "challenges:elect_leader": sending(REFUSED | {"team_leader": 302}, the_member),
    "challenges:end_member": form(BY_THE_LEADER | {"member": 200}, the_member, 302),
    "challenges:ask_release": form(BY_THE_LEADER, the_member),
    # Open to whoever holds the link; an unknown one is a page of its own.
    "challenges:release": Row(everyone(200), everyone(422), a_link, unknown=0),
    "challenges:coaches": reading(signed_in(200)),
    "challenges:list_coach": form(NO_LEADS),
    "challenges:record_training": form(REGISTERED | {"board_member": 403}, listing),
    "challenges:end_listing": sending(only("analyst", status=302) | {"board_member": 403}, listing),
    "challenges:withdraw_training": sending(
        only("analyst", status=302) | {"board_member": 403}, training
    ),
}
