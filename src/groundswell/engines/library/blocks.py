"""The parts that an editor's page is put together from: plain words in named places.

Nothing here takes marked-up text, so an editor cannot paste what a reader's page would refuse; see
docs/decisions/0019.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from . import drawings

LONGEST_TEXT = 4_000  # characters of one paragraph
LONGEST_LINE = 300


class ItemChooser(blocks.PageChooserBlock):
    """Something else in the library."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(page_type="library.Item", **kwargs)

    class Meta:
        icon = "doc-full"
        label = _("A page of the library")


class WorkChooser(SnippetChooserBlock):
    """A work of literature."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__("library.Work", **kwargs)

    class Meta:
        icon = "openquote"
        label = _("A work of literature")


def line(label: str | Promise, *, required: bool = True) -> blocks.CharBlock:
    return blocks.CharBlock(label=label, required=required, max_length=LONGEST_LINE)


def text(label: str | Promise, *, required: bool = True) -> blocks.TextBlock:
    return blocks.TextBlock(label=label, required=required, rows=3, max_length=LONGEST_TEXT)


def lines(label: str | Promise) -> blocks.ListBlock:
    """Several short texts in a block, perhaps none."""
    return blocks.ListBlock(text(label), label=label, default=[], min_num=0)


def texts(verbose_name: str | Promise, help_text: str | Promise = "") -> StreamField:
    """Several texts one after the other: paragraphs, or points of a list."""
    return StreamField(
        [("text", text(_("Text")))], blank=True, verbose_name=verbose_name, help_text=help_text
    )


def of_one_kind(
    name: str,
    block: blocks.Block,
    verbose_name: str | Promise,
    help_text: str | Promise = "",
) -> StreamField:
    """Several parts of the same make."""
    return StreamField([(name, block)], blank=True, verbose_name=verbose_name, help_text=help_text)


def sources(verbose_name: str | Promise, help_text: str | Promise = "") -> StreamField:
    """What something rests on or leads to: works of literature and pages of the library."""
    return StreamField(
        [("work", WorkChooser()), ("item", ItemChooser())],
        blank=True,
        verbose_name=verbose_name,
        help_text=help_text,
    )


class Figure(blocks.StructBlock):
    """A number with what it counts, and where it stands."""

    value = blocks.CharBlock(label=_("The number"), max_length=60)
    words = text(_("What it counts"))
    work = WorkChooser(label=_("The work it stands in"), required=False)
    address = blocks.URLBlock(label=_("Or its address"), required=False)
    reported_by = line(_("Who says so"), required=False)

    class Meta:
        icon = "order"
        label = _("Figure")


class Question(blocks.StructBlock):
    words = text(_("The question"))
    listens_for = text(_("What to listen for"), required=False)
    follow_up = text(_("What to ask next"), required=False)

    class Meta:
        icon = "help"
        label = _("Question")


class WorkshopPart(blocks.StructBlock):
    """A part of a workshop that can be used by itself."""

    title = line(_("Title"))
    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=480)
    what_happens = lines(_("What happens"))
    facilitator = lines(_("Notes for the facilitator"))
    uses = blocks.ListBlock(ItemChooser(), label=_("What it uses"), default=[], min_num=0)

    class Meta:
        icon = "time"
        label = _("Part")


class Step(blocks.StructBlock):
    """One drawing of a story, its words, and the question to stop at.

    A picture that was uploaded goes before a drawing of ours.
    """

    title = line(_("Title"))
    words = text(_("The story"))
    picture = text(_("What the drawing shows"))
    drawing = blocks.ChoiceBlock(
        choices=drawings.offered, required=False, label=_("Drawing of this house")
    )
    image = ImageChooserBlock(required=False, label=_("Or a drawing of your own"))
    asks = text(_("The question"))

    class Meta:
        icon = "image"
        label = _("Step")


class Address(blocks.StructBlock):
    words = text(_("What stands there"))
    address = blocks.URLBlock(label=_("Address"))

    class Meta:
        icon = "link"
        label = _("Source")


class Chapter(blocks.StructBlock):
    """A part of a guide or a reading list."""

    title = line(_("Title"))
    words = lines(_("Words"))
    uses = blocks.StreamBlock(
        [("item", ItemChooser()), ("work", WorkChooser())], required=False, label=_("To read")
    )

    class Meta:
        icon = "list-ul"
        label = _("Part")


class ExampleMeasure(blocks.StructBlock):
    words = text(_("What is counted"))
    unit = line(_("Unit"), required=False)
    better = blocks.ChoiceBlock(
        [("higher", _("Higher is better")), ("lower", _("Lower is better"))], label=_("Direction")
    )
    watch = text(_("What to watch beside it"), required=False)

    class Meta:
        icon = "order"
        label = _("Measure")


class Prerequisite(blocks.StructBlock):
    words = text(_("What has to be there first"))
    item = ItemChooser(required=False, label=_("An element that brings it"))

    class Meta:
        icon = "arrow-right"
        label = _("Needs first")


class Speaker(blocks.StructBlock):
    """Who speaks in a video, and that they agreed."""

    name = line(_("Name"))
    role = line(_("What they do"), required=False)
    consented_on = blocks.DateBlock(label=_("Agreed in writing on"))
    until = blocks.DateBlock(label=_("Agreed until"), required=False)

    class Meta:
        icon = "user"
        label = _("Speaker")
