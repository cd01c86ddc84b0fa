"""What a form offers: the places, people and measures that this person may choose from."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db.models import Case, When
from django.http import Http404
from django.utils.translation import gettext as _

from groundswell.ground.people import queries as people
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode

from .. import policies
from ..models import Measure, MeasureSet
from .access import visible_to
from .tables import in_use

if TYPE_CHECKING:
    from groundswell.ground.people.models import Organisation, Team

Choices = list[tuple[str, str]]
SYSTEM = "system"
_MOST_MEASURES = 120  # boxes to tick: those at hand; nobody reads a longer list


def owner_choices(actor: Actor) -> Choices:
    """For whom this person may write a definition."""
    found = [
        (f"organisation:{o.pk}", o.name)
        for o in people.organisations_of(actor)
        if policies.define_measure(actor, o)
    ]
    if policies.define_measure(actor, None):
        found.insert(0, (SYSTEM, _("The whole of %(name)s") % {"name": settings.SITE_NAME}))
    return found


def place_choices(actor: Actor, *, with_system: bool = False) -> Choices:
    """Where this person may place a measure or make a set: organisations, then teams."""
    organisations = people.organisations_of(actor)
    found = [
        (f"organisation:{o.pk}", o.name) for o in organisations if policies.is_steward(actor, o.pk)
    ]
    led = {r.team_id for r in actor.roles if r.code == RoleCode.TEAM_LEADER}
    for organisation in organisations:
        if organisation.pk not in actor.organisation_ids:
            continue
        is_steward = policies.is_steward(actor, organisation.pk)
        found += [
            (f"team:{t.pk}", f"{t.name}, {organisation.name}")
            for t in people.teams_of(organisation)
            if is_steward or t.pk in led
        ]
    if with_system and policies.is_steward(actor, None):
        found.insert(0, (SYSTEM, _("The whole of %(name)s") % {"name": settings.SITE_NAME}))
    return found


def place_of(actor: Actor, code: str) -> tuple["Organisation | None", "Team | None"]:
    """The organisation and team behind a choice; the same 404 for one that is not there."""
    kind, _colon, pk = code.partition(":")
    if kind == SYSTEM:
        return None, None
    try:
        known = UUID(pk)
    except ValueError:
        raise Http404 from None
    if kind == "organisation":
        return people.organisation_for(actor, known), None
    team = people.team_for(actor, known)
    return team.organisation, team


def measure_choices(actor: Actor, measure_set: MeasureSet | None = None) -> Choices:
    """Measures for a set: those in it in their order, then others by title.

    Of more than fit on a page, those of the person's own organisations come before all others.
    """
    held: dict[UUID, int] = {}
    if measure_set:
        held = dict(measure_set.items.values_list("measure_id", "position"))
    is_far = Case(When(organisation_id__in=actor.organisation_ids, then=0), default=1)
    by_title = ("definition__title", "organisation__name", "team__name", "pk")
    others = in_use(actor).exclude(pk__in=held).order_by(is_far, *by_title)[:_MOST_MEASURES]
    known = sorted(in_use(actor).filter(pk__in=held), key=lambda m: held[m.pk])
    known += sorted(others, key=lambda m: (m.definition.title.casefold(), _place(m)))
    return [(str(m.pk), f"{m.definition.title}, {_place(m)}") for m in known]


def measures_chosen(actor: Actor, pks: list[str]) -> list[Measure]:
    """The measures behind choices, in their order; those not to be seen are left out."""
    known = {str(m.pk): m for m in visible_to(actor).filter(pk__in=pks)}
    return [known[pk] for pk in pks if pk in known]


def _place(measure: Measure) -> str:
    if measure.team:
        return f"{measure.team.name}, {measure.organisation.name}"
    return measure.organisation.name
