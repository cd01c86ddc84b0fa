"""What has been published, and what may be made of it.

Whatever a page draws of published numbers (changes, intervals, ranks, shrunken scores,
flags, best and worst) is made here, of shown answers only: `Published.derived` is the one
gate, and it gives nothing where any answer it would use is withheld. A derived number then
tells nothing that its reader could not have computed.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from groundswell.science.disclosure.ledger import Ledger
from groundswell.science.disclosure.statistics import N, Question, Statistic

Result = TypeVar("Result")

FEWEST_PEERS = 3
"""Fewest other organisations behind a peer value (organisations)."""

NORMAL_95 = 1.959963984540054
"""97.5 % quantile of the standard normal distribution (no unit)."""


@dataclass(frozen=True)
class Published:
    """The answers of a ledger, for whoever draws them."""

    ledger: Ledger

    def value(self, question: Question) -> float | None:
        """An answer as it is shown; None where it is withheld or was never asked."""
        return self.ledger.answers.get(question)

    def derived(
        self, questions: Sequence[Question], made: Callable[..., Result | None]
    ) -> Result | None:
        """What a function makes of answers; None where any of them is not shown.

        Parameters
        ----------
        questions : sequence of Question
        made : callable
            Gets the shown values, one argument a question.
        """
        values = [self.value(question) for question in questions]
        return None if None in values else made(*values)

    def change(self, now: Question, before: Question) -> float | None:
        """How much an answer has changed; both must be shown, and are used as shown."""
        decimals = max(now.statistic.decimals, before.statistic.decimals)
        return self.derived([now, before], lambda new, old: round(new - old, decimals))

    def interval(self, share: Question) -> tuple[float, float] | None:
        """Wilson's 95 % interval of a proportion, in per cent, from the numbers shown.

        Source: E. B. Wilson, JASA 22, 1927.
        """
        return self.derived([share, self._base(share)], _wilson)

    def shrunken(
        self, mean: Question, centre: float, *, between: float, within: float
    ) -> float | None:
        """A mean drawn towards the centre by its reliability.

        Parameters
        ----------
        mean : Question
        centre : float
            Mean of all units, unit of the item; itself made of shown answers.
        between, within : float
            Variance between units, and of people within one.
        """
        return self.derived(
            [mean, self._base(mean)],
            lambda shown, n: centre + between / (between + within / n) * (shown - centre),
        )

    def ranks(self, questions: Iterable[Question]) -> dict[Question, int]:
        """Ranks among shown answers, from 1 for the highest; equal answers share one."""
        shown = self._shown(questions)
        return {one: 1 + sum(v > own for v in shown.values()) for one, own in shown.items()}

    def extremes(self, questions: Iterable[Question]) -> tuple[float, float] | None:
        """Lowest and highest of the shown answers; None where fewer than two are."""
        shown = self._shown(questions).values()
        return (min(shown), max(shown)) if len(shown) > 1 else None

    def flags(self, questions: Iterable[Question], mark: float) -> dict[Question, bool]:
        """Which shown answers are under a mark."""
        return {one: value < mark for one, value in self._shown(questions).items()}

    def _shown(self, questions: Iterable[Question]) -> dict[Question, float]:
        values = {question: self.value(question) for question in questions}
        return {question: value for question, value in values.items() if value is not None}

    def _base(self, question: Question) -> Question:
        """The count behind an answer: the item's base where it was asked, else the people."""
        base = Question(question.population, Statistic("base", question.statistic.item))
        return base if base in self.ledger.answers else Question(question.population, N)


def _wilson(share: float, n: float) -> tuple[float, float]:
    part, square = share / 100, NORMAL_95**2 / n
    middle = (part + square / 2) / (1 + square)
    half = math.sqrt(square * (part * (1 - part) + square / 4)) / (1 + square)
    return 100 * (middle - half), 100 * (middle + half)


@dataclass(frozen=True)
class Score:
    """An organisation's score and the people behind it."""

    value: float
    people: int


def peer_value(
    others: Mapping[str, Score],
    summary: Callable[[Sequence[float]], float],
    *,
    k: int,
    fewest: int = FEWEST_PEERS,
) -> float | None:
    """A value of a peer group: average, median, best, worst, percentile.

    Parameters
    ----------
    others : mapping of organisation to Score
        Without one's own: with it, one other organisation's score would be what is left.
    summary : callable
        Gets the scores that may be used.
    k : int
        Smallest number of people behind a score that may be used.
    fewest : int
        Fewest other organisations, 3 or more.

    Returns
    -------
    float or None
        None where too few other organisations remain.

    Raises
    ------
    ValueError
        For fewer than 3 organisations: one of two can compute the other.

    Examples
    --------
    >>> peers = {name: Score(6.0 + at, 90) for at, name in enumerate("ABC")}
    >>> peer_value(peers, max, k=11), peer_value({"A": Score(6.51, 90)}, max, k=11)
    (8.0, None)
    """
    if fewest < FEWEST_PEERS:
        raise ValueError(f"a peer group needs {FEWEST_PEERS} other organisations or more")
    values = [others[name].value for name in sorted(others) if others[name].people >= k]
    return float(summary(values)) if len(values) >= fewest else None


def peer_left_over(own: float, average: float, organisations: int) -> str | None:
    """What an average that includes one's own gives away, as the sum that does it.

    Returns
    -------
    str or None
        None where three other organisations or more are behind it.

    Examples
    --------
    >>> peer_left_over(7.12, 6.815, 2)
    'the other organisation: 2 x 6.815 - 7.12 = 6.51'
    """
    others = organisations - 1
    if others >= FEWEST_PEERS:
        return None
    who = "the other organisation" if others == 1 else f"the {others} others together"
    return f"{who}: {organisations} x {average:g} - {own:g} = {organisations * average - own:g}"
