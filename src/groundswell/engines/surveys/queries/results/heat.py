"""Units by scores, darker is higher; hidden cells look alike, whatever the reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.ground.releases.kinds import EVERYBODY, Where
from groundswell.ground.releases.queries import Compared, Numbers

from ...results.cutting import Cut
from ...results.scoring import Reading
from ...results.speaking import score_words

_STEPS = 5


@dataclass(frozen=True, slots=True)
class HeatCell:
    """`step` is from 0 to 4; None where the cell is hidden. `mark` says "above" or "below"."""

    words: str
    step: int | None
    mark: str = ""
    mark_words: str = ""


@dataclass(frozen=True, slots=True)
class HeatRow:
    label: str
    answered: str
    cells: Sequence[HeatCell]
    depth: int = 0
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class HeatStep:
    step: int
    words: str


@dataclass(frozen=True, slots=True)
class Heat:
    heading: str
    row_heading: str
    columns: Sequence[str]
    rows: Sequence[HeatRow]
    key: Sequence[HeatStep]


def heat_of(numbers: Numbers, readings: Sequence[Reading], cut: Cut) -> Heat | None:
    """The map of a cut; None where nothing counts as a number."""
    if not readings:
        return None
    ladder = _Ladder.of(_values(readings))
    return Heat(
        heading=_("By %(what)s") % {"what": cut.label[:1].lower() + cut.label[1:]},
        row_heading=cut.label,
        columns=[one.name for one in readings],
        rows=[
            _total(numbers, readings, ladder),
            *(_row(numbers, readings, ladder, cut, label) for label in cut.wheres),
        ],
        key=ladder.key,
    )


def _values(readings: Sequence[Reading]) -> list[float]:
    whole = [one.score.value for one in readings if one.score]
    return whole + [_shown(g) for one in readings for g in one.groups.values() if g]


def _shown(group: Compared) -> float:
    """What a cell says: the score drawn towards the others, where it can be."""
    return group.score.value if group.shrunken is None else group.shrunken


@dataclass(frozen=True, slots=True)
class _Ladder:
    """Five steps of one width between the lowest and the highest number shown."""

    edges: Sequence[float]

    @classmethod
    def of(cls, values: Iterable[float]) -> "_Ladder":
        found = sorted(values) or [0.0, 10.0]
        low, high = round(found[0], 1), round(found[-1], 1)
        if high - low < _STEPS / 10:
            low, high = max(0.0, low - 0.3), min(10.0, high + 0.3)
        return cls([round(low + (high - low) * at / _STEPS, 1) for at in range(1, _STEPS)])

    def step(self, value: float) -> int:
        return sum(round(value, 1) >= edge for edge in self.edges)

    @property
    def key(self) -> list[HeatStep]:
        edges = [score_words(edge) for edge in self.edges]
        tops = [score_words(edge - 0.1) for edge in self.edges]
        return [
            HeatStep(0, _("under %(edge)s") % {"edge": edges[0]}),
            *(HeatStep(at, _between(edges[at - 1], tops[at])) for at in range(1, len(edges))),
            HeatStep(_STEPS - 1, _("%(edge)s and over") % {"edge": edges[-1]}),
        ]


def _between(low: str, high: str) -> str:
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def _total(numbers: Numbers, readings: Sequence[Reading], ladder: _Ladder) -> HeatRow:
    cells = [_cell(one.score.value if one.score else None, 0, ladder) for one in readings]
    return HeatRow(_("Everybody"), _answered(numbers, EVERYBODY), cells, is_total=True)


def _row(
    numbers: Numbers, readings: Sequence[Reading], ladder: _Ladder, cut: Cut, label: str
) -> HeatRow:
    groups = [one.groups.get(label) for one in readings]
    cells = [_cell(_shown(g) if g else None, g.differs if g else 0, ladder) for g in groups]
    depth = (cut.depths or {}).get(label, 0)
    return HeatRow(label, _answered(numbers, cut.wheres[label]), cells, min(depth, 3))


def _cell(value: float | None, differs: int, ladder: _Ladder) -> HeatCell:
    if value is None:
        return HeatCell(_("Hidden"), None)
    marks = {1: ("above", _(", above the others")), -1: ("below", _(", below the others"))}
    mark, said = marks.get(differs, ("", ""))
    return HeatCell(score_words(value), ladder.step(value), mark, said)


def _answered(numbers: Numbers, where: Where) -> str:
    people, asked = numbers.people(where), numbers.asked(where)
    if people is None:
        return _("Hidden")
    if asked is None:
        return _("%(n)s answered") % {"n": f"{people:,}"}
    return _("%(n)s of %(asked)s answered") % {"n": f"{people:,}", "asked": f"{asked:,}"}
