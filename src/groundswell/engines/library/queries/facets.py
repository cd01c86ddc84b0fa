"""What the found things can be narrowed by, and how many of each there are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from groundswell.ground.web import words

from ..finding.asked import CHOICES, Asked
from ..kinds import KINDS, WORK, WORK_LABEL, Standing

MOST_TAGS = 12
SINCE = (2025, 2020, 2015, 2010, 2000)


@dataclass(frozen=True, slots=True)
class Tally:
    """So many of what was found are of this kind, standing and year."""

    kind: str
    standing: str
    year: int
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


def tabs(tallies: Sequence[Tally], asked: Asked) -> tuple[tuple[str, str, bool], ...]:
    """A tab for everything and one for each kind of which there is something."""
    counted: Counter[str] = Counter()
    for tally in tallies:
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


def groups(tallies: Sequence[Tally], coded: Counter[str], asked: Asked) -> tuple[Group, ...]:
    """Of each name that is not chosen yet what there is, if it would narrow anything."""
    kind = asked.choices.get("kind")
    found = [t for t in tallies if not kind or t.kind == kind]
    standings: Counter[str] = Counter()
    for tally in found:
        standings[tally.standing] += tally.n
    n = sum(tally.n for tally in found)
    ways = [
        *(
            (name, [(c, coded[f"{name}:{c}"]) for c in kind.values])
            for name, kind in CHOICES.items()
        ),
        ("tag", _tags(coded)),
        ("year_from", _since(found)),
        ("standing", [(c, standings[c]) for c in Standing.values]),
    ]
    told = (_group(name, counts, n, asked) for name, counts in ways if name not in asked.choices)
    return tuple(group for group in told if group.options)


def _tags(coded: Counter[str]) -> list[tuple[str, int]]:
    found = [(c.removeprefix("tag:"), n) for c, n in coded.items() if c.startswith("tag:")]
    return sorted(found, key=lambda one: (-one[1], one[0]))[:MOST_TAGS]


def _since(found: Sequence[Tally]) -> list[tuple[str, int]]:
    years: Counter[int] = Counter()
    for tally in found:
        years[tally.year] += tally.n
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
