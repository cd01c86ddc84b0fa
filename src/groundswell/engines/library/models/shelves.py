from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Shelf(Page):
    """Where one organisation keeps what it publishes; the shelf without one is everybody's.

    Rights in the editor hang on the shelf: its editors write, its reviewers publish.
    """

    organisation = models.OneToOneField(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_common = models.BooleanField(  # true of one, or null
        null=True, blank=True, unique=True, default=None
    )
    editors = models.ForeignKey("auth.Group", models.PROTECT, related_name="+")
    reviewers = models.ForeignKey("auth.Group", models.PROTECT, related_name="+")
    pictures = models.ForeignKey("wagtailcore.Collection", models.PROTECT, related_name="+")

    parent_page_types = ["wagtailcore.Page"]
    content_panels = Page.content_panels
    promote_panels: list = []
    settings_panels: list = []

    class Meta:
        verbose_name = _("shelf")
        constraints = [
            models.CheckConstraint(
                name="library_shelf_is_of_all_or_of_one",
                condition=models.Q(is_common=True, organisation=None)
                | models.Q(is_common=None, organisation__isnull=False),
            ),
        ]
