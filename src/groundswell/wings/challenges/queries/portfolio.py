"""Every challenge that somebody may see, across waves and places: where each stands, what it has
reached, and who is in it. As many queries for one as for two hundred."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Organisation
from groundswell.ground.web import words
from groundswell.ground.web.charts import strip_svg
from groundswell.ground.web.paging import Pager, paged

from .. import policies
from ..kinds import Stage
from ..models import Challenge, Member, Partner, Test, Wave
from .access import visible_to
from .holding import held_of
from .many_teams import reasons_for, watches_teams
from .shell import clock_for, state_words

CURRENT = "current"  # what is not over yet: shown first
_OVER = (Stage.CLOSED, Stage.STOPPED)
_ORDER = (F("day_zero").desc(nulls_last=True), "title", "pk")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for. Values that nobody offers count as not given."""

    text: str = ""
    wave: str = ""
    host: str = ""
    stage: str = CURRENT

    def kept(self) -> dict[str, str]:
        given = {"q": self.text, "wave": self.wave, "host": self.host, "stage": self.stage}
        return {name: value for name, value in given.items() if value}


def wanted_of(address: Mapping[str, str]) -> Wanted:
    stage = address.get("stage", "" if address.get("wave") else CURRENT)
    return Wanted(
        text=address.get("q", "").strip()[:80],
        wave=_key(address.get("wave", "")),
        host=_key(address.get("host", "")),
        stage=stage if stage in {CURRENT, "", *Stage.values} else CURRENT,
    )


def _key(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    url: str
    where: str  # host and wave
    state: str
    strip: Markup | None
    next_day: str
    n_people: int
    reached: str
    held: str  # after six months or a year: whether the gain held, or that nobody has said
    reasons: tuple[str, ...]  # why it needs attention, for those who watch over it


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Portfolio:
    rows: tuple[Row, ...]
    pager: Pager
    totals: tuple[tuple[str, str], ...]
    text: str
    waves: tuple[Choice, ...]
    hosts: tuple[Choice, ...]
    stages: tuple[Choice, ...]
    is_narrowed: bool
    may_start: bool
    tabs: tuple[tuple[str, str, bool], ...]  # pages about all challenges


def portfolio_page(
    actor: Actor, wanted: Wanted, *, number: str | None, at: dt.datetime
) -> Portfolio:
    """One part of the list, and sums over all of it."""
    mine = visible_to(actor)
    found = _narrowed(mine, wanted)
    shown, pager = paged(found.order_by(*_ORDER), number, keep=wanted.kept())
    return Portfolio(
        rows=tuple(_rows(actor, shown, at)),
        pager=pager,
        totals=tuple(_totals(found, pager.total)),
        text=wanted.text,
        waves=_choices(_waves(mine), wanted.wave, _("Every wave")),
        hosts=_choices(_hosts(mine), wanted.host, _("Every host")),
        stages=_choices(_stages(), wanted.stage, _("All, ended ones too")),
        is_narrowed=replace(wanted, stage=CURRENT) != Wanted() or wanted.stage != CURRENT,
        may_start=policies.starts_somewhere(actor),
        tabs=tuple(
            (label, reverse(f"challenges:{name}"), name == "index") for name, label in _tabs(actor)
        ),
    )


def _tabs(actor: Actor) -> Iterator[tuple[str, str]]:
    """Only those that the reader may open."""
    yield "index", _("Challenges")
    yield "register", _("What the front line asks")
    if watches_teams(actor):
        yield "many_teams", _("Who needs attention")
    if policies.sees_coaches(actor):
        yield "coaches", _("Coaches")
    yield "handbook", _("Handbook")
    yield "public_stories", _("Stories")


def _narrowed(mine: QuerySet[Challenge], wanted: Wanted) -> QuerySet[Challenge]:
    if wanted.stage == CURRENT:
        mine = mine.exclude(stage__in=_OVER)
    elif wanted.stage:
        mine = mine.filter(stage=wanted.stage)
    if wanted.wave:
        mine = mine.filter(wave=UUID(wanted.wave))
    if wanted.host:
        mine = mine.filter(organisation=UUID(wanted.host))
    for word in wanted.text.split():
        mine = mine.filter(
            Q(title__icontains=word) | Q(population__icontains=word) | Q(place__icontains=word)
        )
    return mine


def _rows(actor: Actor, shown: list[Challenge], at: dt.datetime) -> Iterable[Row]:
    ids = [c.pk for c in shown]
    members, reached = _people_in(ids), _reached_by(ids)
    reasons = reasons_for(actor, shown, at=at)
    held = held_of([c.pk for c in shown if c.stage != Stage.STOPPED], on=day_of(at))
    for challenge in shown:
        clock = clock_for(challenge, at=at)
        is_running = challenge.stage in {Stage.LIVE, Stage.SUSTAINING}
        following = clock.next if clock and is_running else None
        wave = challenge.wave.title if challenge.wave else ""
        n = reached.get(challenge.pk)
        yield Row(
            title=challenge.title,
            url=reverse("challenges:challenge", args=[challenge.pk]),
            where=", ".join(filter(None, [challenge.organisation.name, wave])),
            state=state_words(challenge, at=at),
            strip=_strip(min(clock.day, 101)) if clock and is_running else None,
            next_day=f"{following.milestone.label}, {words.day(following.on)}" if following else "",
            n_people=members.get(challenge.pk, 0),
            reached=words.number(n) if n is not None else _("Not said yet"),
            held=held.get(challenge.pk, ""),
            reasons=reasons.get(challenge.pk, ()),
        )


@lru_cache(maxsize=256)
def _strip(day: int) -> Markup:
    return strip_svg(day)


def _people_in(ids: list[UUID]) -> dict[UUID, int]:
    rows = Member.objects.filter(challenge__in=ids, left_on=None).values_list("challenge")
    return dict(rows.annotate(n=Count("pk")).order_by())


def _reached_by(ids: list[UUID]) -> dict[UUID, int]:
    rows = Test.objects.filter(challenge__in=ids, people_reached__isnull=False)
    return dict(rows.values_list("challenge").annotate(n=Sum("people_reached")).order_by())


def _totals(found: QuerySet[Challenge], n: int) -> Iterable[tuple[str, str]]:
    ids = found.order_by().values("pk")
    people = Member.objects.filter(challenge__in=ids, left_on=None).aggregate(
        n=Count("person", distinct=True)
    )
    reached = Test.objects.filter(challenge__in=ids).aggregate(n=Sum("people_reached"))
    places = Partner.objects.filter(challenge__in=ids).aggregate(
        n=Count("organisation", distinct=True)
    )
    yield _("Challenges"), words.number(n)
    yield _("People in teams"), words.number(people["n"])
    yield _("Partner organisations"), words.number(places["n"])
    yield _("People reached by tests"), words.number(reached["n"] or 0)


def _waves(mine: QuerySet[Challenge]) -> list[tuple[str, str]]:
    rows = Wave.objects.filter(pk__in=mine.order_by().values("wave")).order_by("-made_at", "pk")
    return [(str(wave.pk), wave.title) for wave in rows]


def _hosts(mine: QuerySet[Challenge]) -> list[tuple[str, str]]:
    ids = mine.order_by().values("organisation")
    rows = Organisation.objects.filter(pk__in=ids).order_by("name", "pk")
    return [(str(place.pk), place.name) for place in rows]


def _stages() -> list[tuple[str, str]]:
    return [(CURRENT, _("Not over yet")), *((s.value, str(s.label)) for s in Stage)]


def _choices(offered: list[tuple[str, str]], chosen: str, every: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, value == chosen) for value, label in [("", every), *offered])
