"""The page from which a survey is sent out, looked after and closed."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.ballots.queries import public_box
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.web import words
from groundswell.ground.web.form_pages import FormPage
from groundswell.ground.web.forms import Form

from .. import policies
from ..audience import Audience, audience_of
from ..doorways import token_of
from ..kinds import Reach, State
from ..models import AudiencePart, Doorway, Survey
from ..readiness import readiness_of
from .access import kept_by
from .burden import warnings_of

Crumb = tuple[tuple[str, str], ...]
_MOST_GROUPS = 300  # rows on the page


@dataclass(frozen=True, slots=True)
class GroupRow:
    label: str
    n_own: str
    n_all: str
    with_it: str  # units that are too small to stand alone, and are counted here


@dataclass(frozen=True, slots=True)
class DoorwayRow:
    pk: UUID
    label: str
    kind: str
    quota: str
    given: str
    address: str
    poster_url: str
    is_shut: bool


@dataclass(frozen=True, slots=True)
class FieldingPage:
    pk: UUID
    title: str
    crumb: Crumb
    lead: str
    state: str
    is_draft: bool
    in_field: bool
    parts: tuple[str, ...]
    asked: str
    groups: tuple[GroupRow, ...]
    doorways: tuple[DoorwayRow, ...]
    warnings: tuple[str, ...]
    reminders: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    has_paper: bool
    launch: Decision
    may_send: Decision  # the launch, with all that has to stand first
    remind: Decision
    extend: Decision
    close: Decision
    results_url: str  # empty while it is a draft or open
    type_sheet: Decision


def kept_survey_for(actor: Actor, pk: UUID) -> Survey:
    """A survey that the actor looks after; to all others this page of it does not exist."""
    return get_object_or_404(kept_by(actor), pk=pk)


def fielding_page(actor: Actor, survey: Survey, at: dt.datetime) -> FieldingPage:
    """Everything about whom a survey asks and how; nothing about who answered."""
    today = day_of(at)
    is_draft = survey.state == State.DRAFT
    asked = audience_of(survey, today) if is_draft else None
    doorways = tuple(_doorway(one) for one in survey.doorways.all())
    reminders = list(survey.reminders.all())
    last_on = reminders[-1].sent_on if reminders else None
    may_launch = policies.launch_survey(actor, survey)
    return FieldingPage(
        pk=survey.pk,
        title=survey.title,
        crumb=crumb_of(survey, _("Sending it out")),
        lead=_lead(survey),
        state=str(State(survey.state).label),
        is_draft=is_draft,
        in_field=survey.state == State.FIELD,
        parts=tuple(_part(one) for one in _parts(survey)),
        asked=_asked(asked) if asked else "",
        groups=_planned_groups(asked, survey.k) if asked else _decided_groups(survey),
        doorways=doorways,
        warnings=warnings_of(survey, asked, today) if asked else (),
        reminders=tuple((words.day(r.sent_on), _about(r.n_about)) for r in reminders),
        facts=_facts(survey),
        has_paper=any(one.kind == str(Doorway.Kind.PAPER.label) for one in doorways),
        launch=may_launch,
        may_send=may_launch and _is_ready(survey, asked, today),
        remind=policies.remind(actor, survey, today, last_on=last_on),
        extend=policies.extend_survey(actor, survey),
        close=policies.close_survey(actor, survey),
        results_url=reverse("surveys:results", args=[survey.pk]) if survey.closed_on else "",
        type_sheet=policies.type_sheet(actor, survey),
    )


def _is_ready(survey: Survey, asked: Audience | None, today: dt.date) -> Decision:
    assert asked, "a draft knows whom it would ask"
    return policies.is_ready(survey, readiness_of(survey, asked, today))


def crumb_of(survey: Survey, here: str) -> Crumb:
    return (
        (_("Surveys"), reverse("surveys:index")),
        (survey.title, reverse("surveys:survey", args=[survey.pk])),
        (here, ""),
    )


def _lead(survey: Survey) -> str:
    until = words.day(survey.closes_on) if survey.closes_on else ""
    if survey.state == State.DRAFT:
        return _("Choose whom to ask. Nothing is sent until you say so.")
    if survey.state == State.FIELD:
        return _("It is open for answers until %(day)s.") % {"day": until}
    return _("It takes no answers any more.")


def _parts(survey: Survey) -> list[AudiencePart]:
    return list(survey.audience.select_related("organisation", "team", "person"))


def _part(part: AudiencePart) -> str:
    if part.reach == Reach.ORGANISATION:
        return _("Everyone at %(name)s") % {"name": part.organisation}
    if part.reach == Reach.TEAM:
        return _("%(name)s, and the teams within it") % {"name": part.team}
    if part.reach == Reach.ROLE:
        told = {"role": RoleCode(part.role).label, "name": part.organisation}
        return _("Whoever is %(role)s at %(name)s") % told
    if part.reach == Reach.PROGRAMME:
        return _("The people of this piece of work")
    return str(part.person) if part.reach == Reach.PERSON else part.address or part.phone


def _asked(asked: Audience) -> str:
    n_addresses = sum(1 for one in asked.asked if one.person_id is None)
    people = words.count(asked.n - n_addresses, "person", "people")
    if not n_addresses:
        return _("%(people)s would be asked today.") % {"people": people}
    return _("%(people)s and %(addresses)s would be asked today.") % {
        "people": people,
        "addresses": words.count(n_addresses, "address", "addresses"),
    }


def _planned_groups(asked: Audience, k: int) -> tuple[GroupRow, ...]:
    return tuple(
        GroupRow(
            label=one.label,
            n_own=words.number(one.n_own),
            n_all=words.number(one.n_all),
            with_it=words.listed([
                asked.units[pk].label
                for pk in one.holds
                if pk != one.id and asked.units[pk].n_asked
            ]),
        )
        for one in asked.groups(k)[:_MOST_GROUPS]
    )


def _decided_groups(survey: Survey) -> tuple[GroupRow, ...]:
    return tuple(
        GroupRow(one.label, words.number(one.n_own), words.number(one.n_all), "")
        for one in survey.groups.all()[:_MOST_GROUPS]
    )


def _doorway(doorway: Doorway) -> DoorwayRow:
    return DoorwayRow(
        pk=doorway.pk,
        label=doorway.label,
        kind=str(Doorway.Kind(doorway.kind).label),
        quota=words.number(doorway.quota),
        given=words.number(doorway.n_given),
        address=address_of(doorway),
        poster_url=reverse("surveys:poster", args=[doorway.survey_id, doorway.pk])
        if doorway.kind != Doorway.Kind.PAPER
        else "",
        is_shut=doorway.shut_on is not None,
    )


def address_of(doorway: Doorway) -> str:
    """The whole address of a shared entrance; paper has none."""
    if doorway.kind == Doorway.Kind.PAPER:
        return ""
    path = reverse(f"answering:{doorway.kind}", args=[token_of(doorway.pk)])
    return f"{settings.PUBLIC_URL}{path}"


def _about(n: int) -> str:
    """How many were reminded, so coarsely that nobody is known by it."""
    if n < 10:
        return _("fewer than 10 people")
    return ngettext("about %(n)s person", "about %(n)s people", n) % {"n": words.number(n)}


def _facts(survey: Survey) -> tuple[tuple[str, str], ...]:
    end = (_("Closed"), survey.closed_on) if survey.closed_on else (_("Closes"), survey.closes_on)
    told = [(_("Opens"), survey.opens_on), end, (_("Results"), survey.results_on)]
    dated = [(label, words.day(on)) for label, on in told if on]
    if survey.closes_on is None:
        dated.append((_("Closes"), _("No day is set yet")))
    kept = [
        (_("Promise"), survey.get_mode_display()),
        (_("Smallest group shown"), words.count(survey.k, _("person"), _("people"))),
        (_("Comments shown from"), words.count(survey.k_comments, _("person"), _("people"))),
    ]
    if survey.is_team_owned:
        kept.append((_("Who reads it"), _("Those who are asked, and those who keep it")))
    if survey.box_id:
        kept.append((_("Fingerprint"), public_box(survey.box_id).fingerprint))
    return (*dated, *kept)


def fielding_form_page(
    survey: Survey, form: Form, *, title: str, lead: str, button: str
) -> FormPage:
    """A form around sending a survey out; it leads back there."""
    return FormPage(
        title=title,
        lead=lead,
        crumb=crumb_of(survey, title),
        form=form,
        button=button,
        back_url=reverse("surveys:fielding", args=[survey.pk]),
    )
