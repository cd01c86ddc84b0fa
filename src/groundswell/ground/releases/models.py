from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .kinds import FEWEST, USUAL


class Series(models.Model):
    """All that is ever published of one subject, with the rules that it began with.

    `version` rises with whatever is added to the ledger, so that nothing is written that was
    planned against an older one.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.TextField()  # a name of the registry of sources
    subject_id = models.UUIDField()
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, related_name="+"
    )
    k = models.PositiveSmallIntegerField(default=USUAL)  # people
    k_comments = models.PositiveSmallIntegerField()  # people
    sensitive = models.JSONField(default=list)  # items of which small options are hidden
    begun_on = models.DateField()
    locked_on = models.DateField(null=True)  # since when the rules stand for good
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "series"
        constraints = [
            models.CheckConstraint(name="releases_series_k_enough", condition=Q(k__gte=FEWEST)),
            models.CheckConstraint(
                name="releases_series_k_comments_at_least_k", condition=Q(k_comments__gte=F("k"))
            ),
            models.UniqueConstraint(
                fields=["kind", "subject_id"], name="releases_series_once_a_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"


class Release(models.Model):
    """What was published on one day. Nothing of it changes; `ask` may add further questions."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    series = models.ForeignKey(Series, models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()  # from 1
    marker = models.PositiveIntegerField()  # the last batch that counts in it
    n_known = models.PositiveIntegerField()  # people behind it; shown nowhere
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    is_current = models.BooleanField(default=True)
    menu = models.JSONField()
    domains = models.JSONField()  # public: the values that each column could have
    asked = models.JSONField(default=list)  # public: how many were asked, group by group
    texts = models.JSONField(default=dict)  # item: the last batch whose comments are shown

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="releases_release_number"),
            models.UniqueConstraint(
                fields=["series"],
                condition=Q(is_current=True),
                name="releases_release_one_is_current",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.number}"


class Answer(models.Model):
    """One line of the ledger: a question that was asked, and what was answered, for good."""

    id = models.BigAutoField(primary_key=True)
    series = models.ForeignKey(Series, models.PROTECT, related_name="answers")
    release = models.ForeignKey(Release, models.PROTECT, related_name="answers")
    key = models.CharField(max_length=64)
    question = models.JSONField()  # its canonical form
    value = models.FloatField(null=True)  # null: withheld, for whatever reason

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "key"], name="releases_answer_once"),
        ]

    def __str__(self) -> str:
        return self.key
