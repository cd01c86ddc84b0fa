"""Who may see what a survey found, and what may be told of it, when."""

import datetime as dt

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from ..kinds import Circle, State, TextState
from ..models import Outcome, Survey
from .standing import by_its_keepers, keeps

WEEKS_AFTER = 4
"""Fewest weeks after the close before people are asked whether it happened (weeks)."""

_TOLD = (State.CLOSED, State.REPORTED)


def see_results(
    actor: Actor, survey: Survey, *, circles: frozenset[str], was_asked: bool
) -> Decision:
    """`circles` are those that the release was told to. The rule that `queries.readable_by` writes
    as a query; a test holds the two together."""
    if keeps(actor, survey):
        return ALLOWED
    if was_asked and Circle.ASKED in circles:
        return ALLOWED
    if survey.programme_id in actor.programme_ids and Circle.KEEPERS in circles:
        return ALLOWED
    return Decision(_("Those who were asked read the results once they are out."))


def begin_results(actor: Actor, survey: Survey) -> Decision:
    """Decide by which rules numbers are published; `releases` asks this at each of its steps."""
    return _kept(actor, survey)


def publish_results(actor: Actor, survey: Survey) -> Decision:
    """Have numbers made that may be shown. How many answered since is `releases`’ own rule."""
    if not (decision := _kept(actor, survey)):
        return decision
    if survey.state not in {State.FIELD, *_TOLD}:
        return Decision(_("This survey has not been sent out yet."))
    return ALLOWED


def cut_results(actor: Actor, survey: Survey) -> Decision:
    """Whoever reads the results may lay them out another way: the page has let them in."""
    if survey.state in {State.DRAFT, State.DROPPED}:
        return Decision(_("There are no results yet."))
    return ALLOWED


def tell_results(actor: Actor, survey: Survey, *, has_release: bool) -> Decision:
    if not (decision := _kept(actor, survey)):
        return decision
    if survey.state not in _TOLD:
        return Decision(_("Results go out when the survey has closed, to everyone on one day."))
    if not has_release:
        return Decision(_("Have the results made first."))
    return ALLOWED


def moderate_text(actor: Actor, survey: Survey) -> Decision:
    """Reading what people wrote, to take out names of patients and colleagues."""
    return _kept(actor, survey)


def keep_texts(actor: Actor, survey: Survey) -> Decision:
    return moderate_text(actor, survey)


def undo_moderation(actor: Actor, survey: Survey, state: str) -> Decision:
    if not (decision := _kept(actor, survey)):
        return decision
    if state == TextState.WAITING:
        return Decision(_("Nobody has decided about this yet."))
    return ALLOWED


def write_outcome(actor: Actor, survey: Survey) -> Decision:
    if not (decision := _kept(actor, survey)):
        return decision
    if survey.state not in _TOLD:
        return Decision(_("What was done about it is written down after the survey has closed."))
    return ALLOWED


def change_outcome(actor: Actor, outcome: Outcome) -> Decision:
    return write_outcome(actor, outcome.survey)


def begin_follow_up(actor: Actor, survey: Survey, *, n_outcomes: int, today: dt.date) -> Decision:
    """Months later, one question to the same people."""
    if not (decision := write_outcome(actor, survey)):
        return decision
    if not n_outcomes:
        return Decision(_("Write down first what was said and what you will do about it."))
    first = _day_after(survey)
    if today < first:
        return Decision(_("Give it time: ask from %(day)s on.") % {"day": words.day(first)})
    return ALLOWED


def _day_after(survey: Survey) -> dt.date:
    assert survey.closed_on, "a survey that has closed knows its day"
    return survey.closed_on + dt.timedelta(weeks=WEEKS_AFTER)


def bring_in_answers(actor: Actor, survey: Survey) -> Decision:
    """Answers from a file, such as those of an earlier system: nobody was sent that survey."""
    if not (decision := _kept(actor, survey)):
        return decision
    if survey.box_id is not None:
        return Decision(_("People answer this survey. A file needs a survey of its own."))
    if survey.state != State.DRAFT:
        return Decision(_("The answers of this survey are in already."))
    return ALLOWED


def _kept(actor: Actor, survey: Survey) -> Decision:
    refusal = _("%(keepers)s keep this survey, and decide about its results.")
    return by_its_keepers(actor, survey, refusal)
