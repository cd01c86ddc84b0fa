"""A thread as a picture: columns from what was known to what came of it, boxes, and arrows.

A column holds a handful of boxes and says how many more there are, so that it can be read whatever
it stands for; the list beneath names them all.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from . import marks
from .thread_boxes import COLUMN_STEP, WIDTH, ThreadBox, drawn_box
from .thread_routes import ThreadArrow, drawn_arrows
from .thread_stacks import stacked

MOST_IN_COLUMN = 7  # boxes; the last of them counts the rest where there are more
FULL_WIDTH, _EDGE = 1142, 1.5  # pixels of a working page's panel; room for an outline


@dataclass(frozen=True, slots=True)
class ThreadDrawing:
    """A thread to be drawn. In each column the most telling box comes first."""

    name: str  # unique on its page
    title: str
    about: str  # says in words what the picture shows
    columns: tuple[str, ...]
    boxes: tuple[ThreadBox, ...]
    arrows: tuple[ThreadArrow, ...]
    more_url: str = ""  # where those that are not drawn are listed


def thread_svg(drawing: ThreadDrawing) -> Markup:
    """The picture as inline SVG; every box that has an address is a link."""
    boxes, arrows = folded(drawing)
    placed, height = stacked(boxes, arrows)
    inner = [_heads(drawing.columns, boxes), drawn_arrows(placed, arrows)]
    inner += [drawn_box(box) for box in placed.values()]
    name = marks.safe_id(drawing.name)
    return marks.marked_up(
        f'<svg viewBox="-{_EDGE} 0 {FULL_WIDTH} {height}" width="{FULL_WIDTH}"'
        f' height="{height}" role="group" aria-labelledby="{name}-t {name}-d"'
        f' font-family="{marks.FONTS}"><title id="{name}-t">{marks.said(drawing.title)}</title>'
        f'<desc id="{name}-d">{marks.said(drawing.about)}</desc>{"".join(inner)}</svg>'
    )


def folded(drawing: ThreadDrawing) -> tuple[list[ThreadBox], list[ThreadArrow]]:
    """What is drawn of it: of a long column the first boxes, and one that counts the rest."""
    columns: dict[int, list[ThreadBox]] = defaultdict(list)
    for box in drawing.boxes:
        columns[box.column].append(box)
    drawn: list[ThreadBox] = []
    stands_for: dict[str, str] = {}
    for column, boxes in sorted(columns.items()):
        n = len(boxes) if len(boxes) <= MOST_IN_COLUMN else MOST_IN_COLUMN - 1
        drawn += boxes[:n]
        if rest := boxes[n:]:
            drawn.append(_more(column, rest, drawing.more_url))
            stands_for |= {box.key: drawn[-1].key for box in rest}
    return drawn, list(_led_over(drawing.arrows, stands_for))


def _more(column: int, rest: list[ThreadBox], url: str) -> ThreadBox:
    """The box at the foot of a column, for those that are not drawn."""
    n_missing = sum(box.look == "gap" for box in rest)
    is_gap = n_missing == len(rest)
    missing = ngettext("%(n)s of them is missing", "%(n)s of them are missing", n_missing)
    return ThreadBox(
        key=f"more-{column}",
        column=column,
        over=_("Missing") if is_gap else "",
        title=_("and %(n)s more") % {"n": f"{len(rest):,}"},
        under=(missing % {"n": f"{n_missing:,}"},) if n_missing and not is_gap else (),
        url=url,
        look="gap" if is_gap else "more",
        counts=True,
    )


def _led_over(arrows: Iterable[ThreadArrow], stands_for: dict[str, str]) -> Iterable[ThreadArrow]:
    """The arrows between what is drawn, each once; one to what is there hides one to a gap."""
    found: dict[tuple[str, str], bool] = {}
    for arrow in arrows:
        ends = stands_for.get(arrow.start, arrow.start), stands_for.get(arrow.end, arrow.end)
        if ends[0] != ends[1]:
            found[ends] = found.get(ends, True) and arrow.is_missing
    return (ThreadArrow(start, end, missing) for (start, end), missing in found.items())


def _heads(columns: tuple[str, ...], boxes: list[ThreadBox]) -> str:
    here = {box.column for box in boxes if box.look == "here"}
    drawn = []
    for column, label in enumerate(columns):
        x = column * COLUMN_STEP
        width = 4 if column in here else 1.4
        drawn.append(marks.text(x + 2, 18, label, size=15, colour=marks.INK, is_bold=True))
        drawn.append(marks.path(f"M{marks.num(x)} 28h{WIDTH}", marks.INK, width))
    return "".join(drawn)
