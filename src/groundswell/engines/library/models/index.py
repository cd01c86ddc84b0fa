from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Lower, Substr

from groundswell.ground.kernel.constraints import one_of

from ..kinds import Audience, Standing


class Citation(models.Model):
    """What a published item builds on: a work, or another item. Written anew at each publishing.

    `place` is the field in which it stands, such as ``rests_on``.
    """

    item = models.ForeignKey("library.Item", models.CASCADE, related_name="cites")
    work = models.ForeignKey("library.Work", models.PROTECT, null=True, related_name="cited_in")
    cited = models.ForeignKey("library.Item", models.CASCADE, null=True, related_name="cited_in")
    place = models.TextField()
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="library_citation_of_one_thing",
                condition=Q(work__isnull=True, cited__isnull=False)
                | Q(work__isnull=False, cited__isnull=True),
            ),
        ]


class Entry(models.Model):
    """One thing that readers can find: an item that is published, or a work, as lists show it.

    `facets` are the codes that a reader can choose among, each as ``name:code``.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)  # the thing's own uid
    item = models.OneToOneField("library.Item", models.CASCADE, null=True, related_name="entry")
    work = models.OneToOneField("library.Work", models.CASCADE, null=True, related_name="entry")
    kind = models.TextField()  # a code of `kinds.Kind`, or kinds.WORK
    title = models.TextField()  # of a work: how it is cited
    lead = models.TextField(blank=True, default="")
    url = models.TextField()
    audience = models.TextField(choices=Audience.choices)
    organisation = models.ForeignKey("people.Organisation", models.CASCADE, null=True)
    year = models.PositiveSmallIntegerField(null=True)
    review_by = models.DateField(null=True)
    standing = models.TextField(choices=Standing.choices, default=Standing.CURRENT)
    is_shaken = models.BooleanField(default=False)  # something it rests on no longer holds
    first_on = models.DateField()  # when readers could first find it
    facets = models.JSONField(default=list)
    # What the index of words is kept by, and what lists are put in order by: small, made by the
    # database out of the rest of the row.
    number = models.GeneratedField(
        expression=Coalesce(F("item") * 2, F("work") * 2 + 1),
        output_field=models.BigIntegerField(),
        db_persist=True,
        unique=True,
    )
    order = models.GeneratedField(
        expression=Lower(Substr("title", 1, 40)),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        constraints = [
            one_of("audience", Audience.values),
            one_of("standing", Standing.values),
            models.CheckConstraint(
                name="library_entry_of_one_thing",
                condition=Q(item__isnull=True, work__isnull=False)
                | Q(item__isnull=False, work__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "title"], name="library_entry_by_kind"),
            # All that a search asks of an entry, without the long rest of its row.
            models.Index(
                fields=["number", "audience", "organisation", "kind", "standing", "year", "order"],
                name="library_entry_in_short",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Word(models.Model):
    """A word of an entry, in the form that `finding.spelling` gives it.

    `weight` says where it stands; `written` is how, where that is another form.
    """

    entry = models.ForeignKey(
        "library.Entry", models.CASCADE, to_field="number", related_name="words"
    )
    word = models.CharField(max_length=60)
    weight = models.PositiveSmallIntegerField()
    written = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["word", "entry", "weight"], name="library_word_found")]


class Choice(models.Model):
    """One of the codes of `Entry.facets`, to find who has it."""

    entry = models.ForeignKey(
        "library.Entry", models.CASCADE, to_field="number", related_name="choices"
    )
    code = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["code", "entry"], name="library_choice_found")]


class Gram(models.Model):
    """Three letters of a word that stands in the index, to find what was nearly typed.

    Each word has one row whose letters begin with a border: by it the words are found that begin
    with what was typed.
    """

    gram = models.CharField(max_length=3)
    word = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gram", "word"], name="library_gram_once")]
