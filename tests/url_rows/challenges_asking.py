"""What a team asks of leaders, and what stands around it, in the challenge of `scene.here`.

The member asks; the analyst is the leader who is asked, and takes no part in the challenge. The
board looks on; a coach stands outside the scene.
"""

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone
from tests.url_rows.challenges_design import a_challenge, challenge
from tests.url_table import form, only, reading, sending, signed_in
from tests.world import acting

from groundswell.wings.challenges import actions
from groundswell.wings.challenges.models import Ask

from .making import Parts

if TYPE_CHECKING:
    from tests.url_table import Scene

LOOK_ON = ("team_leader", "member", "board_member")
ASKED = "analyst"


def an_ask(scene: "Scene") -> Ask:
    at, made = timezone.now(), a_challenge(scene)
    return actions.raise_ask(
        challenge=made,
        ask=actions.AskWords("permission", "A van on Saturdays", "Two people wait every Saturday."),
        to=scene.people[ASKED],
        to_organisation=scene.here,
        by=acting(scene.people["member"], on=at.date()),
        at=at,
    )


def ask(scene: "Scene") -> Parts:
    return {"pk": an_ask(scene).pk}


def late_ask(scene: "Scene") -> Parts:
    made = an_ask(scene)
    made.due_on = made.asked_on - dt.timedelta(days=1)
    made.save(update_fields=["due_on"])
    return {"pk": made.pk}


def log_entry(scene: "Scene") -> Parts:
    """Of nobody in the scene: a coach's own."""
    made = a_challenge(scene)
    return {"pk": made.pk, "entry_pk": made.pk}


_SEEN = dict.fromkeys((*LOOK_ON, ASKED), 403)
_INSIDE = dict.fromkeys(LOOK_ON, 403)


ROWS = {
    "challenges:register": reading(signed_in(200)),
    "challenges:ask": reading(only(*LOOK_ON, ASKED), ask),
    "challenges:answer_ask": form(only(ASKED) | _INSIDE, ask),
    "challenges:pass_on_ask": form(only(ASKED) | _INSIDE, ask),
    "challenges:escalate_ask": form(only() | _SEEN | {"team_leader": 200}, late_ask),
    "challenges:remind_ask": sending(only() | _SEEN | {"team_leader": 302, "member": 302}, ask),
    "challenges:withdraw_ask": form(only() | _SEEN | {"team_leader": 200, "member": 200}, ask),
    "challenges:asks": reading(only(*LOOK_ON), challenge),
    "challenges:raise_ask": form(only("team_leader", "member") | {"board_member": 403}, challenge),
    "challenges:many_teams": reading(signed_in(200)),
    "challenges:make_promise": form(only() | _INSIDE | {"team_leader": 200}, challenge),
    "challenges:coach_log": form(only() | _INSIDE, challenge),
    "challenges:change_log": form(only(), log_entry),
    "challenges:handover": form(only(*LOOK_ON), challenge, empty=403),
}
