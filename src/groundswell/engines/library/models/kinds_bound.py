from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from .. import blocks
from ..kinds import Kind
from .items import SHELF, Item


class Guide(Item):
    """A way through several things of the library."""

    kind = Kind.GUIDE
    parent_page_types = [SHELF]

    chapters = blocks.of_one_kind("chapter", blocks.Chapter(), _("Parts"))

    content_panels = [*Item.content_panels, FieldPanel("chapters")]

    class Meta:
        verbose_name = _("guide")


class ReadingList(Item):
    """What to read first, and why."""

    kind = Kind.READING_LIST
    parent_page_types = [SHELF]

    chapters = blocks.of_one_kind("chapter", blocks.Chapter(), _("Parts"))

    content_panels = [*Item.content_panels, FieldPanel("chapters")]

    class Meta:
        verbose_name = _("reading list")
