"""Who has a challenge written up for the library: its team leader, once it is over."""

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode

from ..kinds import Stage
from ..models import Challenge
from .standing import is_in

_FINISHED = (Stage.SUSTAINING, Stage.CLOSED)


def write_up(actor: Actor, challenge: Challenge) -> Decision:
    if not is_in(actor, challenge, RoleCode.TEAM_LEADER):
        return Decision(_("The team leader has it written up for the library."))
    if challenge.stage not in _FINISHED:
        return Decision(_("It is written up once its hundred days are over."))
    return ALLOWED
