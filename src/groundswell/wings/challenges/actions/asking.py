"""A team asks a named leader, who answers or passes it on; the days it takes are counted."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.engines.thread import actions as thread
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.locking import held
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.models import Organisation, Person

from .. import policies
from ..kinds import ANSWERS, AskKind, AskState, AskStep, TestState, Told
from ..models import Ask, AskMove, Challenge, Test
from . import findable
from .answer_times import count_answer_days
from .checks import line, locked, next_number, record, words
from .telling import people_in, tell_of_ask

LONGEST_WAIT = 60  # days; a leader who may wait longer is not asked for an answer


@dataclass(frozen=True, slots=True)
class AskWords:
    """An ask as it is typed."""

    kind: str
    title: str
    words: str


@transaction.atomic
def raise_ask(
    *,
    challenge: Challenge,
    ask: AskWords,
    to: Person,
    to_organisation: Organisation,
    held_up: Test | None = None,
    due_on: dt.date | None = None,
    by: Actor,
    at: dt.datetime,
) -> Ask:
    """Ask a named leader for leave, or to move a barrier.

    `held_up` is the test that waits for it. Without `due_on` the answer is due when the challenge's
    leaders promised to answer by.

    Raises
    ------
    Refused
        See `policies.raise_ask`.
    Unusable
        Where words are missing, the leader cannot be asked, or the day is too near or too far.
    """
    challenge = locked(challenge)
    policies.raise_ask(by, challenge).or_refuse()
    made = Ask(challenge=challenge, asked_by_id=by.id, asked_at=at, asked_on=day_of(at))
    made.number = next_number(challenge.asks)
    _fill(made, ask)
    _address(made, to, to_organisation, by)
    made.due_on = _due(made, challenge, due_on)
    made.held_up = _held_up(challenge, held_up)
    made.save(force_insert=True)
    if made.held_up:
        _hold_up(made, made.held_up, by, at)
    findable.index_ask(made)
    record("ask.raised", challenge, by=by, at=at, ask=made.title, to=to.name)
    tell_of_ask(
        made,
        Told.ASK,
        _("%(title)s asks you: %(ask)s") % {"title": challenge.title, "ask": made.title},
        made.words,
        key="raised",
        person_ids=[to.pk],
        at=at,
    )
    return made


def _fill(ask: Ask, given: AskWords) -> None:
    if given.kind not in AskKind.values:
        raise Unusable(
            _("Say whether you ask for leave or for a barrier to be moved."), field="kind"
        )
    ask.kind = given.kind
    ask.title = line(given.title, field="title", missing=_("Say in a line what you ask for."))
    ask.words = words(
        given.words,
        field="words",
        missing=_("Say what you want to do and what stands in the way, in your own words."),
    )


def _address(ask: Ask, to: Person, place: Organisation, by: Actor) -> None:
    if not to.is_active:
        raise Unusable(_("The account of %(name)s has ended.") % {"name": to.name}, field="to")
    if to.pk == by.id:
        raise Unusable(_("Choose somebody else: nobody asks themselves for leave."), field="to")
    ask.to, ask.to_organisation = to, place


def _due(ask: Ask, challenge: Challenge, due_on: dt.date | None) -> dt.date:
    day = due_on or ask.asked_on + dt.timedelta(days=challenge.answer_days)
    if not 0 < (day - ask.asked_on).days <= LONGEST_WAIT:
        raise Unusable(
            _("Ask for an answer between tomorrow and %(n)s days from now.") % {"n": LONGEST_WAIT},
            field="due_on",
        )
    return day


def _held_up(challenge: Challenge, test: Test | None) -> Test | None:
    if test is None:
        return None
    found = challenge.tests.select_for_update().filter(pk=test.pk).first()
    if found is None or found.state == TestState.DONE:
        raise Unusable(_("Choose a test of this challenge that is not done."), field="held_up")
    return found


def _hold_up(ask: Ask, test: Test, by: Actor, at: dt.datetime) -> None:
    test.state = TestState.HELD_UP
    test.version += 1
    test.save(update_fields=["state", "version"])
    thread.link(
        source=Ref("ask", ask.pk), type="tested_by", target=Ref("test", test.pk), by=by, at=at
    )


@transaction.atomic
def answer_ask(
    *,
    ask: Ask,
    state: str,
    answer: str = "",
    limits: str = "",
    by: Actor,
    at: dt.datetime,
) -> Ask:
    """Grant it, grant it within limits, or decline it with a reason that the team reads.

    The same answer sent twice by the same person is harmless; of two leaders who answer at once the
    second is told what the first one said. The days it took are counted for the host's leaders.

    Raises
    ------
    Refused
        See `policies.answer_ask`.
    Unusable
        Where an answer without words or limits is none.
    """
    ask = _locked(ask)
    given = (state, words(answer, field="answer"), words(limits, field="limits"))
    if (ask.state, ask.answer, ask.limits) == given and ask.answered_by_id == by.id:
        return ask
    policies.answer_ask(by, ask, _asked_before(ask)).or_refuse()
    _check_answer(*given)
    ask.state, ask.answer, ask.limits = given
    ask.answered_by, ask.answered_at, ask.answered_on = by.person, at, day_of(at)
    ask.version += 1
    ask.save()
    if state != AskState.DECLINED:
        _let_go(ask)
    findable.index_ask(ask)
    count_answer_days(ask, by=by, at=at)
    label = str(AskState(state).label).lower()
    record("ask.answered", ask.challenge, by=by, at=at, ask=ask.title, answer=label)
    _tell_the_team(ask, label, by, at)
    return ask


def _check_answer(state: str, answer: str, limits: str) -> None:
    if state not in ANSWERS:
        raise Unusable(_("Grant it, grant it within limits, or decline it."), field="state")
    if state == AskState.DECLINED and not answer:
        raise Unusable(_("Say why not. The team reads your reason."), field="answer")
    if state == AskState.WITHIN_LIMITS and not limits:
        raise Unusable(_("Say what the limits are."), field="limits")
    if state != AskState.WITHIN_LIMITS and limits:
        raise Unusable(
            _("Limits go with “granted within limits”. Choose that, or leave them out."),
            field="limits",
        )


def _let_go(ask: Ask) -> None:
    """The test that waited may go on: it runs where its first day has come."""
    if ask.held_up_id is None:
        return
    test = Test.objects.select_for_update().get(pk=ask.held_up_id)
    others = Ask.objects.filter(held_up=test, state=AskState.WAITING).exclude(pk=ask.pk)
    if test.state != TestState.HELD_UP or others.exists():
        return
    has_begun = test.starts_on is not None and test.starts_on <= (ask.answered_on or test.starts_on)
    test.state = TestState.RUNNING if has_begun else TestState.PLANNED
    test.version += 1
    test.save(update_fields=["state", "version"])


def _tell_the_team(ask: Ask, label: str, by: Actor, at: dt.datetime) -> None:
    team = people_in(ask.challenge, RoleCode.TEAM_LEADER, RoleCode.TEAM_MEMBER, RoleCode.COACH)
    tell_of_ask(
        ask,
        Told.ASK,
        _("%(name)s answered: %(ask)s, %(answer)s")
        % {"name": by.name, "ask": ask.title, "answer": label},
        "\n\n".join(t for t in (ask.answer, ask.limits) if t),
        key="answered",
        person_ids=[*team, ask.asked_by_id],
        at=at,
    )


@transaction.atomic
def pass_on_ask(
    *, ask: Ask, to: Person, to_organisation: Organisation, reason: str, by: Actor, at: dt.datetime
) -> Ask:
    """Say who answers instead; the day it was asked and the day it is due stay. Raises Refused."""
    ask = _locked(ask)
    policies.pass_on_ask(by, ask).or_refuse()
    why = words(reason, field="reason", missing=_("Say why somebody else answers this one."))
    _hand_on(ask, AskStep.PASSED_ON, to, to_organisation, why, by=by, at=at)
    record("ask.passed_on", ask.challenge, by=by, at=at, ask=ask.title, to=to.name)
    return ask


@transaction.atomic
def escalate_ask(
    *, ask: Ask, to: Person, to_organisation: Organisation, reason: str, by: Actor, at: dt.datetime
) -> Ask:
    """Take a late ask to somebody higher; who was asked first may still answer. Raises Refused."""
    ask = _locked(ask)
    policies.escalate_ask(by, ask).or_refuse()
    why = words(reason, field="reason", missing=_("Say why this goes higher now."))
    _hand_on(ask, AskStep.ESCALATED, to, to_organisation, why, by=by, at=at)
    record("ask.escalated", ask.challenge, by=by, at=at, ask=ask.title, to=to.name)
    return ask


def _hand_on(
    ask: Ask,
    step: AskStep,
    to: Person,
    place: Organisation,
    why: str,
    *,
    by: Actor,
    at: dt.datetime,
) -> None:
    if to.pk in {ask.to_id, ask.asked_by_id}:
        raise Unusable(_("Choose somebody else than who asked or was asked."), field="to")
    former = ask.to
    _address(ask, to, place, by)
    ask.version += 1
    ask.save()
    AskMove.objects.create(
        ask=ask, step=step, old_to=former, new_to=to, words=why, by=by.person, at=at
    )
    findable.index_ask(ask)
    told = {"ask": ask.title, "by": by.name, "why": why}
    tell_of_ask(
        ask,
        Told.ASK,
        _("You are asked: %(ask)s") % told,
        _("%(by)s: “%(why)s”") % told + f"\n\n{ask.words}",
        key=f"{step}:{to.pk}",
        person_ids=[to.pk],
        at=at,
    )


@transaction.atomic
def remind_ask(*, ask: Ask, by: Actor, at: dt.datetime) -> Ask:
    """Remind the leader that the team waits: once a day at most. Raises Refused."""
    ask = _locked(ask)
    last = ask.moves.filter(step=AskStep.REMINDED, by__isnull=False).order_by("-at").first()
    policies.remind_ask(by, ask, day_of(last.at) if last else None).or_refuse()
    AskMove.objects.create(
        ask=ask, step=AskStep.REMINDED, old_to=ask.to, new_to=ask.to, by=by.person, at=at
    )
    record("ask.reminded", ask.challenge, by=by, at=at, ask=ask.title, to=ask.to.name)
    tell_of_ask(
        ask,
        Told.ASK,
        _("%(by)s reminds you: %(ask)s") % {"by": by.name, "ask": ask.title},
        ask.words,
        key=f"reminded:{day_of(at)}",
        person_ids=[ask.to_id],
        at=at,
    )
    return ask


@transaction.atomic
def withdraw_ask(*, ask: Ask, reason: str, by: Actor, at: dt.datetime) -> Ask:
    """The team needs no answer any more, and says why. Twice changes nothing. Raises Refused."""
    ask = _locked(ask)
    if ask.state == AskState.WITHDRAWN:
        return ask
    policies.withdraw_ask(by, ask).or_refuse()
    ask.answer = words(reason, field="reason", missing=_("Say why you take it back."))
    ask.state = AskState.WITHDRAWN
    ask.version += 1
    ask.save()
    _let_go(ask)
    findable.index_ask(ask)
    record("ask.withdrawn", ask.challenge, by=by, at=at, ask=ask.title)
    tell_of_ask(
        ask,
        Told.ASK,
        _("Taken back: %(ask)s") % {"ask": ask.title},
        ask.answer,
        key="withdrawn",
        person_ids=[ask.to_id],
        at=at,
    )
    return ask


def _asked_before(ask: Ask) -> set[UUID]:
    """Leaders from whom it was escalated."""
    return set(ask.moves.filter(step=AskStep.ESCALATED).values_list("old_to_id", flat=True))


def _locked(ask: Ask) -> Ask:
    """The ask as it stands now. Its challenge is locked first, as everywhere in this wing."""
    challenge = locked(ask.challenge)
    rows = Ask.objects.select_related("to", "answered_by", "asked_by", "to_organisation")
    found = held(rows, ask.pk)
    found.challenge = challenge
    return found
