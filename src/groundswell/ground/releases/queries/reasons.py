"""Why a number may be hidden: everything it could be. Which it is would be a clue."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from groundswell.science.disclosure import (
    Headcount,
    Policy,
    Public,
    Reason,
    Statistic,
    possible_reasons,
)

from .. import planning
from ..kinds import Where
from ..models import Release
from .numbers import Numbers


@dataclass(frozen=True, slots=True)
class WhyHidden:
    """`sentences` are the reasons that there could be, always the same for the same question."""

    k: int
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhyPage:
    k: int
    k_comments: int
    sentences: tuple[str, ...]


def why_hidden(numbers: Numbers, where: Where, *statistics: Statistic) -> WhyHidden:
    """Every reason for which one of these numbers could be hidden, in words."""
    policy = Policy(numbers.k, numbers.sensitive)
    found: dict[Reason, None] = {}
    for statistic in statistics:
        question = planning.question(numbers.names, numbers.number, where, statistic)
        heads = [Headcount(question.population, n) for n in [numbers.asked(where)] if n is not None]
        reasons = possible_reasons(question, policy, public=Public(headcounts=tuple(heads)))
        found |= dict.fromkeys(reasons)
    return WhyHidden(numbers.k, _in_words([one for one in Reason if one in found], numbers.k))


def _in_words(reasons: list[Reason], k: int) -> tuple[str, ...]:
    words = {
        Reason.TOO_FEW: _("fewer than %(k)s people answered, or nobody did"),
        Reason.NEARLY_ALL_ANSWERED: _(
            "nearly everybody who was asked has answered, so that the number would single out those"
            " who have not"
        ),
        Reason.OF_ONE_MIND: _("everybody, or nearly everybody, gave the same answer"),
        Reason.AT_AN_END: _("everybody, or nearly everybody, gave the same answer"),
        Reason.SMALL_OPTION: _("very few people chose this answer, or very few another one"),
        Reason.FOR_OTHERS: _(
            "with other numbers that are published, it would let somebody work out the answers of"
            " fewer than %(k)s people"
        ),
    }
    return tuple(dict.fromkeys(words[one] % {"k": k} for one in reasons))


def why_page(pk: UUID) -> WhyPage:
    """All reasons that there are in one release. Http404 where there is none."""
    release = Release.objects.select_related("series").filter(pk=pk).first()
    if release is None:
        raise Http404
    series = release.series
    reasons = [r for r in Reason if series.sensitive or r != Reason.SMALL_OPTION]
    return WhyPage(series.k, series.k_comments, _in_words(reasons, series.k))
