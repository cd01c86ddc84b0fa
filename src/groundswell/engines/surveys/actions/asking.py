"""Whom a survey asks: the parts of its audience, set as a whole before it is launched."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.messages.phones import can_text, mobile_number
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.models import Organisation, Person, Team

from .. import policies
from ..kinds import Reach
from ..models import AudiencePart, Survey
from .locking import details_of, locked

MOST_PARTS = 2_000  # lines; addresses are a line each


@dataclass(frozen=True, slots=True)
class PartDetails:
    """One line of "whom we ask", as it was chosen."""

    reach: str
    organisation_id: UUID | None = None
    team_id: UUID | None = None
    role: str = ""
    programme_id: UUID | None = None
    person_id: UUID | None = None
    address: str = ""
    phone: str = ""


@transaction.atomic
def set_audience(
    *, survey: Survey, parts: Sequence[PartDetails], by: Actor, at: dt.datetime
) -> Survey:
    """Whom the survey asks, in place of whom it asked before.

    Raises
    ------
    Refused
        If the actor does not keep the survey, or it has been launched.
    Unusable
        If a part names nothing, or people whom the actor may not ask.
    """
    survey = locked(survey)
    policies.set_audience(by, survey).or_refuse()
    if len(parts) > MOST_PARTS:
        raise Unusable(_("Name at most 2,000 groups, people and addresses."))
    rows = [_row(survey, part, by) for part in dict.fromkeys(parts)]
    survey.audience.all().delete()
    AudiencePart.objects.bulk_create(rows)
    audit.record("survey.audience_set", **details_of(survey, by=by, at=at), n=len(rows))
    return survey


def _row(survey: Survey, part: PartDetails, by: Actor) -> AudiencePart:
    if part.reach not in Reach.values:
        raise Unusable(_("Choose one of the ways to ask that are shown."))
    _CHECKS[Reach(part.reach)](survey, part, by)
    return AudiencePart(
        survey=survey,
        reach=part.reach,
        organisation_id=part.organisation_id,
        team_id=part.team_id,
        role=part.role,
        programme_id=part.programme_id,
        person_id=part.person_id,
        address=part.address.strip().lower(),
        phone=mobile_number(part.phone),
    )


def _may_ask(survey: Survey, organisation_id: UUID | None, by: Actor) -> None:
    known = organisation_id == survey.organisation_id or organisation_id in by.organisation_ids
    if not (known or (by.is_system_administrator and organisation_id)):
        raise Unusable(_("You can ask people of the organisations that you belong to."))


def _organisation(survey: Survey, part: PartDetails, by: Actor) -> None:
    _may_ask(survey, part.organisation_id, by)
    if not Organisation.objects.filter(pk__in=[part.organisation_id], closed_on=None).exists():
        raise Unusable(_("This organisation has closed. Choose the one that took over."))


def _team(survey: Survey, part: PartDetails, by: Actor) -> None:
    team = Team.objects.filter(pk__in=[part.team_id], closed_on=None).first()
    if team is None:
        raise Unusable(_("Choose a team that still works together."))
    _may_ask(survey, team.organisation_id, by)


def _role(survey: Survey, part: PartDetails, by: Actor) -> None:
    _organisation(survey, part, by)
    if part.role not in RoleCode.values:
        raise Unusable(_("Choose one of the roles shown."))


def _programme(survey: Survey, part: PartDetails, by: Actor) -> None:
    if part.programme_id is None or part.programme_id != survey.programme_id:
        raise Unusable(_("A survey asks the people of the piece of work that it belongs to."))


def _person(survey: Survey, part: PartDetails, by: Actor) -> None:
    if not Person.objects.filter(pk__in=[part.person_id], is_active=True).exists():
        raise Unusable(_("Choose somebody who can still sign in."))


def _address(survey: Survey, part: PartDetails, by: Actor) -> None:
    if part.phone:
        _phone(part)
        return
    try:
        validate_email(part.address.strip())
    except ValidationError:
        raise Unusable(
            _("“%(address)s” is no e-mail address.") % {"address": part.address[:80]}
        ) from None


def _phone(part: PartDetails) -> None:
    if not can_text():
        raise Unusable(_("No text messages leave from here. Give e-mail addresses."))
    if not mobile_number(part.phone):
        raise Unusable(_("“%(phone)s” is no mobile number.") % {"phone": part.phone[:80]})


_CHECKS = {
    Reach.ORGANISATION: _organisation,
    Reach.TEAM: _team,
    Reach.ROLE: _role,
    Reach.PROGRAMME: _programme,
    Reach.PERSON: _person,
    Reach.ADDRESS: _address,
}
