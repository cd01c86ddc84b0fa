"""What became of a promise: kept, kept late, or dropped with the reason; and opening it again."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..kinds import LONGEST_TEXT, State
from ..models import Commitment, Reopening
from .locking import line_from, locked, reason_from
from .telling import tell_owner, tell_whom_it_was_made_to


@transaction.atomic
def keep_commitment(
    *, commitment: Commitment, on: dt.date, words: str = "", by: Actor, at: dt.datetime
) -> Commitment:
    """Say that it was done on that day. After its day it counts as kept late, and that needs words.

    The same person saying the same again changes nothing.

    Raises
    ------
    Refused
        See `policies.keep_commitment`; where somebody else closed it first, it says who and how.
    Unusable
        Where the day has not come or lies before the promise, or what is late has no reason.
    """
    commitment = locked(commitment)
    said = line_from(words, field="words", most=LONGEST_TEXT)
    state = State.KEPT if on <= commitment.due_on else State.KEPT_LATE
    if _is_again(commitment, state, on, said, by):
        return commitment
    policies.keep_commitment(by, commitment).or_refuse()
    _check_day(commitment, on, day_of(at))
    if state == State.KEPT_LATE and not said:
        raise Unusable(_("Say in a sentence what made it late."), field="words")
    _close(commitment, state, on, said, by=by, at=at)
    audit.record(
        "commitment.kept" if state == State.KEPT else "commitment.kept_late",
        about=commitment,
        by=by,
        at=at,
        organisation_id=commitment.organisation_id,
        day=_day(on),
    )
    return commitment


@transaction.atomic
def drop_commitment(
    *, commitment: Commitment, reason: str, by: Actor, at: dt.datetime
) -> Commitment:
    """Give it up, with a reason that those it was promised to read.

    Raises
    ------
    Refused
        See `policies.drop_commitment`; where somebody else closed it first, it says who and how.
    Unusable
        Where no reason is given.
    """
    commitment = locked(commitment)
    on = day_of(at)
    if _is_again(commitment, State.DROPPED, on, reason.strip(), by):
        return commitment
    policies.drop_commitment(by, commitment).or_refuse()
    why = reason_from(reason, missing=_("Say why it is dropped."), field="words")
    _close(commitment, State.DROPPED, on, why, by=by, at=at)
    place = commitment.organisation_id
    audit.record("commitment.dropped", about=commitment, by=by, at=at, organisation_id=place)
    return commitment


@transaction.atomic
def reopen_commitment(
    *, commitment: Commitment, reason: str, by: Actor, at: dt.datetime
) -> Commitment:
    """Open it again; what was said of it stays in its history.

    Raises
    ------
    Refused
        See `policies.reopen_commitment`.
    Unusable
        Where no reason is given.
    """
    commitment = locked(commitment)
    policies.reopen_commitment(by, commitment).or_refuse()
    why = reason_from(reason, missing=_("Say why it is opened again."))
    assert commitment.closed_on and commitment.closed_at and commitment.closed_by
    Reopening.objects.create(
        commitment=commitment,
        state=commitment.state,
        closed_on=commitment.closed_on,
        closed_at=commitment.closed_at,
        closed_by=commitment.closed_by,
        closing_words=commitment.closing_words,
        reason=why,
        by_id=by.id,
        at=at,
    )
    commitment.state, commitment.closing_words = State.OPEN, ""
    commitment.closed_on = commitment.closed_at = commitment.closed_by = None
    commitment.save(update_fields=_CLOSING)
    place = commitment.organisation_id
    audit.record("commitment.reopened", about=commitment, by=by, at=at, organisation_id=place)
    told = {"by": by.name, "title": commitment.title, "reason": why}
    subject = _("Open again: %(title)s") % told
    body = _("%(by)s opened this again: “%(reason)s”.") % told
    tell_owner(commitment, subject, body, by=by, at=at)
    tell_whom_it_was_made_to(commitment, subject, body, by=by, at=at)
    return commitment


_CLOSING = ["state", "closed_on", "closed_at", "closed_by", "closing_words"]


def _day(on: dt.date) -> str:
    return words.day(on)


def _is_again(commitment: Commitment, state: State, on: dt.date, said: str, by: Actor) -> bool:
    """The second click of a double click: the same person has just said the same."""
    stands = (commitment.state, commitment.closed_on, commitment.closing_words)
    return commitment.closed_by_id == by.id and stands == (state, on, said)


def _check_day(commitment: Commitment, on: dt.date, today: dt.date) -> None:
    made_on = day_of(commitment.made_at)
    if made_on <= on <= today:
        return
    sentence = _("Give a day from %(made)s, when it was promised, to today, %(today)s.")
    raise Unusable(sentence % {"made": _day(made_on), "today": _day(today)}, field="on")


def _close(
    commitment: Commitment, state: State, on: dt.date, said: str, *, by: Actor, at: dt.datetime
) -> None:
    commitment.state, commitment.closed_on, commitment.closing_words = state, on, said
    commitment.closed_at, commitment.closed_by = at, by.person
    commitment.save(update_fields=_CLOSING)
    told = {"by": by.name, "title": commitment.title, "outcome": state.label}
    subject = _("%(outcome)s: %(title)s") % told
    body = _("%(by)s said what became of this.") % told + (f" “{said}”" if said else "")
    tell_owner(commitment, subject, body, by=by, at=at)
    tell_whom_it_was_made_to(commitment, subject, body, by=by, at=at)
