"""The scores of a survey, read off published numbers: now, before, elsewhere, and by group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from groundswell.ground.releases import queries as released
from groundswell.ground.releases.kinds import EVERYBODY, Where
from groundswell.ground.releases.queries import Compared, Moved, Numbers, Peers, Score
from groundswell.science.scales import Scale

from ..definition import Definition, Kind, ScaleOf, said_in
from ..tabling import scale_of

OWN_WAY = frozenset({"swemwbs"})
"""Ways of scoring each person that cannot be had from published means."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One scale: its score for everybody, and for each group that it was asked of, by name."""

    code: str
    name: str
    is_better_high: bool
    score: Score | None
    moved: Moved | None
    peers: Peers | None
    groups: Mapping[str, Compared | None]


def scored(definition: Definition) -> tuple[ScaleOf, ...]:
    """The scales that can be had from the means of their questions."""
    found = definition.scales or tuple(_alone(definition))
    return tuple(scale for scale in found if scale.adapter not in OWN_WAY and scale.questions)


def _alone(definition: Definition) -> list[ScaleOf]:
    """Where a survey has no scales, each question that counts is one."""
    return [
        ScaleOf(question.id, question.label, (question.id,))
        for question in definition.questions.values()
        if question.kind is Kind.SCALE and len(question.codes) > 1
    ]


def read(
    definition: Definition,
    numbers: Numbers,
    groups: Mapping[str, Where],
    *,
    before: tuple[Definition, Numbers] | None = None,
    peers: Mapping[str, Sequence[float]] | None = None,
) -> tuple[Reading, ...]:
    """Every scale of a release. A scale is compared with an earlier wave only if it is the same."""
    return tuple(
        _reading(definition, scale, numbers, groups, before, peers or {})
        for scale in scored(definition)
    )


def _reading(
    definition: Definition,
    scale: ScaleOf,
    numbers: Numbers,
    groups: Mapping[str, Where],
    before: tuple[Definition, Numbers] | None,
    peers: Mapping[str, Sequence[float]],
) -> Reading:
    made_of = scale_of(definition, scale)
    return Reading(
        code=scale.code,
        name=said_in(scale.name, definition.languages[0]),
        is_better_high=scale.is_better_high,
        score=released.score(numbers, EVERYBODY, made_of),
        moved=_moved(scale, made_of, numbers, before),
        peers=peers_from(peers.get(scale.code)),
        groups=released.compared(numbers, groups, made_of) if groups else {},
    )


def _moved(
    scale: ScaleOf, made_of: Scale, numbers: Numbers, before: tuple[Definition, Numbers] | None
) -> Moved | None:
    if before is None or not is_same(scale, made_of, before[0]):
        return None
    return released.change(numbers, before[1], EVERYBODY, made_of)


def is_same(scale: ScaleOf, made_of: Scale, other: Definition) -> bool:
    """Whether another survey has the same scale: of the same questions, answered the same way."""
    theirs = {one.code: one for one in scored(other)}.get(scale.code)
    if theirs is None or set(theirs.questions) != set(scale.questions):
        return False
    same = scale_of(other, theirs)
    return (same.low, same.high, same.reversed) == (made_of.low, made_of.high, made_of.reversed)


def peers_from(kept: Sequence[float] | None) -> Peers | None:
    """Other organisations' scores as they were kept with a telling."""
    return Peers(int(kept[0]), *kept[1:]) if kept else None
