"""How far something has come on its way: one line from where it began to where it is to be."""

from markupsafe import Markup

from . import marks

_LEFT, _RIGHT, _Y = 8, 592, 14
_REST, _NOW = "#d8d2c4", "#f4c76a"


def track_svg(share: float, *, label: str) -> Markup:
    """The way from 0 to 1 with what is done of it; beyond either end it stays at the end.

    `label` says the same in words.
    """
    x = marks.num(_LEFT + (_RIGHT - _LEFT) * min(1.0, max(0.0, share)))
    rest = marks.path(f"M{_LEFT} {_Y}H{_RIGHT}", _REST, 12, round_=True)
    done = marks.path(f"M{_LEFT} {_Y}H{x}", marks.TIDE_2, 12, round_=True)
    return marks.marked_up(
        f'<svg class="track" viewBox="0 0 600 28" role="img" aria-label="{marks.said(label)}"'
        f' focusable="false">{rest}{done}'
        f'<circle cx="{x}" cy="{_Y}" r="10" fill="{_NOW}" stroke="{marks.INK}" stroke-width="2"/>'
        "</svg>"
    )
