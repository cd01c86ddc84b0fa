from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from groundswell.ground.kernel.constraints import one_of

from .. import blocks
from ..kinds import Kind, MeantFor
from .items import SHELF, Item


class Guide(Item):
    """A way through several things of the library."""

    kind = Kind.GUIDE
    parent_page_types = [SHELF]

    meant_for = models.TextField(
        choices=MeantFor.choices, blank=True, default="", verbose_name=_("For")
    )
    chapters = blocks.of_one_kind("chapter", blocks.Chapter(), _("Parts"))

    content_panels = [*Item.content_panels, FieldPanel("meant_for"), FieldPanel("chapters")]

    class Meta:
        verbose_name = _("guide")
        constraints = [one_of("meant_for", ["", *MeantFor.values])]


class ReadingList(Item):
    """What to read first, and why."""

    kind = Kind.READING_LIST
    parent_page_types = [SHELF]

    chapters = blocks.of_one_kind("chapter", blocks.Chapter(), _("Parts"))

    content_panels = [*Item.content_panels, FieldPanel("chapters")]

    class Meta:
        verbose_name = _("reading list")
