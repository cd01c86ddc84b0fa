"""What the found things can be narrowed by, and how many of each there are."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Count, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from groundswell.ground.web import words

from ..finding.asked import CHOICES, Asked
from ..kinds import KINDS, WORK, WORK_LABEL, Standing
from ..models import Entry

MOST_TAGS = 12
SINCE = (2025, 2020, 2015, 2010, 2000)


@dataclass(frozen=True, slots=True)
class Tally:
    """So many of what was found are alike in all that one can choose."""

    kind: str
    standing: str
    year: int | None
    codes: frozenset[str]
    n: int


@dataclass(frozen=True, slots=True)
class Option:
    label: str
    n: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Choices of one name that narrow further what is shown."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen, and the question without it."""

    label: str
    value: str
    url: str


def tallied(found: QuerySet[Entry]) -> list[Tally]:
    """One query. Those that are alike are counted by the database."""
    alike = found.annotate(told=Cast("facets", TextField())).order_by()
    rows = alike.values_list("kind", "standing", "year", "told").annotate(n=Count("pk"))
    return [Tally(kind, standing, year, _codes(told), n) for kind, standing, year, told, n in rows]


@lru_cache(maxsize=50_000)
def _codes(told: str) -> frozenset[str]:
    return frozenset(json.loads(told))


def matching(tallies: Sequence[Tally], asked: Asked) -> list[Tally]:
    kind = asked.choices.get("kind")
    return [t for t in _narrowed(tallies, asked) if not kind or t.kind == kind]


def _narrowed(tallies: Sequence[Tally], asked: Asked) -> Iterator[Tally]:
    """Those that match every choice but that of a kind."""
    codes, year = frozenset(asked.codes.values()), asked.year_from
    standing = asked.choices.get("standing")
    return (
        t
        for t in tallies
        if codes <= t.codes
        and (not standing or t.standing == standing)
        and (not year or (t.year or 0) >= year)
    )


def tabs(tallies: Sequence[Tally], asked: Asked) -> tuple[tuple[str, str, bool], ...]:
    """A tab for everything and one for each kind of which there is something."""
    counted: Counter[str] = Counter()
    for tally in _narrowed(tallies, asked):
        counted[tally.kind] += tally.n
    here = asked.choices.get("kind", "")
    shown = [k for k in (*map(str, KINDS), WORK) if counted[k] or k == here]
    everything = (_with_count(_("All"), counted.total()), asked.address(kind=""), not here)
    return everything, *(
        (_with_count(kind_label(kind), counted[kind]), asked.address(kind=kind), kind == here)
        for kind in shown
    )


def _with_count(label: str, n: int) -> str:
    return _("%(label)s (%(n)s)") % {"label": label, "n": words.number(n)}


def kind_label(kind: str) -> str:
    return str(WORK_LABEL if kind == WORK else dict(KINDS)[kind].plural)  # type: ignore[index]


def chosen(asked: Asked) -> tuple[Chosen, ...]:
    return tuple(
        Chosen(labels()[name], _value(name, code), asked.address(**{name: ""}))
        for name, code in asked.choices.items()
        if name != "kind"
    )


def _value(name: str, code: str) -> str:
    known: Any = Standing if name == "standing" else CHOICES.get(name)
    return str(known(code).label) if known else code


def labels() -> dict[str, str]:
    return {
        "strength": _("How strong the evidence is"),
        "sector": _("Sector"),
        "lens": _("Seen from"),
        "meant_for": _("For"),
        "component": _("Component"),
        "serves": _("Serves"),
        "effort": _("Effort"),
        "tag": _("About"),
        "year_from": _("Since"),
        "standing": _("Whether it holds"),
    }


def groups(found: Sequence[Tally], asked: Asked) -> tuple[Group, ...]:
    """Of each name that is not chosen yet what there is, if it would narrow anything."""
    counted: Counter[str] = Counter()
    for tally in found:
        for code in tally.codes:
            counted[code] += tally.n
        counted[f"standing:{tally.standing}"] += tally.n
    n = sum(tally.n for tally in found)
    ways = [
        *(
            (name, [(c, counted[f"{name}:{c}"]) for c in kind.values])
            for name, kind in CHOICES.items()
        ),
        ("tag", _tags(counted)),
        ("year_from", _since(found)),
        ("standing", [(c, counted[f"standing:{c}"]) for c in Standing.values]),
    ]
    told = (_group(name, counts, n, asked) for name, counts in ways if name not in asked.choices)
    return tuple(group for group in told if group.options)


def _tags(counted: Counter[str]) -> list[tuple[str, int]]:
    found = [(c.removeprefix("tag:"), n) for c, n in counted.items() if c.startswith("tag:")]
    return sorted(found, key=lambda one: (-one[1], one[0]))[:MOST_TAGS]


def _since(found: Sequence[Tally]) -> list[tuple[str, int]]:
    years: Counter[int] = Counter()
    for tally in found:
        years[tally.year or 0] += tally.n
    return [(str(y), sum(n for year, n in years.items() if year >= y)) for y in SINCE]


def _group(name: str, counts: list[tuple[str, int]], n: int, asked: Asked) -> Group:
    """Without options where each of them would be the whole."""
    there = [(code, some) for code, some in counts if some]
    is_telling = any(some < n for _code, some in there)
    options = tuple(
        Option(_value(name, code), words.number(some), asked.address(**{name: code}))
        for code, some in there
    )
    return Group(name, labels()[name], options if is_telling else ())
