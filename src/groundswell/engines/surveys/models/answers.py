"""What was opened of a survey's box: columns of answers, texts, receipts.

No row here is a person. A batch is one blob of columns whose rows were mixed; texts were
mixed on their own and join to no row of it; a receipt points at the texts of whoever holds
its four words, and at nothing else. Nothing here is finer than a day, and a day is told
only of what a moderator did.
"""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from groundswell.ground.kernel.constraints import both_or_neither, one_of

from ..columns import Columns, unpack
from ..kinds import TextState
from .surveys import Survey


class AnswerBatch(models.Model):
    """The answers of one opening, k or more of them, as packed columns."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="answer_batches")
    number = models.PositiveIntegerField()  # of the opening, from 1
    n = models.PositiveIntegerField()  # people in it
    columns = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "number"], name="surveys_answerbatch_number_once"
            ),
            models.CheckConstraint(
                name="surveys_answerbatch_holds_somebody", condition=Q(n__gte=1, number__gte=1)
            ),
        ]
        ordering = ["survey", "number"]

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.number}"

    @property
    def unpacked(self) -> Columns:
        return unpack(bytes(self.columns))


class WrittenText(models.Model):
    """What somebody wrote in answer to one question, and what a moderator made of it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="written_texts")
    batch_number = models.PositiveIntegerField()
    question = models.TextField()
    text = models.TextField()
    invitation_id = models.UUIDField(null=True)  # null in an anonymous survey: never known
    state = models.TextField(choices=TextState.choices, default=TextState.WAITING)
    shown_text = models.TextField(blank=True, default="")  # as it is shown, names taken out
    reason = models.TextField(blank=True, default="")  # why it was changed or is not shown
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)

    class Meta:
        constraints = [
            one_of("state", TextState.values),
            both_or_neither("decided_by", "decided_on"),
            models.CheckConstraint(
                name="surveys_writtentext_decided_by_somebody",
                condition=Q(state=TextState.WAITING, decided_by__isnull=True)
                | (~Q(state=TextState.WAITING) & Q(decided_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="surveys_writtentext_change_says_why",
                condition=Q(state__in=[TextState.WAITING, TextState.KEPT]) | ~Q(reason=""),
            ),
        ]
        indexes = [models.Index(fields=["survey", "question", "state"], name="text_of_question")]
        ordering = ["pk"]  # a random order: the key is

    def __str__(self) -> str:
        return str(self.pk)


class Receipt(models.Model):
    """A hash of somebody's four words, and the texts they wrote."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="receipts")
    batch_number = models.PositiveIntegerField()
    hash = models.TextField()
    texts = models.JSONField(default=list)  # ids of texts

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "hash"], name="surveys_receipt_hash_once")
        ]

    def __str__(self) -> str:
        return self.hash
