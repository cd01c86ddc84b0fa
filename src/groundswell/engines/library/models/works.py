from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import RevisionMixin
from wagtail.search import index

from groundswell.ground.kernel.constraints import one_of, web_address

from ..kinds import Design, Standing, WorkKind


class Work(index.Indexed, RevisionMixin, models.Model):
    """A work of literature: what a claim rests on.

    `bibliography` holds what the formats know and no column is asked for, as `exchange.work` gives
    it; `checked_at` is the address at which somebody found it in public text.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    key = models.SlugField(max_length=80, unique=True)
    kind = models.TextField(
        choices=WorkKind.choices, default=WorkKind.ARTICLE, verbose_name=_("Kind")
    )
    authors = models.TextField(
        blank=True,
        default="",
        verbose_name=_("Authors"),
        help_text=_("One a line: the family name, a comma, the initials. A body as it is called."),
    )
    year = models.PositiveSmallIntegerField(null=True, blank=True, verbose_name=_("Year"))
    title = models.TextField(verbose_name=_("Title"))
    container = models.TextField(blank=True, default="", verbose_name=_("Journal or book"))
    publisher = models.TextField(blank=True, default="", verbose_name=_("Publisher"))
    doi = models.TextField(blank=True, default="", verbose_name=_("DOI"))
    url = models.TextField(blank=True, default="", verbose_name=_("Address"))
    bibliography = models.JSONField(default=dict, editable=False)
    title_print = models.TextField(default="", editable=False)  # see exchange.matching
    says = models.TextField(
        blank=True,
        default="",
        verbose_name=_("What it says"),
        help_text=_("In our own words; not the abstract."),
    )
    design = models.TextField(
        choices=Design.choices, blank=True, default="", verbose_name=_("Kind of study")
    )
    tags = models.JSONField(default=list, blank=True, editable=False)
    checked_at = models.TextField(blank=True, default="", verbose_name=_("Found at"))
    checked_on = models.DateField(null=True, blank=True, verbose_name=_("Found on"))
    standing = models.TextField(choices=Standing.choices, default=Standing.CURRENT, editable=False)
    standing_reason = models.TextField(blank=True, default="", editable=False)
    standing_on = models.DateField(null=True, editable=False)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="supersedes"
    )
    created_at = models.DateTimeField(editable=False, db_default=Now())  # unless somebody says

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("title"),
                FieldPanel("authors"),
                FieldPanel("year"),
                FieldPanel("container"),
                FieldPanel("publisher"),
                FieldPanel("doi"),
                FieldPanel("url"),
            ],
            heading=_("The work"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("says"),
                FieldPanel("design"),
                FieldPanel("checked_at"),
                FieldPanel("checked_on"),
            ],
            heading=_("What we know of it"),
        ),
        FieldPanel("key"),
    ]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        verbose_name = _("work of literature")
        verbose_name_plural = _("literature")
        ordering = ["title", "pk"]
        constraints = [
            one_of("kind", WorkKind.values),
            one_of("design", ["", *Design.values]),
            one_of("standing", Standing.values),
            web_address("url"),
            web_address("checked_at"),
            models.UniqueConstraint(
                fields=["doi"], condition=~Q(doi=""), name="library_work_doi_once"
            ),
            models.CheckConstraint(
                name="library_work_standing_with_reason",
                condition=Q(standing=Standing.CURRENT, superseded_by=None)
                | (~Q(standing_reason="") & Q(standing_on__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["title_print"], name="library_work_by_title"),
            models.Index(fields=["year", "title"], name="library_work_by_year"),
        ]

    def with_content_json(self, content: dict[str, Any]) -> "Work":
        """An older version: whether the work still holds was said of the work, not of a version."""
        older: Work = super().with_content_json(content)
        for name in ("uid", "standing", "standing_reason", "standing_on", "superseded_by_id"):
            setattr(older, name, getattr(self, name))
        return older

    def __str__(self) -> str:
        return f"{self.title} ({self.year})" if self.year else self.title
