from django.db import models


class Pack(models.Model):
    """What came from a file: words, works, licences.

    `prints` tells of each part as it was last taken in, to know what was changed here since.
    """

    key = models.SlugField(max_length=80)
    shelf = models.ForeignKey("library.Shelf", models.PROTECT, related_name="packs")
    title = models.TextField()
    about = models.TextField(blank=True, default="")
    licence = models.TextField()
    language = models.TextField(default="en-GB")
    version = models.PositiveIntegerField()
    made_on = models.DateField()
    taken_in_at = models.DateTimeField()
    taken_in_by = models.ForeignKey(  # null: the system
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    prints = models.JSONField(default=dict)  # of each part as it was taken in, by its key
    groups = models.JSONField(default=list)  # of elements: key, title and about of each

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shelf", "key"], name="library_pack_once_on_a_shelf"),
            models.CheckConstraint(
                name="library_pack_version_counts_from_one", condition=models.Q(version__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Term(models.Model):
    """A word of the field, and what it means."""

    pack = models.ForeignKey(Pack, models.CASCADE, related_name="terms")
    term = models.TextField()
    words = models.TextField()

    class Meta:
        ordering = ["term"]
        constraints = [
            models.UniqueConstraint(fields=["pack", "term"], name="library_term_once_in_a_pack")
        ]

    def __str__(self) -> str:
        return self.term
