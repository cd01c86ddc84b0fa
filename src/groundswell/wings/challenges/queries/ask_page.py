"""One ask with all that happened to it, and what this reader may do."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from groundswell.engines.thread import queries as thread
from groundswell.engines.thread.queries import Links
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people import queries as people
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Organisation
from groundswell.ground.web import words

from .. import policies
from ..kinds import ANSWERS, AskState, AskStep
from ..models import Ask, AskMove
from .access import visible_to
from .ask_rows import age_words, answerers, challenge_words, standing_of, strokes_of
from .teams import places_of_team

MINUTES_TOLD = 60  # an answer older than an hour is told by its day

Crumb = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A line of the history."""

    when: str
    what: str
    words: str  # what somebody said with it


@dataclass(frozen=True, slots=True)
class AskPage:
    title: str
    crumb: Crumb
    lead: str
    lines: tuple[str, ...]  # in the words of the team
    strokes: Markup | None
    age: str
    state: tuple[str, str]
    is_waiting: bool
    pairs: tuple[tuple[str, str], ...]
    answer: str  # who answered; empty while it waits
    answer_words: tuple[tuple[str, str], ...]
    history: tuple[Moved, ...]
    links: Links | None
    urls: dict[str, str]
    may_answer: Decision
    may_pass_on: Decision
    may_escalate: Decision
    may_remind: Decision
    may_withdraw: Decision
    takes_part: bool  # who does not, is not told what the team may do


def ask_page(actor: Actor, ask: Ask, *, at: dt.datetime) -> AskPage:
    """The page of an ask that has come through `ask_for`."""
    today, moves = day_of(at), _moves(ask)
    names = ("answer_ask", "pass_on_ask", "escalate_ask", "remind_ask", "withdraw_ask")
    ref = Ref("ask", ask.pk)
    return AskPage(
        title=ask.title,
        crumb=crumb_of(actor, ask),
        lead=challenge_words(ask.challenge, at=at),
        lines=tuple(line for line in ask.words.split("\n") if line.strip()),
        strokes=strokes_of(ask, today),
        age=age_words(ask, today),
        state=standing_of(ask, today),
        is_waiting=ask.state == AskState.WAITING,
        pairs=tuple(_pairs(actor, ask)),
        answer=_answer(ask),
        answer_words=answer_pairs(ask),
        history=tuple(_history(ask, moves)),
        links=thread.links_of(actor, [ref]).get(ref),
        urls={name: reverse(f"challenges:{name}", args=[ask.pk]) for name in names},
        may_answer=policies.answer_ask(actor, ask, answerers(ask)),
        may_pass_on=policies.pass_on_ask(actor, ask),
        may_escalate=policies.escalate_ask(actor, ask),
        may_remind=policies.remind_ask(actor, ask, reminded_on(moves)),
        may_withdraw=policies.withdraw_ask(actor, ask),
        takes_part=ask.challenge_id in actor.programme_ids,
    )


def crumb_of(actor: Actor, ask: Ask, here: str = "") -> Crumb:
    """The way here. Who was only asked is not led into the challenge. `here` is a form about it."""
    url = partial(reverse, args=[ask.challenge_id])
    last = ((ask.title, reverse("challenges:ask", args=[ask.pk])), (here, ""))
    end = last if here else ((ask.title, ""),)
    if not visible_to(actor).filter(pk=ask.challenge_id).exists():
        return ((_("What the front line asks of us"), reverse("challenges:register")), *end)
    inside = (
        (ask.challenge.title, url("challenges:challenge")),
        (_("Asks"), url("challenges:asks")),
    )
    return (*inside, *end)


def _moves(ask: Ask) -> list[AskMove]:
    return list(ask.moves.select_related("old_to", "new_to", "by").order_by("at", "pk"))


def reminded_on(moves: Iterable[AskMove]) -> dt.date | None:
    """When somebody last sent a reminder; what the system sends is not counted."""
    days = [day_of(m.at) for m in moves if m.step == AskStep.REMINDED and m.by_id]
    return max(days, default=None)


def _pairs(actor: Actor, ask: Ask) -> Iterator[tuple[str, str]]:
    yield _("What it is"), str(ask.get_kind_display())
    yield _("Asked by"), f"{ask.asked_by.name}, {words.day(ask.asked_on)}"
    yield _("Asked of"), f"{ask.to.name}, {ask.to_organisation.name}"
    yield _("Answer due"), words.day(ask.due_on)
    if ask.held_up:
        sees_tests = visible_to(actor).filter(pk=ask.challenge_id).exists()
        yield _("Waits for it"), ask.held_up.title if sees_tests else _("A test of the team")


def _answer(ask: Ask) -> str:
    if ask.state == AskState.WITHDRAWN:
        return _("The team took it back.")
    if ask.answered_by is None:
        return ""
    return _("%(name)s answered.") % {"name": ask.answered_by.name}


def answer_pairs(ask: Ask) -> tuple[tuple[str, str], ...]:
    """What was answered, in words, with the limits."""
    label = _("Why") if ask.state in {AskState.DECLINED, AskState.WITHDRAWN} else _("In words")
    pairs = ((label, ask.answer), (_("Limits"), ask.limits))
    return tuple(pair for pair in pairs if pair[1])


def _history(ask: Ask, moves: Iterable[AskMove]) -> Iterator[Moved]:
    first = next((m.old_to for m in moves if m.step != AskStep.REMINDED), ask.to)
    told = {"by": ask.asked_by.name, "to": first.name}
    yield Moved(words.moment(ask.asked_at), _("%(by)s asked %(to)s.") % told, "")
    for move in moves:
        yield Moved(words.moment(move.at), _move_words(move), move.words)
    if ask.answered_by and ask.answered_at:
        told = {"by": ask.answered_by.name, "answer": str(ask.get_state_display()).lower()}
        yield Moved(words.moment(ask.answered_at), _("%(by)s answered: %(answer)s.") % told, "")


def _move_words(move: AskMove) -> str:
    by = move.by.name if move.by else _("Groundswell")
    told = {"by": by, "from": move.old_to.name, "to": move.new_to.name}
    if move.step == AskStep.REMINDED:
        return _("%(by)s reminded %(to)s.") % told
    if move.step == AskStep.PASSED_ON:
        return _("%(by)s passed it on to %(to)s.") % told
    return _("%(by)s took it higher, from %(from)s to %(to)s.") % told


def answered_meanwhile(actor: Actor, ask: Ask, *, at: dt.datetime) -> str:
    """What another leader has answered already, for one who was about to; else nothing."""
    may = actor.id in {ask.to_id, *answerers(ask)}
    if not may or ask.state not in ANSWERS or ask.answered_by is None or ask.answered_at is None:
        return ""
    told = {
        "name": ask.answered_by.name,
        "when": _ago(ask.answered_at, at),
        "answer": str(ask.get_state_display()).lower(),
    }
    return _("%(name)s answered %(when)s: %(answer)s.") % told


def _ago(then: dt.datetime, at: dt.datetime) -> str:
    minutes = int((at - then).total_seconds() // 60)
    if minutes >= MINUTES_TOLD:
        return _("on %(moment)s") % {"moment": words.moment(then)}
    if minutes < 1:
        return _("just now")
    return _("%(n)s ago") % {"n": words.count(minutes, "minute", "minutes")}


def places_to_ask(actor: Actor, ask: Ask) -> list[Organisation]:
    """For whom the next leader may answer: who takes part, and the actor's own organisations.

    Who was only asked is not told who else takes part.
    """
    sees = visible_to(actor).filter(pk=ask.challenge_id).exists()
    team = places_of_team(ask.challenge) if sees else [ask.challenge.organisation]
    own = people.organisations_of(actor) if not sees else []
    return list({place.pk: place for place in (ask.to_organisation, *team, *own)}.values())
