"""Validated questionnaires: what their scores lie between, and scoring from pasted answers. Pure.

Their wording is not here and is asked nowhere: whoever holds the owner's licence asks, and brings
the answers as numbers. They are scored by `science.scales` and not kept.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.registries import Words
from groundswell.science.scales import instruments as scales
from groundswell.science.scales.instruments import Meaning

FEWEST_PEOPLE = 10  # with every answer; a mean of fewer could show what one of them said
MOST_PEOPLE = 5_000
_MISSING = {"", "-", "–", ".", "na", "n/a"}


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire whose scores are known: the lowest, the highest, what a change means."""

    label: Words
    lowest: float
    highest: float
    n_items: int
    most: int  # the highest answer; the lowest is 1
    score: Callable[[Any], Any]  # of science.scales: people x items in, a score a person out
    meaning: Meaning | None = None


INSTRUMENTS: Mapping[str, Instrument] = {
    "wemwbs": Instrument(
        "WEMWBS", 14, 70, scales.WEMWBS_ITEMS, 5, scales.wemwbs, scales.WEMWBS_MEANING
    ),
    "swemwbs": Instrument(
        gettext_lazy("Short WEMWBS, metric score"),
        7,
        35,
        scales.SWEMWBS_ITEMS,
        5,
        scales.swemwbs,
        scales.SWEMWBS_MEANING,
    ),
    "psychological_safety": Instrument(
        gettext_lazy("Team psychological safety, 1 to 7"),
        1,
        7,
        scales.EDMONDSON_ITEMS,
        7,
        scales.psychological_safety,
    ),
}


@dataclass(frozen=True, slots=True)
class Scored:
    """The mean score of those who gave every answer."""

    mean: float
    n_people: int
    n_left_out: int


def score_answers(instrument: Instrument, text: str, *, field: str) -> Scored:
    """Score pasted answers: a line a person, their answers in the order of the items.

    Raises Unusable with the line that is wrong, or where too few people gave every answer.
    """
    rows = list(_rows(instrument, text, field))
    if len(rows) > MOST_PEOPLE:
        raise Unusable(_("Paste %(n)s lines or fewer.") % {"n": f"{MOST_PEOPLE:,}"}, field=field)
    answers = np.array(rows, dtype=np.float64).reshape(len(rows), instrument.n_items)
    whole = answers[~np.isnan(answers).any(axis=1)]
    if len(whole) < FEWEST_PEOPLE:
        raise Unusable(
            _(
                "%(n)s people gave every answer. From fewer than %(fewest)s a mean could show what"
                " one of them said."
            )
            % {"n": len(whole), "fewest": FEWEST_PEOPLE},
            field=field,
        )
    mean = float(np.mean(instrument.score(whole)))
    return Scored(round(mean, 2), len(whole), len(rows) - len(whole))


def _rows(instrument: Instrument, text: str, field: str) -> Iterator[list[float]]:
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield _row(instrument, line)
        except ValueError as fault:
            told = {"line": number, "why": fault}
            raise Unusable(_("Line %(line)s: %(why)s") % told, field=field) from fault


def _row(instrument: Instrument, line: str) -> list[float]:
    """Raises ValueError with a sentence."""
    between = next((mark for mark in ("\t", ";", ",") if mark in line), None)
    cells = line.split(between) if between else re.split(r" +", line.strip())
    if len(cells) != instrument.n_items:
        told = {"n": len(cells), "wanted": instrument.n_items}
        raise ValueError(_("%(n)s answers where there are %(wanted)s questions.") % told)
    return [_answer(instrument, cell.strip()) for cell in cells]


def _answer(instrument: Instrument, cell: str) -> float:
    if cell.casefold() in _MISSING:
        return float("nan")
    if not cell.isascii() or not cell.isdigit() or not 1 <= int(cell) <= instrument.most:
        told = {"cell": cell[:20], "most": instrument.most}
        raise ValueError(_("“%(cell)s” is not an answer from 1 to %(most)s.") % told)
    return float(cell)


def method_of(instrument: Instrument, before: Scored, after: Scored) -> str:
    """How the means were worked out, to stand with the result."""
    told = {
        "name": instrument.label,
        "before": before.n_people,
        "after": after.n_people,
        "out": before.n_left_out + after.n_left_out,
    }
    return (
        _(
            "Scored by the published rule of %(name)s from the answers of %(before)s people before"
            " and %(after)s after; %(out)s left out for missing answers. The answers were not kept."
        )
        % told
    )
