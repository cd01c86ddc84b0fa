"""What a published way of scoring needs of a scale; the sums themselves are `science.scales`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .questions import Definition, Question, ScaleOf


@dataclass(frozen=True, slots=True)
class Adapter:
    """A published way of scoring: how many questions it takes, and their numbers.

    `low` and `high` are the lowest and highest score.
    """

    title: str
    n_questions: int
    codes: tuple[int, int]
    low: float
    high: float


ADAPTERS: Mapping[str, Adapter] = {
    "wemwbs": Adapter("WEMWBS, 14 questions, sum", 14, (1, 5), 14, 70),
    "swemwbs": Adapter("SWEMWBS, 7 questions, metric", 7, (1, 5), 7, 35),
}
"""Their wording is licensed and not here: an organisation that holds a licence loads it."""


def misfit(scale: ScaleOf, asked: Sequence[Question]) -> Iterator[str]:
    """Why a scale cannot be scored by the way that it names."""
    adapter = ADAPTERS.get(scale.adapter)
    if adapter is None:
        yield _("This way of scoring is not known: choose one of %(known)s.") % {
            "known": ", ".join(ADAPTERS)
        }
        return
    if len(scale.questions) != adapter.n_questions or scale.reversed:
        yield _("%(title)s needs %(n)s questions in their order, none turned around.") % {
            "title": adapter.title,
            "n": adapter.n_questions,
        }
    if any(ends_of(question) != adapter.codes for question in asked):
        yield _("%(title)s needs answers numbered from %(low)s to %(high)s.") % {
            "title": adapter.title,
            "low": adapter.codes[0],
            "high": adapter.codes[1],
        }


def ends_of(question: Question) -> tuple[int, int]:
    """The lowest and the highest number that counts."""
    codes = question.codes or (0,)
    return min(codes), max(codes)


def range_of(definition: Definition, scale: ScaleOf) -> tuple[float, float]:
    """The lowest and the highest score."""
    if scale.adapter:
        return ADAPTERS[scale.adapter].low, ADAPTERS[scale.adapter].high
    return ends_of(definition.questions[scale.questions[0]])
