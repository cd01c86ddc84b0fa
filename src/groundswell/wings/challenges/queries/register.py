"""What the front line asks of its leaders, over all challenges that the reader may see."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from groundswell.engines.measures import queries as measures
from groundswell.engines.measures.models import Measure
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.charts import (
    COLUMN,
    flag_mark,
    flag_note,
    narrow_words,
    ring_mark,
    ring_note,
    signal_mark,
    signal_note,
    spc_svg,
)
from groundswell.ground.web.forms import day_from
from groundswell.ground.web.paging import Pager, Step, walked

from ..kinds import ANSWER_DAYS_MEASURE, ANSWERS, AskState
from ..models import Ask
from .access import asks_visible_to
from .ask_rows import AskRow, rows_of, with_moves
from .asks import waiting_words
from .portfolio import Choice

FIRST_WAITING = 20  # the oldest, before the way to all of them
ON_PAGE = 50


@dataclass(frozen=True, slots=True)
class Sift:
    """Which asks are looked at; what cannot be read narrows nothing."""

    answer: str = ""
    place: UUID | None = None
    day: dt.date | None = None

    @property
    def is_narrowed(self) -> bool:
        return bool(self.answer or self.place or self.day)

    @property
    def address(self) -> dict[str, str]:
        """As the pager keeps it."""
        parts = {"answer": self.answer, "place": self.place, "day": self.day}
        return {name: str(value) for name, value in parts.items() if value}


@dataclass(frozen=True, slots=True)
class AnswerChart:
    """The days that leaders take, of one host; all of its leaders together."""

    heading: str
    how: str
    url: str
    wide: Markup
    narrow: Markup
    narrow_words: str
    notes: tuple[tuple[Markup, str], ...]
    is_empty: bool


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    n: int
    width: int  # of 160
    url: str


@dataclass(frozen=True, slots=True)
class RegisterPage:
    lead: str
    has_any: bool
    waiting: tuple[AskRow, ...]
    all_waiting_url: str  # empty where all are shown
    listed: tuple[AskRow, ...]
    list_title: str
    pager: Pager
    chart: AnswerChart | None
    other_charts: tuple[tuple[str, str], ...]
    n_answered: int
    bars: tuple[Bar, ...]
    answers: tuple[Choice, ...]
    places: tuple[Choice, ...]
    day: str
    is_narrowed: bool


def sift_from(address: Mapping[str, str]) -> Sift:
    """What the address asks for."""
    answer = address.get("answer", "")
    return Sift(
        answer=answer if answer in AskState.values else "",
        place=_id_from(address.get("place", "")),
        day=day_from(address.get("day", "")),
    )


def _id_from(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def register_page(actor: Actor, sift: Sift, step: Step, *, at: dt.datetime) -> RegisterPage:
    """The register as it stands; as many queries for one ask as for thousands."""
    seen = asks_visible_to(actor)
    here = seen.filter(challenge__organisation=sift.place) if sift.place else seen
    counts = _counts(here, actor, day_of(at))
    waiting = _waiting(here, sift)
    rows, pager = _listed(here, sift, step)
    chart, others = _charts(actor, sift)
    return RegisterPage(
        lead=waiting_words(counts["waiting"], counts["late"], counts["mine"]),
        has_any=any(counts.values()),
        waiting=rows_of(actor, waiting, at=at),
        all_waiting_url=_url(answer=AskState.WAITING, place=sift.place)
        if waiting and counts["waiting"] > len(waiting)
        else "",
        listed=rows_of(actor, rows, at=at),
        list_title=_list_title(sift),
        pager=pager,
        chart=chart,
        other_charts=others,
        n_answered=sum(counts[state] for state in ANSWERS),
        bars=tuple(_bars(counts, sift)),
        answers=_answer_choices(sift),
        places=tuple(_place_choices(seen, sift)),
        day=words.day(sift.day) if sift.day else "",
        is_narrowed=sift.is_narrowed,
    )


def _counts(asks: QuerySet[Ask], actor: Actor, today: dt.date) -> dict[str, int]:
    waits = Q(state=AskState.WAITING)
    states = {state.value: Count("pk", filter=Q(state=state)) for state in AskState}
    return asks.aggregate(
        mine=Count("pk", filter=waits & Q(to=actor.id)),
        late=Count("pk", filter=waits & Q(due_on__lt=today)),
        **states,
    )


def _waiting(asks: QuerySet[Ask], sift: Sift) -> list[Ask]:
    """The oldest that wait, where nothing else is asked for."""
    if sift.answer or sift.day:
        return []
    waiting = asks.filter(state=AskState.WAITING).order_by("asked_on", "pk")
    return list(with_moves(waiting)[:FIRST_WAITING])


def _listed(asks: QuerySet[Ask], sift: Sift, step: Step) -> tuple[list[Ask], Pager]:
    """What was answered, the newest first; or those that wait, the oldest first."""
    if sift.answer:
        asks = asks.filter(state=sift.answer)
    if sift.day:
        asks = asks.filter(answered_on=sift.day)
    by = {AskState.WAITING: "asked_at", AskState.WITHDRAWN: "-asked_at"}.get(
        AskState(sift.answer) if sift.answer else AskState.GRANTED, "-answered_at"
    )
    if by == "-answered_at":
        asks = asks.filter(answered_at__isnull=False)
    return walked(with_moves(asks), by, step, ON_PAGE, label=_label, keep=sift.address)


def _label(ask: Ask) -> str:
    return words.day(ask.answered_on or ask.asked_on)


def _list_title(sift: Sift) -> str:
    if sift.answer == AskState.WAITING:
        return _("Waiting for an answer, the oldest first")
    if sift.answer == AskState.WITHDRAWN:
        return _("Taken back by the team")
    return _("What was answered")


def _bars(counts: dict[str, int], sift: Sift) -> Iterator[Bar]:
    most = max(counts[state] for state in ANSWERS)
    short = {AskState.WITHIN_LIMITS: _("Within limits"), AskState.DECLINED: _("Declined")}
    for state in ANSWERS:
        n = counts[state]
        yield Bar(
            label=short.get(state, str(state.label)),
            n=n,
            width=round(160 * n / most) if most else 0,
            url=_url(answer=state, place=sift.place),
        )


def _charts(actor: Actor, sift: Sift) -> tuple[AnswerChart | None, tuple[tuple[str, str], ...]]:
    """The chart of the organisation that is looked at, else of the first one; and the others."""
    kept = measures.visible_to(actor).filter(definition__kept_by=ANSWER_DAYS_MEASURE)
    found = list(kept.order_by("organisation__name", "pk"))
    wanted = sift.place or actor.place_id
    here = [m for m in found if m.organisation_id == wanted]
    first = next(iter(here or ([] if sift.place else found)), None)
    others = tuple(
        (m.organisation.name, _url(place=m.organisation_id)) for m in found if m != first
    )
    return (answer_chart(first) if first else None), others


def answer_chart(measure: Measure) -> AnswerChart:
    document = measures.chart_document(measure)
    drawing = document.drawing
    flags = [(flag_mark(flag.letter), flag_note(flag)) for flag in drawing.flags]
    rings = [(ring_mark(r.label), ring_note(drawing, r)) for r in drawing.recalculations]
    signals = [(signal_mark(s.number), signal_note(drawing, s)) for s in drawing.signals]
    return AnswerChart(
        heading=document.heading,
        how=document.how,
        url=reverse("measures:measure", args=[measure.pk]),
        wide=spc_svg(drawing, size=COLUMN),
        narrow=spc_svg(drawing, narrow=True),
        narrow_words=narrow_words(drawing),
        notes=(*flags, *rings, *signals),
        is_empty=not drawing.points,
    )


def _answer_choices(sift: Sift) -> tuple[Choice, ...]:
    states = (Choice(state.value, str(state.label), state == sift.answer) for state in AskState)
    return (Choice("", _("All"), not sift.answer), *states)


def _place_choices(asks: QuerySet[Ask], sift: Sift) -> Iterator[Choice]:
    hosts = asks.order_by().values_list("challenge__organisation", "challenge__organisation__name")
    yield Choice("", _("All"), sift.place is None)
    for pk, name in sorted(hosts.distinct(), key=lambda host: host[1]):
        yield Choice(str(pk), name, pk == sift.place)


def _url(**parts: object) -> str:
    known = {name: str(value) for name, value in parts.items() if value}
    return f"{reverse('challenges:register')}?{urlencode(known)}"


def asks_behind(organisation_id: UUID) -> str:
    """The way from the chart of a host to the asks whose days it counts."""
    return _url(place=organisation_id) + "#answered"
