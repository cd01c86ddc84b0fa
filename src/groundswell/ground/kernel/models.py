from uuid import uuid4

from django.db import models

from .constraints import in_order, one_of
from .keys import rising_key


class AuditEvent(models.Model):
    """One line of the trail. Holds plain ids, so that it outlives what it speaks of."""

    # Rises as lines are written: those of one action share their time, and keep their order.
    id = models.UUIDField(primary_key=True, default=rising_key, editable=False)
    name = models.TextField()
    about_model = models.TextField()
    about_id = models.TextField()
    about_label = models.TextField()
    organisation_id = models.UUIDField(null=True)
    by_id = models.UUIDField(null=True)
    by_name = models.TextField()
    at = models.DateTimeField()
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_newest"),
            models.Index(
                fields=["organisation_id", "-at", "-id"], name="audit_newest_of_organisation"
            ),
            models.Index(fields=["by_id", "-at", "-id"], name="audit_newest_of_person"),
            models.Index(fields=["about_id"], name="audit_about"),
        ]

    def __str__(self) -> str:
        return self.name


class Job(models.Model):
    """A piece of long work, as the person who started it sees it: a title and a bar."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    title = models.TextField()
    started_by_id = models.UUIDField()  # a Person's id; the kernel does not know people
    state = models.TextField(choices=State.choices, default=State.WAITING)
    step = models.TextField(blank=True, default="")  # what it is doing now, in words
    n_done = models.PositiveIntegerField(default=0)
    n_total = models.PositiveIntegerField(default=0)  # 0: it cannot say
    outcome = models.TextField(blank=True, default="")  # the sentence at the end
    onward_url = models.TextField(blank=True, default="")  # where the result is
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("state", ["waiting", "running", "done", "failed"]),
            in_order("created_at", "ended_at"),
        ]

    def __str__(self) -> str:
        return self.title


class SearchEntry(models.Model):
    """Something that can be found. Its owner keeps it up to date through `search.put`."""

    id = models.UUIDField(primary_key=True)  # the id of the thing itself
    kind = models.TextField()
    title = models.TextField()
    detail = models.TextField(blank=True, default="")
    url = models.TextField()

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """One word of an entry, folded: no capitals, no accents. One reader key makes it visible."""

    entry = models.ForeignKey(  # the constraint below begins with it: no further index
        SearchEntry, models.CASCADE, related_name="words", db_index=False
    )
    word = models.CharField(max_length=60)
    reader = models.CharField(max_length=60)  # who may find it, such as "organisation:<id>"

    class Meta:
        indexes = [
            models.Index(  # answers from the index alone; pattern classes find a beginning
                fields=["reader", "word", "entry"],  # on PostgreSQL whatever its locale
                name="search_reader_word",
                opclasses=["varchar_pattern_ops", "varchar_pattern_ops", "uuid_ops"],
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["entry", "word", "reader"], name="search_word_once")
        ]

    def __str__(self) -> str:
        return self.word
