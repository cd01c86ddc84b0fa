"""From what a form gives to what an action takes, and back."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Unusable

from ..actors import Actor
from ..kinds import Scope
from ..models import Membership, Person
from .finding import organisation_for, people_by_email, people_seen_by, team_for


def place_from(actor: Actor, value: str) -> dict[str, Any]:
    """The place that a value of `place_choices` stands for, as `grant_role` takes it."""
    scope, _colon, pk = value.partition(":")
    if scope == Scope.SYSTEM:
        return {}
    if scope == Scope.ORGANISATION:
        return {"organisation": organisation_for(actor, UUID(pk))}
    return {"team": team_for(actor, UUID(pk))}


def post_from(actor: Actor, typed: dict[str, Any]) -> dict[str, Any]:
    """What was typed with team and manager found. Raises Unusable for a manager nobody knows."""
    team = typed["team"]
    return typed | {
        "team": team_for(actor, UUID(team)) if team else None,
        "manager": _manager(actor, typed["manager"]),
    }


def post_of(membership: Membership) -> dict[str, Any]:
    """What a form shows of a membership before anything is typed."""
    return {
        "job_title": membership.job_title,
        "team": str(membership.team_id or ""),
        "pay_band": membership.pay_band,
        "staff_number": membership.staff_number or "",
        "manager": membership.manager.email if membership.manager else "",
    }


def _manager(actor: Actor, address: str) -> Person | None:
    if not address:
        return None
    found = people_by_email([address]).get(address.strip().lower())
    if found is None or not people_seen_by(actor).filter(pk=found.pk).exists():
        raise Unusable(_("We know nobody here by this address."), field="manager")
    return found
