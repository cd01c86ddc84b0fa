from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks as wagtail_blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from groundswell.ground.kernel.constraints import one_of

from .. import blocks
from ..kinds import CulturalElement, Effort, Kind, LeadershipLevel, Strength
from .items import SHELF, Item


def _codes(name: str, choices: list[tuple], label: Promise) -> StreamField:
    block = wagtail_blocks.ChoiceBlock(choices, label=label)
    return blocks.of_one_kind(name, block, label)


class Element(Item):
    """One thing that a leadership strategy can be made of."""

    kind = Kind.ELEMENT
    leads = ("purpose",)
    parent_page_types = [SHELF]

    group = models.TextField(max_length=100, verbose_name=_("Group"))
    purpose = models.TextField(max_length=1_200, verbose_name=_("Purpose"))
    how = blocks.texts(_("How it is done"))
    serves = _codes("element", CulturalElement.choices, _("Cultural elements it serves"))
    levels = _codes("level", LeadershipLevel.choices, _("Levels of leadership it serves"))
    meant_for = blocks.texts(_("For whom"))
    effort = models.TextField(choices=Effort.choices, verbose_name=_("Effort"))
    effort_words = models.TextField(
        blank=True, default="", max_length=600, verbose_name=_("What it takes")
    )
    strength = models.TextField(choices=Strength.choices, verbose_name=_("Evidence"))
    evidence_words = models.TextField(
        blank=True, default="", max_length=1_200, verbose_name=_("What is known")
    )
    rests_on = blocks.sources(_("Rests on"))
    measures = blocks.of_one_kind("measure", blocks.ExampleMeasure(), _("Example measures"))
    needs = blocks.of_one_kind("need", blocks.Prerequisite(), _("Needs first"))
    owner_role = models.TextField(
        blank=True, default="", max_length=200, verbose_name=_("Whose it is")
    )
    stumbles = blocks.texts(_("How it goes wrong"))
    ask = blocks.texts(_("Questions that tell whether it is alive"))

    content_panels = [
        *Item.content_panels[:1],
        *(
            FieldPanel(name)
            for name in (
                "group", "purpose", "how", "serves", "levels", "meant_for", "effort",
                "effort_words", "strength", "evidence_words", "rests_on", "measures", "needs",
                "owner_role", "stumbles", "ask",
            )
        ),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("element of a strategy")
        constraints = [one_of("effort", Effort.values), one_of("strength", Strength.values)]
