"""The lanes above the plot: flags of events, rings of recalculations, the name of the axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from . import marks
from .drawings import Flag, Ring, SpcDrawing
from .frames import Frame, is_between, is_shown, tick_words
from .lettering import shortened, width_of

N_ROWS = 4  # of flags
ROW, RING_LANE, NAME_LANE = 20, 30, 20
WIDEST = 40  # pixels of a letter or label
CLEAR = 3  # pixels between two marks


@dataclass(frozen=True)
class Head:
    """What stands above the plot, and how much room it wants."""

    drawing: SpcDrawing
    n_rows: int

    @cached_property
    def rings(self) -> list[Ring]:
        return [r for r in self.drawing.recalculations if is_between(self.drawing, r)]

    @property
    def flags_y(self) -> float:
        """Top of the first row of flags; the name of the axis stands over all."""
        return 4 + NAME_LANE * bool(self.drawing.y_name)

    @property
    def ring_y(self) -> float:
        return self.flags_y + ROW * self.n_rows + RING_LANE / 2

    @property
    def height(self) -> float:
        """Pixels from the top edge to the plot."""
        return self.flags_y + ROW * self.n_rows + RING_LANE * bool(self.rings) + 8


@dataclass(frozen=True, slots=True)
class Placed:
    """A flag in its lane: `x` of its left edge, `at` of its pole."""

    flag: Flag
    letter: str
    x: float
    at: float
    row: int
    width: float


def placed_flags(frame: Frame) -> list[Placed]:
    """Flags by place, each in the first row where it hides nothing; those without room left out."""
    ends = [float("-inf")] * N_ROWS
    placed = []
    shown = [f for f in frame.drawing.flags if is_shown(frame.drawing, f)]
    for flag in sorted(shown, key=lambda f: frame.x(f.x)):
        letter = shortened(flag.letter, WIDEST, 12, is_bold=True)
        width = max(20.0, width_of(letter, 12, is_bold=True) + 12)
        at = frame.x(flag.x)
        row = _row_for(at, ends)
        x = max(at, ends[row] + CLEAR)
        if x + width > frame.width - 1:
            continue
        ends[row] = x + width
        placed.append(Placed(flag, letter, x, at, row, width))
    return placed


def _row_for(at: float, ends: Sequence[float]) -> int:
    """The first row that is free, under which no pole would cross a flag; else the freest."""
    for row, end in enumerate(ends):
        if end + CLEAR <= at and all(lower <= at for lower in ends[row + 1 :]):
            return row
    return ends.index(min(ends))


def rows_wanted(placed: Sequence[Placed]) -> int:
    return max((p.row for p in placed), default=-1) + 1


def draw_flags(frame: Frame, head: Head, placed: Sequence[Placed]) -> list[str]:
    """Poles first, so that no pole lies over a letter."""
    tops = [head.flags_y + ROW * p.row for p in placed]
    poles = [
        marks.path(_pole(frame, p, top), marks.TIDE_2, dashes="2 3")
        for p, top in zip(placed, tops, strict=True)
    ]
    return poles + [
        f'<g data-mark="flag">{marks.pennant(p.x, top, p.letter, p.width)}'
        f"<title>{marks.said(p.flag.words)}</title></g>"
        for p, top in zip(placed, tops, strict=True)
    ]


def _pole(frame: Frame, placed: Placed, top: float) -> str:
    foot, at = marks.num(frame.bottom), marks.num(placed.at)
    if placed.x == placed.at:
        return f"M{at} {top:.0f}V{foot}"
    bend = marks.num(frame.top - 4)
    return f"M{marks.num(placed.x)} {top:.0f}v16L{at} {bend}V{foot}"


def draw_rings(frame: Frame, head: Head) -> list[str]:
    """Double hairlines with their rings, which move aside where two would touch."""
    lines, rings = [], []
    end = float("-inf")
    for ring in sorted(head.rings, key=lambda r: frame.since(r.x)):
        at = frame.since(ring.x)
        label = shortened(ring.label, WIDEST, 12, is_bold=True)
        width = max(22.0, width_of(label, 12, is_bold=True) + 10)
        x = max(at, end + CLEAR + width / 2)
        if x + width / 2 > frame.width - 1:  # no room: the lines alone, and the notes
            lines.append(marks.path(_double(frame, at, at, frame.top), marks.INK))
            continue
        lines.append(marks.path(_double(frame, at, x, head.ring_y), marks.INK))
        end = x + width / 2
        rings.append(
            f'<g data-mark="ring">{marks.ring(x, head.ring_y, label, width)}'
            f"<title>{marks.said(ring.words)}</title></g>"
        )
    return lines + rings


def _double(frame: Frame, at: float, x: float, y: float) -> str:
    a, b = marks.num(at - 2), marks.num(at + 2)
    top = marks.num(y if x == at else frame.top)
    joined = "" if x == at else f"M{marks.num(x)} {marks.num(y)}L{marks.num(at)} {top}"
    return f"{joined}M{a} {top}V{marks.num(frame.bottom)}M{b} {top}V{marks.num(frame.bottom)}"


def draw_name(frame: Frame) -> list[str]:
    name = shortened(frame.drawing.y_name, frame.width - 12)
    return [marks.text(4, 14, name)] if name else []


def draw_values(frame: Frame) -> list[str]:
    """The vertical axis: a small stroke and a number beside it."""
    drawn = []
    for tick in frame.y_ticks:
        y = frame.y(tick)
        words = tick_words(frame.drawing, tick, frame.y_step, narrow=frame.is_narrow)
        drawn.append(
            marks.path(f"M{marks.num(frame.left - 5)} {marks.num(y)}h5", marks.EDGE)
            + marks.text(frame.left - 9, y + 4.5, words, anchor="end")
        )
    return drawn
