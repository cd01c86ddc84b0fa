"""The share of answers that each option has: one bar, from the lowest option to the highest."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from . import marks
from .lettering import width_of

_WIDTH, _HEIGHT = 480, 26  # pixels; the width at most
_NARROW = 240  # pixels on a small phone
_STEPS = ("#f1f5f5", "#d6e4e6", "#a9c9cf", "#2d6f80", "#0d3b4a")  # one hue, darker is higher
_DARK_FROM = 3
_HATCH = "#ece7db"


@dataclass(frozen=True, slots=True)
class Share:
    """One option's part of the answers, in per cent; None where it is hidden."""

    label: str
    value: float | None


def shares_svg(shares: Sequence[Share], *, label: str) -> Markup:
    """The bar; `label` says the same in words. Hidden parts stand together, hatched, at the end."""
    shown = [(at, share.value) for at, share in enumerate(shares) if share.value is not None]
    known = sum(value for _at, value in shown)
    total = max(known, 100.0)
    x, parts = 0.0, []
    for at, value in shown:
        width = 100 * value / total
        parts.append(_part(x, width, value, step_of(at, len(shares))))
        x += width
    if len(shown) < len(shares) and x < 100:
        parts.append(_hidden(x, 100 - x))
    return marks.marked_up(
        f'<svg class="shares" width="{_WIDTH}" height="{_HEIGHT}" role="img"'
        f' aria-label="{marks.said(label)}" focusable="false">{"".join(parts)}</svg>'
    )


def step_of(at: int, n: int) -> int:
    """Which of five steps the option at a place has; the key of the bars uses it too."""
    return round(at * (len(_STEPS) - 1) / max(1, n - 1))


def _part(x: float, width: float, value: float, step: int) -> str:
    """A part of the bar in per cent of it, so that it grows and shrinks and its letters do not."""
    if width <= 0:
        return ""
    box = (
        f'<rect x="{marks.num(x)}%" y="0.5" width="{marks.num(width)}%" height="{_HEIGHT - 1}"'
        f' fill="{_STEPS[step]}" stroke="{marks.EDGE}" stroke-width="0.6"/>'
    )
    words = f"{value:.0f}%"
    wanted = 100 * (width_of(words, 13) + 8)  # pixels, were the part the whole bar
    if width * _WIDTH < wanted:
        return box
    colour = marks.PAPER if step >= _DARK_FROM else marks.INK
    only = "" if width * _NARROW >= wanted else ' class="wide-only"'
    return box + (
        f'<text x="{marks.num(x + width / 2)}%" y="18" font-size="13" fill="{colour}"'
        f' text-anchor="middle"{only}>{words}</text>'
    )


def _hidden(x: float, width: float) -> str:
    lines = "".join(f"M{at} {_HEIGHT - 1}V1" for at in range(4, int(_WIDTH * width / 100), 6))
    place = f'x="{marks.num(x)}%" width="{marks.num(width)}%"'
    box = (
        f'<rect {place} y="0.5" height="{_HEIGHT - 1}"'
        f' fill="{marks.PAPER}" stroke="{marks.EDGE}" stroke-width="0.6" data-mark="hidden"/>'
    )
    hatch = f'<svg {place} height="{_HEIGHT}">{marks.path(lines, _HATCH, 3)}</svg>'
    return box + (hatch if lines else "")
