"""A meeting of the team leader's to which the member is invited: to all others it is not there."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from tests.url_table import Row, everyone, form, only, reading, sending, signed_in
from tests.world import acting

from groundswell.engines.gatherings import actions
from groundswell.engines.gatherings.actions import AgendaLine, GatheringDetails
from groundswell.engines.gatherings.actions.telling import token_of
from groundswell.engines.gatherings.models import Gathering

if TYPE_CHECKING:
    from tests.url_table import Scene

Parts = dict[str, Any]
ITS_ORGANISER, INVITED = "team_leader", "member"
TAKE_PART = (ITS_ORGANISER, INVITED)


def a_gathering(scene: "Scene") -> Gathering:
    now = timezone.now()
    return actions.plan_gathering(
        details=GatheringDetails(
            title="Weekly meeting",
            starts_at=now + dt.timedelta(minutes=10),
            is_public=True,
            registration_open=True,
        ),
        agenda=[AgendaLine("data", "Data", 20)],
        people=[scene.people[INVITED]],
        organisation=scene.here,
        by=acting(scene.people[ITS_ORGANISER], on=now.date()),
        at=now,
    )


def gathering(scene: "Scene") -> Parts:
    return {"pk": a_gathering(scene).pk}


def item(scene: "Scene") -> Parts:
    found = a_gathering(scene)
    return {"pk": found.pk, "item_pk": found.items.get().pk}


def invitation(scene: "Scene") -> Parts:
    found = a_gathering(scene)
    invited = found.invitations.get(person=scene.people[INVITED])
    return {"pk": found.pk, "invitation_pk": invited.pk}


def decision(scene: "Scene") -> Parts:
    found, now = a_gathering(scene), timezone.now()
    by = acting(scene.people[INVITED], on=now.date())
    made = actions.record_decision(gathering=found, text="We keep it.", by=by, at=now)
    return {"pk": found.pk, "decision_pk": made.pk}


def registration(scene: "Scene") -> Parts:
    made = actions.register(
        gathering=a_gathering(scene), name="Ann", email="ann@x.example", at=timezone.now()
    )
    return {"token": token_of(made)}


def feed_of_the_member(scene: "Scene") -> Parts:
    now = timezone.now()
    return {"token": actions.new_feed(by=acting(scene.people[INVITED], on=now.date()), at=now)}


READ_BY_THOSE = only(*TAKE_PART)
DONE_BY_THOSE = only(*TAKE_PART, status=302)
BY_ITS_ORGANISER = only(ITS_ORGANISER) | {INVITED: 403}
DONE_BY_ITS_ORGANISER = only(ITS_ORGANISER, status=302) | {INVITED: 403}

ROWS = {
    "gatherings:index": reading(signed_in(200)),
    "gatherings:plan": form(signed_in(200)),
    "gatherings:own_feed": form(signed_in(200), empty=200),
    "gatherings:feed": Row(everyone(200), everyone(405), feed_of_the_member),
    "gatherings:public": Row(everyone(200), everyone(422), gathering),
    "gatherings:registered": Row(everyone(200), everyone(405), gathering),
    "gatherings:cancel_registration": Row(everyone(200), everyone(200), registration),
    "gatherings:gathering": reading(READ_BY_THOSE, gathering),
    "gatherings:take_away": reading(READ_BY_THOSE, gathering),
    "gatherings:minutes": reading(READ_BY_THOSE, gathering),
    "gatherings:registrations": reading(BY_ITS_ORGANISER, gathering),
    "gatherings:registrations_file": reading(BY_ITS_ORGANISER, gathering),
    "gatherings:change": form(BY_ITS_ORGANISER, gathering),
    "gatherings:cancel": form(BY_ITS_ORGANISER, gathering),
    "gatherings:agenda": form(BY_ITS_ORGANISER, gathering),
    "gatherings:invite": form(BY_ITS_ORGANISER, gathering),
    "gatherings:withdraw_invitation": sending(DONE_BY_ITS_ORGANISER, invitation),
    "gatherings:reply": sending(DONE_BY_THOSE, gathering),
    "gatherings:running": reading(READ_BY_THOSE, gathering),
    "gatherings:live": reading(only(*TAKE_PART, status=204), gathering),
    "gatherings:begin_item": sending(DONE_BY_ITS_ORGANISER, item),
    "gatherings:end_item": sending(DONE_BY_ITS_ORGANISER, item),
    "gatherings:notes": form(READ_BY_THOSE, item),
    "gatherings:attendance": sending(DONE_BY_THOSE, invitation),
    "gatherings:decide": sending(only(*TAKE_PART, status=422), gathering),
    "gatherings:change_decision": form(READ_BY_THOSE, decision),
    "gatherings:close": sending(DONE_BY_ITS_ORGANISER, gathering),
}
PUBLIC = frozenset(
    f"gatherings:{name}" for name in ("feed", "public", "registered", "cancel_registration")
)
