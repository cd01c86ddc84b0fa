"""What the forms of this room offer and begin with."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of, london
from groundswell.ground.people import queries as people
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.models import Person
from groundswell.ground.web.form_pages import FormPage
from groundswell.ground.web.forms import Form

from ..agenda import AgendaLine
from ..kinds import gathering_kinds
from ..models import Gathering
from . import times

Crumb = tuple[tuple[str, str], ...]
_OF_A_PROGRAMME = (
    RoleCode.TEAM_MEMBER,
    RoleCode.TEAM_LEADER,
    RoleCode.COACH,
    RoleCode.SPONSOR,
)


def form_page(
    form: Form, *, title: str, lead: str, button: str, gathering: Gathering | None = None
) -> FormPage:
    """The page around a form; about one gathering, or about none yet."""
    crumb: Crumb = ((_("Gatherings"), reverse("gatherings:index")),)
    back = reverse("gatherings:index")
    if gathering:
        back = reverse("gatherings:gathering", args=[gathering.pk])
        crumb = (*crumb, (gathering.title, back))
    return FormPage(
        title=title,
        lead=lead,
        crumb=(*crumb, (title, "")),
        form=form,
        button=button,
        back_url=back,
    )


def kind_choices(present: str = "") -> list[tuple[str, str]]:
    """The kinds that are offered, and the present one though it may not be."""
    return [
        (code, str(kind.label))
        for code, kind in gathering_kinds.items()
        if kind.is_offered or code == present
    ]


def organisation_choices(actor: Actor) -> list[tuple[str, str]]:
    return [(str(o.pk), o.name) for o in people.organisations_of(actor)]


def organisation_of(actor: Actor, value: str) -> Any:
    """The organisation that was chosen, or None."""
    return people.organisation_for(actor, UUID(value)) if value else None


def details_of(gathering: Gathering) -> dict[str, Any]:
    """What the form shows before anything is typed."""
    begins, ends = london(gathering.starts_at), london(gathering.ends_at)
    return {
        "title": gathering.title,
        "kind": gathering.kind,
        "on": day_of(begins),
        "starts": times.clock(begins),
        "ends": times.clock(ends),
        "last_on": day_of(ends) if day_of(ends) != day_of(begins) else None,
        "place": gathering.place,
        "link": gathering.link,
        "about": gathering.about,
        "audience": gathering.audience,
        "is_public": gathering.is_public,
        "registration_open": gathering.registration_open,
        "capacity": gathering.capacity,
        "version": gathering.version,
    }


def people_to_invite(gathering: Gathering) -> dict[UUID, Person]:
    """Who holds a role in its piece of work and is not invited yet, by name."""
    if gathering.programme_id is None:
        return {}
    asked = set(gathering.invitations.values_list("person_id", flat=True))
    near = {
        person.pk: person
        for code in _OF_A_PROGRAMME
        for person in people.holders_of(gathering.programme_id, code)
        if person.is_active and person.pk not in asked
    }
    return dict(sorted(near.items(), key=lambda pair: (pair[1].name, pair[0])))


# --- the agenda ---------------------------------------------------------------------------------


def lead_choices(gathering: Gathering) -> dict[UUID, Person]:
    """Who can lead an item: those invited, by name."""
    rows = gathering.invitations.select_related("person").order_by("person__name", "pk")
    return {row.person_id: row.person for row in rows}


def agenda_lines(gathering: Gathering) -> list[AgendaLine]:
    """The agenda as it stands."""
    return [
        AgendaLine(i.code, i.title, i.minutes, i.lead, i.pk)
        for i in gathering.items.select_related("lead")
    ]


def moved(lines: Sequence[AgendaLine], place: int, by: int) -> list[AgendaLine]:
    """The lines with the one at `place` moved up (-1) or down (1); at an end nothing changes."""
    order = list(lines)
    other = place + by
    if 0 <= place < len(order) and 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    return order


@dataclass(frozen=True, slots=True)
class AgendaFormPage:
    title: str
    lead: str
    crumb: Sequence[tuple[str, str]]
    form: Any  # forms.AgendaForm: rows of fields
    back_url: str


def agenda_form_page(gathering: Gathering, form: Form) -> AgendaFormPage:
    title = _("Agenda")
    page = form_page(form, title=title, lead="", button="", gathering=gathering)
    planned = round((gathering.ends_at - gathering.starts_at) / dt.timedelta(minutes=1))
    lead = _("The meeting is %(minutes)s long. Clock times follow from the minutes.") % {
        "minutes": times.minutes(planned)
    }
    return AgendaFormPage(title, lead, page.crumb, form, page.back_url)
