"""Who may ask people, and when. Each answer is the sentence that the page shows."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.ballots.kinds import Mode
from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from ..kinds import State
from ..models import Doorway, Sheet, Survey
from .standing import by_its_keepers

MOST_DAYS = 56  # that a survey may be kept open beyond its first closing day
REST_DAYS = 3  # between two reminders


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is looked at before a survey goes out: what is wrong with its questions, whom it asks
    today, and how many more could come by shared ways in."""

    flaw: str  # the first; empty where there is none
    n_asked: int
    n_by_doorways: int
    today: dt.date

    @property
    def n(self) -> int:
        return self.n_asked + self.n_by_doorways


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


def is_ready(survey: Survey, found: Readiness) -> Decision:
    """Whether nothing is missing that its keeper could still put right."""
    if found.flaw:
        return Decision(_("Something has to be put right first: %(what)s") % {"what": found.flaw})
    if survey.closes_on is None:
        return Decision(_("Say on which day the survey closes."))
    if survey.closes_on < max(found.today, survey.opens_on or found.today):
        return Decision(_("The closing day has passed. Give a later one."))
    if survey.k_comments < survey.k:
        return Decision(_("Comments need as many people as numbers do, or more."))
    return _asks_enough(survey, found)


def _asks_enough(survey: Survey, found: Readiness) -> Decision:
    if not found.n:
        return Decision(_("Choose first whom the survey asks."))
    if found.n < survey.k:
        said = ngettext(
            "Only %(n)s person would be asked, and nothing is shown from fewer than %(k)s.",
            "Only %(n)s people would be asked, and nothing is shown from fewer than %(k)s.",
            found.n,
        )
        way = _("A small team can choose to read its own answers: see days and promises.")
        return Decision(f"{said % {'n': found.n, 'k': survey.k}} {way}")
    if survey.mode != Mode.ANONYMOUS and found.n_by_doorways:
        return Decision(_("An open link, a tablet and paper forms are for anonymous surveys."))
    return ALLOWED


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


def begin_at(doorway: Doorway) -> Decision:
    """Whether a shared way in has room: said before the work is done; `give_slip` counts."""
    if doorway.shut_on is None and doorway.n_given < doorway.quota:
        return ALLOWED
    return Decision(no_room())


def no_room() -> str:
    """The sentence at a shared way in that takes nobody any more."""
    return _("As many people have come this way as it was made for.")


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
