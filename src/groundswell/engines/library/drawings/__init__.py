"""Drawings of our own, made with the pack of the house: a step of a story shows one by its name.

What somebody uploads is never among them, so each is known to hold shapes and nothing else.
"""

from functools import cache
from pathlib import Path

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FOLDER = Path(__file__).parent


class Drawing(TextChoices):
    """The code is the name of the file, and stands in packs."""

    LIT_DESK = "lit-desk", _("A ward at night, one desk lit")
    RING = "ring", _("A ring of people that opens")
    FOOTPATH = "footpath", _("A footpath with older footprints")
    BRIDGE = "bridge", _("Four islands and a bridge")
    OPEN_GATE = "open-gate", _("A field with an open gate")
    PAPER_BOATS = "paper-boats", _("Paper boats, the first one sunk")
    TWO_CHARTS = "two-charts", _("Two charts on a wall")
    SHEET_ON_DOOR = "sheet-on-door", _("People who read a sheet on a door")
    THREAD = "thread", _("One thread through a whole story")


def offered() -> list[tuple[str, str | Promise]]:
    """What an editor chooses from; a migration that names this stays true when one is added."""
    return list(Drawing.choices)


@cache
def svg_of(name: str) -> str:
    """The drawing as SVG, without a word in it; none where no drawing has this name."""
    if name not in Drawing.values:
        return ""
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
