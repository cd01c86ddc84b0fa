"""The arrows of a thread: from what was there first to what came of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from . import marks
from .thread_boxes import WIDTH, Placed

_BEND = 16  # pixels that an arrow runs straight on before it turns
_APART = 20  # pixels between two arrows at the side of a box, where there is room
_HEAD = 8  # length of an arrow's head


@dataclass(frozen=True, slots=True)
class ThreadArrow:
    start: str  # the key of a box
    end: str
    is_missing: bool = False  # it leads to or from a gap


@dataclass(frozen=True, slots=True)
class _End:
    """Where an arrow touches a box: at its right side or its left one."""

    arrow: ThreadArrow
    key: str
    is_right: bool
    towards: float  # how high the other end stands


def drawn_arrows(placed: Mapping[str, Placed], arrows: Sequence[ThreadArrow]) -> str:
    """All arrows whose ends are drawn; they lie behind the boxes."""
    known = [a for a in arrows if a.start in placed and a.end in placed]
    ports = _ports(placed, [end for arrow in known for end in _ends(arrow, placed)])
    return "".join(
        _drawn(arrow, *(ports[arrow, key] for key in (arrow.start, arrow.end))) for arrow in known
    )


def _ends(arrow: ThreadArrow, placed: Mapping[str, Placed]) -> tuple[_End, _End]:
    """Out at the side that faces the other box; within a column round its left, or its right."""
    start, end = placed[arrow.start], placed[arrow.end]
    if start.x == end.x:
        outward = inward = start.x == 0
    else:
        outward, inward = start.x < end.x, start.x > end.x
    return (
        _End(arrow, arrow.start, outward, end.middle),
        _End(arrow, arrow.end, inward, start.middle),
    )


Port = tuple[float, float, int]  # x, y, and which way is out of the box: 1 to the right


def _ports(
    placed: Mapping[str, Placed], ends: Sequence[_End]
) -> dict[tuple[ThreadArrow, str], Port]:
    """A place of its own for each arrow at the side of a box, the higher ones above."""
    sides: dict[tuple[str, bool], list[_End]] = defaultdict(list)
    for end in ends:
        sides[end.key, end.is_right].append(end)
    ports: dict[tuple[ThreadArrow, str], Port] = {}
    for (key, is_right), touching in sides.items():
        box = placed[key]
        apart = min(_APART, (box.height - 24) / max(1, len(touching) - 1))
        x = box.x + (WIDTH if is_right else 0)
        for i, end in enumerate(sorted(touching, key=lambda e: e.towards)):
            y = box.middle + (i - (len(touching) - 1) / 2) * apart
            ports[end.arrow, key] = (x, y, 1 if is_right else -1)
    return ports


def _drawn(arrow: ThreadArrow, start: Port, end: Port) -> str:
    (x1, y1, out1), (x2, y2, out2) = start, end
    tip, foot = x2 + out2, x2 + out2 * _HEAD
    curve = (
        f"M{marks.num(x1)} {marks.num(y1)}C{marks.num(x1 + out1 * _BEND)} {marks.num(y1)}"
        f" {marks.num(foot + out2 * _BEND)} {marks.num(y2)} {marks.num(foot)} {marks.num(y2)}"
    )
    head = f"M{marks.num(foot)} {marks.num(y2 - 5)}L{marks.num(tip)} {marks.num(y2)}"
    head += f"L{marks.num(foot)} {marks.num(y2 + 5)}"
    ends = f' data-arrow="{marks.said(arrow.start)} {marks.said(arrow.end)}"'
    if arrow.is_missing:
        drawn = marks.path(curve, marks.SOFT, 2, dashes="3 5") + marks.path(head, marks.SOFT, 2)
    else:
        drawn = marks.path(curve, marks.SOFT, 2) + f'<path d="{head}z" fill="{marks.SOFT}"/>'
    return f"<g{ends}>{drawn}</g>"
