from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from groundswell.ground.kernel.constraints import one_of

from .. import blocks
from ..kinds import Kind, Lens, Sector, Strength
from .items import SHELF, Item


class OnePager(Item):
    """One claim on one page: how strong it is, why, what it rests on, and its limits."""

    kind = Kind.ONE_PAGER
    leads = ("claim",)
    parent_page_types = [SHELF]

    claim = models.TextField(max_length=600, verbose_name=_("Claim"))
    strength = models.TextField(choices=Strength.choices, verbose_name=_("How strong it is"))
    why_so = models.TextField(max_length=1_200, verbose_name=_("Why so strong and no stronger"))
    says = blocks.texts(_("What is known"))
    figures = blocks.of_one_kind("figure", blocks.Figure(), _("Figures"))
    rests_on = blocks.sources(_("Rests on"))
    limits = blocks.texts(_("Limits"))
    ask = blocks.texts(_("Questions to ask here"))
    to_try = blocks.texts(_("What to try"))

    content_panels = [
        *Item.content_panels[:1],
        *(
            FieldPanel(name)
            for name in (
                "claim", "strength", "why_so", "says", "figures", "rests_on", "limits", "ask",
                "to_try",
            )
        ),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("evidence in one page")
        constraints = [one_of("strength", Strength.values)]


class CaseStudy(Item):
    """What somebody did, what came of it, and who says so."""

    kind = Kind.CASE_STUDY
    parent_page_types = [SHELF]

    place = models.TextField(max_length=200, verbose_name=_("Place"))
    when = models.TextField(blank=True, default="", max_length=200, verbose_name=_("When"))
    sector = models.TextField(choices=Sector.choices, verbose_name=_("Sector"))
    lens = models.TextField(choices=Lens.choices, verbose_name=_("Seen from"))
    context = blocks.texts(_("How it was"))
    did = blocks.texts(_("What they did"))
    result_words = blocks.texts(_("What came of it, in words"))
    result = blocks.of_one_kind("figure", blocks.Figure(), _("What came of it"))
    lessons = blocks.texts(_("What can be learnt"))
    ask = blocks.texts(_("Questions to ask here"))
    strength_words = models.TextField(
        max_length=1_200,
        verbose_name=_("How far it carries"),
        help_text=_("An honest word on what the figures show and what they do not."),
    )
    rests_on = blocks.sources(_("Works and pages it draws on"))
    addresses = blocks.of_one_kind("source", blocks.Address(), _("Sources"))

    content_panels = [
        *Item.content_panels,
        *(
            FieldPanel(name)
            for name in (
                "place", "when", "sector", "lens", "context", "did", "result_words", "result",
                "lessons", "ask", "strength_words", "rests_on", "addresses",
            )
        ),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("case study")
        constraints = [one_of("sector", Sector.values), one_of("lens", Lens.values)]


class Intervention(Item):
    """An idea that was tried: how it should work, where, what came of it, and how to do it."""

    kind = Kind.INTERVENTION
    parent_page_types = [SHELF]

    problem = models.TextField(blank=True, default="", max_length=1_200, verbose_name=_("Problem"))
    inputs = blocks.texts(_("What it takes"))
    activities = blocks.texts(_("What is done"))
    outputs = blocks.texts(_("What that brings at once"))
    outcomes = blocks.texts(_("What should change for people"))
    context = blocks.texts(_("Where it was tried"))
    result = blocks.of_one_kind("figure", blocks.Figure(), _("What the numbers say"))
    result_words = blocks.texts(_("What came of it"))
    how_to = blocks.texts(_("How to do it"))
    stumbles = blocks.texts(_("Where it stumbles"))
    rests_on = blocks.sources(_("Works and pages it draws on"))

    content_panels = [
        *Item.content_panels,
        *(
            FieldPanel(name)
            for name in (
                "problem", "inputs", "activities", "outputs", "outcomes", "context", "result",
                "result_words", "how_to", "stumbles", "rests_on",
            )
        ),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("tested intervention")
