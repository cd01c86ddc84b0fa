"""Minutes drawn as strokes: one stroke a minute, a gap between two surveys."""

from collections.abc import Sequence

from markupsafe import Markup

from groundswell.ground.web.charts import marks

_STEP, _GAP, _HEIGHT = 5, 8, 24
MOST_STROKES = 90


def minutes_svg(minutes: Sequence[int], *, label: str) -> Markup:
    """A row of strokes; beyond `MOST_STROKES` the number beside it says it."""
    drawn, x, n = [], 4, 0
    for each in minutes:
        for _one in range(min(each, MOST_STROKES - n)):
            drawn.append(f"M{x} 4V20")
            x, n = x + _STEP, n + 1
        x += _GAP
    width = max(x, 10)
    strokes = marks.path("".join(drawn), marks.TIDE, 2.4, round_=True) if drawn else ""
    return marks.marked_up(
        f'<svg class="strip" viewBox="0 0 {width} {_HEIGHT}" width="{width}" height="{_HEIGHT}"'
        f' role="img" aria-label="{marks.said(label)}" focusable="false">{strokes}</svg>'
    )
