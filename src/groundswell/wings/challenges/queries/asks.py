"""What a team asks its leaders for: the tab of a challenge, and the panel of its day."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.paging import Pager, Step, walked

from .. import policies
from ..kinds import AskState, TestState
from ..models import Ask, Challenge, Test
from .ask_rows import AskRow, rows_of, with_moves
from .shell import Shell, shell_of

ON_PANEL, ON_PAGE = 5, 50


@dataclass(frozen=True, slots=True)
class AsksPanel:
    """The asks that wait, the oldest first, as the page of today shows them."""

    lead: str  # "Three are waiting. One of them is late."
    rows: tuple[AskRow, ...]
    url: str
    raise_url: str
    may_raise: Decision


@dataclass(frozen=True, slots=True)
class AsksPage:
    shell: Shell
    panel: AsksPanel
    answered: tuple[AskRow, ...]
    pager: Pager


def asks_panel(actor: Actor, challenge: Challenge, *, at: dt.datetime) -> AsksPanel:
    """The waiting asks of a challenge that the actor may see; two queries."""
    return _panel(actor, challenge, at, most=ON_PANEL)


def asks_page(actor: Actor, challenge: Challenge, step: Step, *, at: dt.datetime) -> AsksPage:
    """All that wait, and what was answered, the newest first."""
    done = _of(challenge).exclude(state=AskState.WAITING)
    rows, pager = walked(done, "-asked_at", step, ON_PAGE, label=_day_asked)
    return AsksPage(
        shell=shell_of(actor, challenge, tab="asks", at=at),
        panel=_panel(actor, challenge, at, most=None),
        answered=rows_of(actor, rows, at=at),
        pager=pager,
    )


def _panel(actor: Actor, challenge: Challenge, at: dt.datetime, *, most: int | None) -> AsksPanel:
    waiting = list(_of(challenge).filter(state=AskState.WAITING).order_by("asked_on", "number"))
    late = sum(ask.due_on < day_of(at) for ask in waiting)
    return AsksPanel(
        lead=waiting_words(len(waiting), late),
        rows=rows_of(actor, waiting[:most], at=at),
        url=reverse("challenges:asks", args=[challenge.pk]),
        raise_url=reverse("challenges:raise_ask", args=[challenge.pk]),
        may_raise=policies.raise_ask(actor, challenge),
    )


def _of(challenge: Challenge) -> QuerySet[Ask]:
    related = ("challenge__organisation", "to", "answered_by")
    return with_moves(Ask.objects.filter(challenge=challenge).select_related(*related))


def _day_asked(ask: Ask) -> str:
    return words.day(ask.asked_on)


def waiting_words(n: int, late: int, mine: int = 0) -> str:
    """How many wait, how many of them are the reader's, and how many are late."""
    said = [ngettext("%(n)s ask is waiting.", "%(n)s asks are waiting.", n) % {"n": n}]
    if mine:
        said.append(ngettext("%(n)s is yours.", "%(n)s are yours.", mine) % {"n": mine})
    if late:
        said.append(ngettext("%(n)s is late.", "%(n)s are late.", late) % {"n": late})
    return " ".join(said) if n else _("No ask is waiting.")


def tests_to_hold(challenge: Challenge) -> list[Test]:
    """Tests that may wait for an answer: those that are not done."""
    open_ = challenge.tests.exclude(state=TestState.DONE)
    return list(open_.order_by(F("starts_on").asc(nulls_last=True), "number"))
