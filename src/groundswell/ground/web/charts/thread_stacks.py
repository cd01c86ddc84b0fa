"""Where the boxes of a thread stand: stacked in their columns, near to what they are linked to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from .thread_boxes import Placed, ThreadBox, height_of, lines_of
from .thread_routes import ThreadArrow

HEAD, FOOT = 44, 10  # pixels above the first box and below the last
BETWEEN = 22  # pixels from one box of a column to the next
_SWEEPS = 2  # there and back; further ones hardly move anything

Columns = dict[int, list[ThreadBox]]


def stacked(
    boxes: Sequence[ThreadBox], arrows: Sequence[ThreadArrow]
) -> tuple[dict[str, Placed], int]:
    """Each box in its place by its key, and the height of the picture."""
    columns: Columns = defaultdict(list)
    for box in boxes:
        columns[box.column].append(box)
    _ordered(columns, _neighbours(arrows))
    lines = {box.key: lines_of(box) for box in boxes}
    heights = {
        column: sum(height_of(lines[b.key]) + BETWEEN for b in stack) - BETWEEN
        for column, stack in columns.items()
    }
    tallest = max(heights.values(), default=0)
    placed: dict[str, Placed] = {}
    for column, stack in columns.items():
        y = HEAD + (tallest - heights[column]) / 2
        for box in stack:
            placed[box.key] = Placed(box, lines[box.key], y)
            y += placed[box.key].height + BETWEEN
    return placed, round(HEAD + tallest + FOOT)


def _neighbours(arrows: Sequence[ThreadArrow]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for arrow in arrows:
        found[arrow.start].append(arrow.end)
        found[arrow.end].append(arrow.start)
    return found


def _ordered(columns: Columns, neighbours: Mapping[str, list[str]]) -> None:
    """Sort each column by where its neighbours stand, so that few arrows cross.

    A box that counts the rest stays at the foot of its column, the thing itself in its middle.
    """
    places: dict[str, float] = {}
    for stack in columns.values():
        _note(stack, places)
    there_and_back = [*sorted(columns), *sorted(columns, reverse=True)]
    for column in there_and_back * _SWEEPS:
        stack = columns[column]
        stack.sort(key=lambda b: (b.counts, _pull(b.key, neighbours, places)))
        here = next((box for box in stack if box.look == "here"), None)
        if here:
            stack.remove(here)
            stack.insert(len(stack) // 2, here)
        _note(stack, places)


def _note(stack: list[ThreadBox], places: dict[str, float]) -> None:
    """How far above or below the middle of its column each box stands."""
    for i, box in enumerate(stack):
        places[box.key] = i - (len(stack) - 1) / 2


def _pull(key: str, neighbours: Mapping[str, list[str]], places: dict[str, float]) -> float:
    """The middle of the places of what the box is linked to; its own where there is nothing."""
    linked = [places[n] for n in neighbours.get(key, ()) if n in places]
    return sum(linked) / len(linked) if linked else places[key]
