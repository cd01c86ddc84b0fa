"""The single marks charts are made of, as strings of SVG with presentation attributes only.

Whatever people wrote passes through `said`; everything else here is a number or our own word.
"""

import re

from markupsafe import Markup, escape

from .drawings import Kind
from .lettering import width_of

INK, SOFT, EDGE, GREY = "#17262d", "#4a5960", "#5b6b73", "#7d8a90"
TIDE, TIDE_2, PAPER, MIST = "#0d3b4a", "#14566b", "#fff", "#eef3f4"
MIST_2, GAP, OUTLOOK = "#e4ecee", "#ece7db", "#dde8ea"
BETTER, WORSE, MOVED = "#005eb8", "#c4510a", "#6b2c68"
FONTS = "Arial, Arimo, Liberation Sans, Helvetica, sans-serif"
DASHES, TARGET_DASHES, ROUND_DOTS = "6 4", "12 4 2 4", "0.1 4.5"

# Signs that XML 1.0 refuses even when escaped.
_REFUSED = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def said(words: object) -> str:
    """Words fit for any place in an SVG."""
    return str(escape(_REFUSED.sub("\ufffd", str(words))))


def num(value: float) -> str:
    """A coordinate: one digit after the point at most."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def path(d: str, colour: str, width: float = 1, *, dashes: str = "", round_: bool = False) -> str:
    """A line that fills nothing."""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    cap = ' stroke-linecap="round"' if round_ else ""
    return f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed}{cap}/>'


def area(d: str, colour: str, mark: str) -> str:
    return f'<path d="{d}" fill="{colour}" data-mark="{mark}"/>'


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: int = 13,
    colour: str = SOFT,
    anchor: str = "start",
    is_bold: bool = False,
) -> str:
    weight = ' font-weight="700"' if is_bold else ""
    placed = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return (
        f'<text x="{num(x)}" y="{num(y)}" font-size="{size}" fill="{colour}"{weight}{placed}>'
        f"{said(words)}</text>"
    )


def _dot(x: float, y: float, r: float) -> str:
    return (
        f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(r)}" fill="{EDGE}" stroke="{PAPER}"'
        ' stroke-width="1"/>'
    )


def _hollow_dot(x: float, y: float, r: float) -> str:
    return (
        f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(r)}" fill="{PAPER}" stroke="{EDGE}"'
        ' stroke-width="1.4"/>'
    )


def _diamond(x: float, y: float, r: float) -> str:
    r *= 1.65
    return (
        f'<path d="M{num(x)} {num(y - r)}L{num(x + r)} {num(y)} {num(x)} {num(y + r)}'
        f' {num(x - r)} {num(y)}z" fill="{BETTER}" stroke="{PAPER}" stroke-width="1.2"/>'
    )


def _square(x: float, y: float, r: float) -> str:
    r *= 1.3
    side = num(2 * r)
    return (
        f'<path d="M{num(x - r)} {num(y - r)}h{side}v{side}h-{side}z" fill="{WORSE}"'
        f' stroke="{INK}" stroke-width="1.4"/>'
    )


def _triangle(x: float, y: float, r: float) -> str:
    r *= 1.5
    return (
        f'<path d="M{num(x)} {num(y - r)}L{num(x + r)} {num(y + r * 0.8)}H{num(x - r)}z"'
        f' fill="{PAPER}" stroke="{MOVED}" stroke-width="1.8" stroke-linejoin="round"/>'
    )


_POINTS = {
    "common": _dot,
    "better": _diamond,
    "worse": _square,
    "moved": _triangle,
    "left_out": _hollow_dot,
}


def point(kind: Kind, x: float, y: float, r: float = 3.7) -> str:
    """One observation: shape and colour say the same."""
    return _POINTS[kind](x, y, r)


def disc(x: float, y: float, number: int, r: float = 10) -> str:
    """The numbered black disc of a pattern found."""
    r = max(r, width_of(str(number), 12, is_bold=True) / 2 + 2)
    return f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(r)}" fill="{INK}"/>' + text(
        x, y + 4.5, str(number), colour=PAPER, anchor="middle", is_bold=True, size=12
    )


def pennant(x: float, y: float, letter: str, width: float) -> str:
    """The lettered flag of an event; its pole is drawn apart."""
    w = num(width)
    return f'<path d="M{num(x)} {num(y)}h{w}l-5 8 5 8h-{w}z" fill="{TIDE}"/>' + text(
        x + (width - 4) / 2, y + 12.4, letter, size=12, colour=PAPER, anchor="middle", is_bold=True
    )


def ring(x: float, y: float, label: str, width: float) -> str:
    """The ring of a recalculation, as wide as its label."""
    return (
        f'<rect x="{num(x - width / 2)}" y="{num(y - 11)}" width="{num(width)}" height="22"'
        f' rx="11" fill="{PAPER}" stroke="{INK}" stroke-width="1.5"/>'
        + text(x, y + 4.2, label, size=12, colour=INK, anchor="middle", is_bold=True)
    )


def tile(inner: str, *, width: int, height: int) -> Markup:
    """A mark that stands beside words which say the same: hidden from screen readers."""
    return marked_up(
        f'<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' aria-hidden="true" focusable="false">{inner}</svg>'
    )


def picture(name: str, title: str, about: str, size: tuple[int, int], inner: str) -> str:
    """A whole SVG with its title and description; `name` is unique on its page."""
    width, height = size
    name = safe_id(name)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="img" aria-labelledby="{name}-t {name}-d" font-family="{FONTS}">'
        f'<title id="{name}-t">{said(title)}</title><desc id="{name}-d">{said(about)}</desc>'
        f"{inner}</svg>"
    )


def marked_up(svg: str) -> Markup:
    """Drawn here, with every word of people's passed through `said`: safe to put into a page."""
    return Markup(svg)  # noqa: S704


def safe_id(name: str) -> str:
    """A name fit for the id of an element."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", name) or "chart"
