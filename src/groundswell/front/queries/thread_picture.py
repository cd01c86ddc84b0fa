"""The picture of a thread: what is written in each box."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from groundswell.engines.thread.kinds import COLUMNS
from groundswell.engines.thread.queries import Gap, Node, Place, Thread
from groundswell.ground.kernel.registries import Column
from groundswell.ground.web import words
from groundswell.ground.web.charts import ThreadArrow, ThreadBox, ThreadDrawing, thread_svg

from .thread_spots import Spot, joints_of, short_waiting_words, spots_of

LIST = "#list"  # where the page names everything


def picture_of(thread: Thread, *, title: str, today: dt.date) -> Markup:
    """The thread drawn, with the same things and links that the list tells."""
    spots = sorted(spots_of(thread), key=lambda spot: spot.steps)
    drawing = ThreadDrawing(
        name="thread",
        title=title,
        about=_about(spots),
        columns=tuple(str(COLUMNS[column]) for column in Column),
        boxes=tuple(_box(spot, today) for spot in spots),
        arrows=tuple(ThreadArrow(j.earlier, j.later, j.is_missing) for j in joints_of(thread)),
        more_url=LIST,
    )
    return thread_svg(drawing)


def _box(spot: Spot, today: dt.date) -> ThreadBox:
    if spot.gap:
        return _missing(spot, spot.gap, today)
    assert spot.node
    return _present(spot, spot.node, today)


def _present(spot: Spot, node: Node, today: dt.date) -> ThreadBox:
    item, is_here = node.item, node.place == Place.HERE
    return ThreadBox(
        key=spot.key,
        column=spot.column,
        over=_("You are here") if is_here else _over(node, today),
        title=item.title,
        under=tuple(filter(None, (item.detail, item.state))),
        url=item.url,
        look="here" if is_here else "plain",
    )


def _over(node: Node, today: dt.date) -> str:
    """ "Decision, 8 May"; the year is told where it is another one."""
    on = node.item.on
    if on is None:
        return str(node.kind.label)
    day = words.day_short(on) if on.year == today.year else date_format(on, "j M Y")
    return _("%(kind)s, %(day)s") % {"kind": node.kind.label, "day": day}


def _missing(spot: Spot, gap: Gap, today: dt.date) -> ThreadBox:
    return ThreadBox(
        key=spot.key,
        column=spot.column,
        over=_("Missing"),
        title=gap.title,
        under=short_waiting_words(gap, today),
        look="gap",
    )


def _about(spots: Sequence[Spot]) -> str:
    """The picture in a sentence or two, for who hears it."""
    n_in = Counter(spot.column for spot in spots if spot.node)
    columns = [
        _("%(column)s: %(n)s") % {"column": COLUMNS[column], "n": f"{n_in[i]:,}"}
        for i, column in enumerate(Column)
        if n_in[i]
    ]
    n_gaps = sum(spot.gap is not None for spot in spots)
    missing = ngettext("%(n)s thing is missing.", "%(n)s things are missing.", n_gaps)
    told = [", ".join(columns) + ".", missing % {"n": f"{n_gaps:,}"} if n_gaps else ""]
    return " ".join(filter(None, [*told, _("The list says the same.")]))
