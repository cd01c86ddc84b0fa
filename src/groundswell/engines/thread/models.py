from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from groundswell.ground.kernel.constraints import one_of
from groundswell.ground.kernel.references import Ref

from .kinds import LinkType

_LIVE = Q(removed_at__isnull=True)


class Link(models.Model):
    """One thing rests on, answers, led to … another. What is taken away stays, with the reason.

    The ends are named by their kind and id and have no key: they belong to apps unknown here.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    source_kind = models.TextField()
    source_id = models.UUIDField()
    type = models.TextField(choices=LinkType.choices)
    target_kind = models.TextField()
    target_id = models.UUIDField()
    on = models.DateField()  # since when it holds
    made_by = models.ForeignKey(  # null: the system
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(  # null: the system, or not removed
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    removal_reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            one_of("type", LinkType.values),
            models.UniqueConstraint(
                fields=["source_id", "type", "target_id", "source_kind", "target_kind"],
                condition=_LIVE,
                name="thread_link_once",
            ),
            models.CheckConstraint(
                name="thread_link_joins_two_things",
                condition=~Q(source_id=F("target_id"), source_kind=F("target_kind")),
            ),
            models.CheckConstraint(
                name="thread_link_removed_with_reason",
                condition=Q(removed_at__isnull=True, removed_by__isnull=True, removal_reason="")
                | Q(removed_at__isnull=False) & ~Q(removal_reason=""),
            ),
        ]
        indexes = [
            models.Index(fields=["target_id"], condition=_LIVE, name="thread_link_by_target")
        ]

    def __str__(self) -> str:
        return f"{self.source_kind} {self.get_type_display()} {self.target_kind}"

    @property
    def source(self) -> Ref:
        return Ref(self.source_kind, self.source_id)

    @property
    def target(self) -> Ref:
        return Ref(self.target_kind, self.target_id)


class Doubt(models.Model):
    """Something that a thing rests on, near or far, holds no longer.

    It is lifted when that holds again. Whoever answers for the thing may say before that it stands
    all the same, and why.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    thing_kind = models.TextField()
    thing_id = models.UUIDField()
    cause_kind = models.TextField()
    cause_id = models.UUIDField()
    on = models.DateField()  # since when the cause holds no longer
    reason = models.TextField()
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    settled_words = models.TextField(blank=True, default="")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["thing_id", "cause_id", "thing_kind", "cause_kind"],
                condition=Q(lifted_at__isnull=True),
                name="thread_doubt_once",
            ),
            models.CheckConstraint(
                name="thread_doubt_settled_with_words",
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, settled_words="")
                | Q(settled_at__isnull=False) & ~Q(settled_words=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["cause_id"],
                condition=Q(lifted_at__isnull=True),
                name="thread_doubt_by_cause",
            ),
            models.Index(
                fields=["thing_kind", "raised_at"],
                condition=Q(lifted_at__isnull=True, settled_at__isnull=True),
                name="thread_doubt_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thing_kind} rests on {self.cause_kind}"

    @property
    def thing(self) -> Ref:
        return Ref(self.thing_kind, self.thing_id)

    @property
    def cause(self) -> Ref:
        return Ref(self.cause_kind, self.cause_id)
