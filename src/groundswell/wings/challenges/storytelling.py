"""The parts of a story and of a tested intervention, in the order in which they are read."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from groundswell.ground.kernel.registries import Words

STORY_PARTS: Mapping[str, Words] = {
    "why": _("Why we began"),
    "who": _("Who we are"),
    "tried": _("What we tried"),
    "came": _("What came of it"),
    "next": _("What comes next"),
}
LOGIC_PARTS: Mapping[str, Words] = {
    "inputs": _("What goes in"),
    "activities": _("What is done"),
    "outputs": _("What comes out"),
    "outcomes": _("What changes for people"),
}
