from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from groundswell.ground.kernel.constraints import one_of

from ..kinds import Audience, Standing
from ..wagtail_page import LibraryPage

SHELF = "library.Shelf"


class ItemTag(TaggedItemBase):
    content_object = ParentalKey(
        "library.Item", on_delete=models.CASCADE, related_name="tagged_items"
    )


class Item(LibraryPage):
    """Anything in the library that is written to be read. Each kind adds its own parts.

    What Wagtail keeps as a page: its draft, its revisions, who may publish it. Readers get it by
    the address of its shelf and its slug.
    """

    kind: ClassVar[str] = ""  # of each class below
    leads: ClassVar[tuple[str, ...]] = ("about",)  # fields that say in a few words what it is

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    about = models.TextField(
        blank=True,
        default="",
        max_length=1_200,
        verbose_name=_("About"),
        help_text=_("Two or three sentences: what it is and for whom."),
    )
    audience = models.TextField(
        choices=Audience.choices, default=Audience.PUBLIC, verbose_name=_("Who may read it")
    )
    credit = models.TextField(
        blank=True, default="", verbose_name=_("Written by"), help_text=_("As readers see it.")
    )
    licence = models.TextField(default="CC BY 4.0", verbose_name=_("Licence"))
    review_by = models.DateField(
        null=True,
        blank=True,
        verbose_name=_("Look at it again by"),
        help_text=_("After this day readers are told that it is due."),
    )
    tags = ClusterTaggableManager(through=ItemTag, blank=True, verbose_name=_("Tags"))
    standing = models.TextField(choices=Standing.choices, default=Standing.CURRENT, editable=False)
    standing_reason = models.TextField(blank=True, default="", editable=False)
    standing_on = models.DateField(null=True, editable=False)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="supersedes"
    )
    shaken_on = models.DateField(null=True, editable=False)  # something it rests on no longer holds
    pack_key = models.TextField(blank=True, default="", editable=False)
    pack = models.ForeignKey(
        "library.Pack", models.PROTECT, null=True, editable=False, related_name="+"
    )
    began_from = models.TextField(blank=True, default="", editable=False)  # "kind:id" on the thread

    # A copy is a thing of its own: it has come from no pack and from nowhere on the thread.
    exclude_fields_in_copy = ["uid", "pack", "pack_key", "began_from"]
    not_of_a_draft = (
        "uid", "standing", "standing_reason", "standing_on", "superseded_by", "shaken_on", "pack",
        "pack_key", "began_from",
    )  # fmt: skip
    parent_page_types: list[str] = []
    subpage_types: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("about")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("tags"), FieldPanel("search_description")],
            heading=_("How it is found"),
        )
    ]
    settings_panels = [
        MultiFieldPanel(
            [
                FieldPanel("audience"),
                FieldPanel("review_by"),
                FieldPanel("credit"),
                FieldPanel("licence"),
            ],
            heading=_("For readers"),
        ),
        *Page.settings_panels,
    ]

    class Meta:
        constraints = [
            one_of("audience", Audience.values),
            one_of("standing", Standing.values),
            models.CheckConstraint(
                name="library_item_standing_with_reason",
                condition=Q(standing=Standing.CURRENT, superseded_by=None)
                | (~Q(standing_reason="") & Q(standing_on__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["pack", "pack_key"],
                condition=Q(pack__isnull=False),
                name="library_item_once_in_a_pack",
            ),
        ]

    def __str__(self) -> str:
        return self.title
