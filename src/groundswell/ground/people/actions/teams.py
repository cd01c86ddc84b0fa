import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.locking import held

from .. import policies
from ..actors import Actor
from ..models import Organisation, Team
from ..standing import with_ancestors
from . import findable
from .checks import unchanged_since, usable_name

DEEPEST = 8  # teams within teams; nobody finds their way deeper


@transaction.atomic
def add_team(
    *,
    organisation: Organisation,
    name: str,
    parent: Team | None = None,
    by: Actor,
    at: dt.datetime,
) -> Team:
    """Add a team to an organisation, perhaps within a larger team of it.

    Raises Refused; Unusable where the larger team is another organisation's or closed, or the
    name is taken beside it. A new team has no teams of its own, so no circle can arise.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    policies.add_team(by, organisation).or_refuse()
    team = Team(organisation=organisation, name=usable_name(name), parent=parent)
    _check_parent(team)
    _check_name_is_free(team)
    team.save(force_insert=True)
    findable.show_team(team)
    _record("team.added", team, by, at)
    return team


@transaction.atomic
def rename_team(
    *, team: Team, name: str, version: int | None = None, by: Actor, at: dt.datetime
) -> Team:
    """Give the team another name. Raises Refused, Unusable, and Stale at a wrong version."""
    team = _locked(team)
    policies.rename_team(by, team).or_refuse()
    unchanged_since(version, team.version)
    former, team.name = team.name, usable_name(name)
    _check_name_is_free(team)
    team.version += 1
    team.save()
    findable.show_team(team)
    _record("team.renamed", team, by, at, former=former)
    return team


@transaction.atomic
def close_team(*, team: Team, by: Actor, at: dt.datetime) -> Team:
    """Close a team from today on. Its people and its past stay. Raises Refused, or Unusable."""
    team = _locked(team)
    policies.close_team(by, team).or_refuse()
    if team.children.filter(closed_on=None).exists():
        raise Unusable(_("Close the teams within %(name)s first.") % {"name": team.name})
    team.closed_on = day_of(at)
    team.version += 1
    team.save()
    _record("team.closed", team, by, at)
    return team


def _check_parent(team: Team) -> None:
    parent = team.parent
    if parent is not None and parent.organisation_id != team.organisation_id:
        raise Unusable(_("Choose a larger team of the same organisation."), field="parent")
    if parent is not None and parent.closed_on:
        raise Unusable(_("%(name)s is closed.") % {"name": parent.name}, field="parent")
    if len(with_ancestors([parent.pk] if parent else [])) >= DEEPEST:
        sentence = _("Teams stand within teams at most %(deepest)s deep. Choose a larger one.")
        raise Unusable(sentence % {"deepest": DEEPEST}, field="parent")


def _check_name_is_free(team: Team) -> None:
    beside = Team.objects.filter(organisation=team.organisation_id, parent=team.parent_id)
    if beside.filter(name=team.name).exclude(pk=team.pk).exists():
        sentence = _("There is already a team called %(name)s here.")
        raise Unusable(sentence % {"name": team.name}, field="name")


def _locked(team: Team) -> Team:
    return held(Team.objects.select_related("organisation"), team.pk)


def _record(event: str, team: Team, by: Actor, at: dt.datetime, **details: str) -> None:
    place = team.organisation_id
    audit.record(event, about=team, by=by, at=at, organisation_id=place, **details)
