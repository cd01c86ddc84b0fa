"""Two tiles beside a measure: is it changing, and will it meet its target? Never without words."""

from typing import Literal

from django.utils.translation import gettext as _
from markupsafe import Markup

from . import marks
from .drawings import Kind

Better = Literal["up", "down"]

_KINDS: dict[str, Kind] = {
    "common_cause": "common",
    "improvement": "better",
    "concern": "worse",
    "neutral": "moved",
}
_COLOURS = {
    "common": marks.EDGE,
    "better": marks.BETTER,
    "worse": marks.WORSE,
    "moved": marks.MOVED,
}
_STEADY = ((10, 25), (17, 21), (24, 27), (31, 22), (38, 25))
_RISING = ((10, 28), (17, 25), (24, 22), (31, 12), (38, 9))


def variation_icon(code: str) -> Markup:
    """The tile of a variation code of `science.spc`; nothing for none."""
    if not code:
        return Markup("")
    family = code.rpartition("_")[0]
    kind = _KINDS[code if code in _KINDS else family]
    places = list(_STEADY if kind == "common" else _RISING)
    if code.endswith("_low"):
        places = [(x, 48 - y) for x, y in places]
    line = "L".join(f"{x} {y}" for x, y in places)
    limits = marks.path("M8 15H40M8 33H40", marks.EDGE, 1.4, dashes="3 2.5")
    dots = "".join(marks.point("common", x, y, 2.3) for x, y in places[:3])
    last = "".join(marks.point(kind, x, y, 2.3 if kind == "common" else 3.1) for x, y in places[3:])
    return _tile(_COLOURS[kind], limits + marks.path(f"M{line}", marks.GREY, 1.4) + dots + last)


def assurance_icon(code: str, *, better: Better = "up") -> Markup:
    """The tile of an assurance code; nothing for none.

    `better` is the direction of improvement: a target out of reach lies on that side.
    """
    if not code:
        return Markup("")
    is_above = (code == "fail") == (better == "up")
    band, target = (24, 13) if is_above else (9, 35)
    if code == "inconsistent":
        band, target = 16, 24
    colour = {"pass": marks.BETTER, "fail": marks.WORSE, "inconsistent": marks.EDGE}[code]
    return _tile(
        colour,
        f'<rect x="8" y="{band}" width="32" height="15" fill="#dfe7e9"/>'
        + marks.path(f"M9 {band + 9}l7-5 8 6 7-6 8 4", marks.EDGE, 1.6)
        + marks.path(f"M6 {target}H42", marks.MOVED, 2.4, dashes="8 3 2 3"),
    )


def _tile(colour: str, inner: str) -> Markup:
    width = 2 if colour == marks.EDGE else 3
    edge = (
        f'<rect x="1.5" y="1.5" width="45" height="45" rx="9" fill="{marks.PAPER}"'
        f' stroke="{colour}" stroke-width="{width}"/>'
    )
    return marks.tile(edge + inner, width=48, height=48)


def variation_words(code: str) -> str:
    """The word beside the variation tile, or in its place."""
    texts = {
        "": _("Too few points to say"),
        "common_cause": _("Steady"),
        "improvement_high": _("Improving"),
        "improvement_low": _("Improving"),
        "concern_high": _("Worsening"),
        "concern_low": _("Worsening"),
        "neutral_high": _("Higher"),
        "neutral_low": _("Lower"),
    }
    return texts[code]


def assurance_words(code: str, *, has_target: bool = True) -> str:
    """The word beside the target tile, or in its place."""
    if not has_target:
        return _("No target")
    texts = {
        "": _("Cannot be said yet"),
        "pass": _("Meets"),
        "fail": _("Not in reach"),
        "inconsistent": _("Hit or miss"),
    }
    return texts[code]
