"""Writing a survey: from nothing, from instruments or from an earlier one, until it is sent out."""

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor

from .. import policies
from ..definition import EMPTY, Definition, from_json, minutes_for
from ..definition.editing import Change
from ..kinds import Reach, State
from ..models import AudiencePart, Survey
from .checks import refuse_stale, usable_definition, usable_line, usable_text
from .findable import index_survey
from .locking import details_of, locked

if TYPE_CHECKING:
    from groundswell.ground.people.models import Organisation


@transaction.atomic
def begin_survey(
    *,
    title: str,
    organisation: "Organisation",
    purpose: str = "",
    definition: Definition = EMPTY,
    programme_id: UUID | None = None,
    context: Ref | None = None,
    earlier: Survey | None = None,
    by: Actor,
    at: dt.datetime,
) -> Survey:
    """A draft, with the questions given or with none yet. Raises Refused, Unusable.

    Where it is the next wave of an earlier one, its own words and settings come along.
    """
    policies.begin_survey(
        by, organisation_id=organisation.pk, programme_id=programme_id
    ).or_refuse()
    survey = Survey(
        organisation=organisation,
        programme_id=programme_id,
        context_kind=context.kind if context else None,
        context_id=context.id if context else None,
        earlier=earlier,
        keeper=by.person,
        made_at=at,
    )
    if earlier is not None:
        _take_along(survey, earlier)
    _describe(survey, title=title, purpose=purpose, help_text=survey.help_text)
    _write(survey, definition, at)
    if programme_id is not None:  # its own people, until somebody else is chosen
        AudiencePart.objects.create(survey=survey, reach=Reach.PROGRAMME, programme_id=programme_id)
    index_survey(survey)
    audit.record("survey.begun", **details_of(survey, by=by, at=at))
    return survey


def _take_along(survey: Survey, earlier: Survey) -> None:
    for name in ("mode", "k", "k_comments", "is_team_owned", "help_text"):
        setattr(survey, name, getattr(earlier, name))


@transaction.atomic
def change_details(
    *,
    survey: Survey,
    title: str,
    purpose: str,
    help_text: str,
    version: int,
    by: Actor,
    at: dt.datetime,
) -> Survey:
    """What it is called, what it is for, and whom to turn to. Raises Refused, Unusable, Stale."""
    survey = locked(survey)
    policies.change_details(by, survey).or_refuse()
    refuse_stale(version, survey.version)
    _describe(survey, title=title, purpose=purpose, help_text=help_text)
    survey.version, survey.changed_at = survey.version + 1, at
    survey.save()
    index_survey(survey)
    audit.record("survey.changed", **details_of(survey, by=by, at=at))
    return survey


def _describe(survey: Survey, *, title: str, purpose: str, help_text: str) -> None:
    survey.title = usable_line(title, field="title", missing=_("Give the survey a title."))
    survey.purpose = usable_line(purpose, field="purpose", most=500)
    survey.help_text = usable_text(help_text, field="help_text")


@transaction.atomic
def change_questions(
    *,
    survey: Survey,
    change: Change,
    version: int | None = None,
    by: Actor,
    at: dt.datetime,
) -> Survey:
    """What is asked, changed as `change` says; it is given what stands now, not what was read.

    Where `version` is given, nothing at all may have changed since.

    Raises
    ------
    Refused
        See `policies.change_questions`.
    Unusable
        Where the change cannot be made.
    Stale
        Where somebody else changed the same part in between, as `change` or `version` finds.
    """
    survey = locked(survey)
    policies.change_questions(by, survey).or_refuse()
    if version is not None:
        refuse_stale(version, survey.version)
    _write(survey, change(from_json(survey.definition)), at)
    audit.record("survey.questions_changed", **details_of(survey, by=by, at=at))
    return survey


def _write(survey: Survey, definition: Definition, at: dt.datetime) -> None:
    survey.definition = usable_definition(definition)
    survey.minutes = minutes_for(definition)
    survey.version, survey.changed_at = survey.version + 1, at
    survey.save()


@transaction.atomic
def drop_survey(*, survey: Survey, by: Actor, at: dt.datetime) -> Survey:
    """Give up a draft; nobody has answered. It stays to be read. Raises Refused."""
    survey = locked(survey)
    policies.drop_survey(by, survey).or_refuse()
    survey.state, survey.changed_at = State.DROPPED, at
    survey.version += 1
    survey.save()
    index_survey(survey)
    audit.record("survey.dropped", **details_of(survey, by=by, at=at))
    return survey
