"""Who may ask people, and when. Each answer is the sentence that the page shows."""

import datetime as dt

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from ..kinds import State
from ..models import Sheet, Survey
from .standing import by_its_keepers

MOST_DAYS = 56  # that a survey may be kept open beyond its first closing day
REST_DAYS = 3  # between two reminders


def change_promise(actor: Actor, survey: Survey) -> Decision:
    return _kept(actor, survey) and _still_draft(survey)


def set_audience(actor: Actor, survey: Survey) -> Decision:
    return _kept(actor, survey) and _still_draft(survey)


def open_doorway(actor: Actor, survey: Survey) -> Decision:
    return _kept(actor, survey) and _still_draft(survey)


def shut_doorway(actor: Actor, survey: Survey) -> Decision:
    if not (decision := _kept(actor, survey)):
        return decision
    if survey.state in {State.DRAFT, State.FIELD}:
        return ALLOWED
    return Decision(_("This survey takes no answers any more."))


def launch_survey(actor: Actor, survey: Survey) -> Decision:
    return _kept(actor, survey) and _still_draft(survey)


def remind(
    actor: Actor, survey: Survey, on: dt.date, *, last_on: dt.date | None = None
) -> Decision:
    """Those without a slip, not more often than every few days."""
    if not (decision := _kept(actor, survey) and _in_the_field(survey)):
        return decision
    if survey.opens_on and on <= survey.opens_on:
        return Decision(_("The invitations have just gone out. Give people a day."))
    if last_on and on < last_on + dt.timedelta(days=REST_DAYS):
        return Decision(
            _("The last reminder went out on %(day)s. The next can go on %(next)s.")
            % {
                "day": words.day(last_on),
                "next": words.day(last_on + dt.timedelta(days=REST_DAYS)),
            }
        )
    return ALLOWED


def extend_survey(actor: Actor, survey: Survey) -> Decision:
    return _kept(actor, survey) and _in_the_field(survey)


def close_survey(actor: Actor, survey: Survey) -> Decision:
    return _kept(actor, survey) and _in_the_field(survey)


def type_sheet(actor: Actor, survey: Survey) -> Decision:
    return _kept(actor, survey) and _in_the_field(survey)


def settle_sheet(actor: Actor, survey: Survey, sheet: Sheet) -> Decision:
    """A second pair of eyes, which must be somebody else's."""
    if not (decision := type_sheet(actor, survey)):
        return decision
    if sheet.typed_by_id == actor.id:
        return Decision(_("You typed this form first. Somebody else types it a second time."))
    return ALLOWED


def _kept(actor: Actor, survey: Survey) -> Decision:
    return by_its_keepers(actor, survey, _("%(keepers)s can do this."))


def _still_draft(survey: Survey) -> Decision:
    if survey.state == State.DRAFT:
        return ALLOWED
    return Decision(_("This survey has been sent out. What it asks, and whom, is settled."))


def _in_the_field(survey: Survey) -> Decision:
    if survey.state == State.FIELD:
        return ALLOWED
    if survey.state == State.DRAFT:
        return Decision(_("This survey has not been sent out yet."))
    return Decision(_("This survey is closed."))
