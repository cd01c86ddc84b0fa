from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from groundswell.ground.kernel.constraints import both_or_neither, one_of, web_address
from groundswell.ground.kernel.references import Ref

from ..kinds import Audience, Reply, State


class Gathering(models.Model):
    """Anything with a date and people: a weekly meeting, a review, a workshop, a visit."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    title = models.TextField()
    kind = models.TextField()  # a code of kinds.gathering_kinds; its wing may have gone since
    context_kind = models.TextField(null=True)  # what it belongs to, as a reference
    context_id = models.UUIDField(null=True)
    programme_id = models.UUIDField(null=True)  # whoever holds a role there takes part
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, related_name="+"
    )
    audience = models.TextField(choices=Audience.choices, default=Audience.INVITED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.TextField(blank=True, default="")
    link = models.TextField(blank=True, default="")  # where people join from afar
    about = models.TextField(blank=True, default="")
    organiser = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    state = models.TextField(choices=State.choices, default=State.PLANNED)
    cancel_reason = models.TextField(blank=True, default="")
    closed_at = models.DateTimeField(null=True)  # when it was closed or cancelled
    closed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    sequence = models.PositiveIntegerField(default=0)  # of its entry in people's calendars
    version = models.PositiveIntegerField(default=1)
    is_public = models.BooleanField(default=False)  # has a page that asks for no sign-in
    registration_open = models.BooleanField(default=False)
    capacity = models.PositiveIntegerField(null=True)  # of people who register; null: no limit
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("audience", Audience.values),
            one_of("state", State.values),
            both_or_neither("context_kind", "context_id"),
            both_or_neither("closed_at", "closed_by"),
            web_address("link"),
            models.CheckConstraint(
                name="gatherings_gathering_takes_time", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="gatherings_gathering_closed_by_somebody",
                condition=Q(state=State.PLANNED, closed_at__isnull=True)
                | (~Q(state=State.PLANNED) & Q(closed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="gatherings_gathering_cancelled_with_reason",
                condition=(Q(state=State.CANCELLED) & ~Q(cancel_reason=""))
                | (~Q(state=State.CANCELLED) & Q(cancel_reason="")),
            ),
            models.CheckConstraint(
                name="gatherings_gathering_audience_has_place",
                condition=~Q(audience=Audience.ORGANISATION) | Q(organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="gatherings_gathering_registers_in_public",
                condition=Q(registration_open=False) | Q(is_public=True),
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at"], name="gathering_by_start"),
            models.Index(fields=["programme_id", "starts_at"], name="gathering_of_programme"),
            models.Index(fields=["context_kind", "context_id"], name="gathering_of_context"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def context(self) -> Ref | None:
        """What it belongs to, where it belongs to something."""
        if self.context_kind is None or self.context_id is None:
            return None
        return Ref(self.context_kind, self.context_id)


class Invitation(models.Model):
    """One person asked to come: what they answered, and whether they came."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="invitations")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    reply = models.TextField(choices=Reply.choices, default=Reply.NONE)
    replied_at = models.DateTimeField(null=True)
    attended = models.BooleanField(null=True)  # null: nobody has said
    invited_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("reply", Reply.values),
            models.CheckConstraint(
                name="gatherings_invitation_reply_has_time",
                condition=Q(reply=Reply.NONE, replied_at__isnull=True)
                | (~Q(reply=Reply.NONE) & Q(replied_at__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["gathering", "person"], name="gatherings_invitation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} to {self.gathering_id}"
