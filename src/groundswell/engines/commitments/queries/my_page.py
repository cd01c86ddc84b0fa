"""The front door of the room: what I promised, what was promised to me, and what became of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groundswell.ground.kernel.registries import Words
from groundswell.ground.people.actors import Actor
from groundswell.ground.web.paging import NumberedPager, paged

from ..kinds import CLOSED, State
from ..models import Commitment
from .access import visible_to, without_owner
from .contexts import contexts_of
from .rows import Row, rows_of, with_moves

_PER_PAGE = 50
MINE, TO_ME, PAST, WAITING = "mine", "to-me", "closed", "no-owner"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which list is looked at, and which part of it, as the address says."""

    show: str = MINE
    page: str = ""


@dataclass(frozen=True, slots=True)
class MyPage:
    lead: str
    tabs: tuple[tuple[str, str, bool], ...]  # label, address, whether it is this one
    heading: str
    rows: tuple[Row, ...]
    pager: NumberedPager
    nothing: tuple[str, str]  # what an empty list says: in bold, then in a sentence
    make_url: str


@dataclass(frozen=True, slots=True)
class _List:
    label: Words
    nothing: Words
    sentence: Words
    rows: Callable[[Actor], QuerySet[Commitment]]


def asked_of(address: Mapping[str, str]) -> Asked:
    show = address.get("show", MINE)
    return Asked(show if show in _LISTS else MINE, address.get("page", ""))


def my_page(actor: Actor, asked: Asked) -> MyPage:
    """One of the lists, and how long each is. Seven queries, and one for each kind of context."""
    chosen = _LISTS[asked.show]
    keep = {"show": asked.show}
    shown, pager = paged(with_moves(chosen.rows(actor)), asked.page, _PER_PAGE, keep=keep)
    counts = _counts(actor)
    return MyPage(
        lead=_lead(counts["late"], counts[MINE]),
        tabs=_tabs(counts, asked.show),
        heading=str(chosen.label),
        rows=rows_of(actor, shown, contexts_of(actor, shown)),
        pager=pager,
        nothing=(str(chosen.nothing), str(chosen.sentence)),
        make_url=reverse("commitments:new"),
    )


def _mine(actor: Actor) -> QuerySet[Commitment]:
    return visible_to(actor).filter(_OPEN, owner_id=actor.id).order_by("due_on", "pk")


def _to_me(actor: Actor) -> QuerySet[Commitment]:
    return visible_to(actor).filter(_OPEN, made_to_id=actor.id).order_by("due_on", "pk")


def _past(actor: Actor) -> QuerySet[Commitment]:
    mine = Q(owner_id=actor.id) | Q(made_to_id=actor.id)
    return visible_to(actor).filter(mine, state__in=CLOSED).order_by("-closed_at", "pk")


def _waiting(actor: Actor) -> QuerySet[Commitment]:
    return without_owner(actor).order_by("due_on", "pk")


_OPEN = Q(state=State.OPEN)
_LISTS = {
    MINE: _List(
        gettext_lazy("What I promised"),
        gettext_lazy("Nothing is waiting for you."),
        gettext_lazy("What you promise to others, and what is handed on to you, stands here."),
        _mine,
    ),
    TO_ME: _List(
        gettext_lazy("Promised to me"),
        gettext_lazy("Nobody has an open promise to you."),
        gettext_lazy("When somebody promises you something, its day and owner stand here."),
        _to_me,
    ),
    PAST: _List(
        gettext_lazy("Closed"),
        gettext_lazy("Nothing is closed yet."),
        gettext_lazy("What was kept, kept late or dropped, and why, stands here."),
        _past,
    ),
    WAITING: _List(
        gettext_lazy("Without an owner"),
        gettext_lazy("Every promise that you answer for has an owner."),
        gettext_lazy("When somebody leaves, what they promised waits here for a new owner."),
        _waiting,
    ),
}


def _counts(actor: Actor) -> dict[str, int]:
    """How long each list is, and how much of mine is overdue: two queries."""
    mine, to_me = Q(owner_id=actor.id), Q(made_to_id=actor.id)
    counts = {
        MINE: Count("pk", filter=mine & _OPEN),
        TO_ME: Count("pk", filter=to_me & _OPEN),
        PAST: Count("pk", filter=(mine | to_me) & Q(state__in=CLOSED)),
        "late": Count("pk", filter=mine & _OPEN & Q(due_on__lt=actor.on)),
    }
    found = Commitment.objects.filter(mine | to_me).aggregate(**counts)
    return {**found, WAITING: without_owner(actor).count()}


def _tabs(counts: Mapping[str, int], here: str) -> tuple[tuple[str, str, bool], ...]:
    """Every list with its length; the one without owners only where there is something to do."""
    return tuple(
        (f"{one.label} ({counts[name]:,})", f"?show={name}", name == here)
        for name, one in _LISTS.items()
        if name != WAITING or counts[name] or name == here
    )


def _lead(n_late: int, n_open: int) -> str:
    if not n_open:
        return _("You have no open promise.")
    kept = ngettext("You have %(n)s open promise", "You have %(n)s open promises", n_open)
    late = ngettext("%(n)s of them is overdue.", "%(n)s of them are overdue.", n_late)
    if not n_late:
        return _("%(open)s, none of them overdue.") % {"open": kept % {"n": n_open}}
    return f"{kept % {'n': n_open}}. {late % {'n': n_late}}"
