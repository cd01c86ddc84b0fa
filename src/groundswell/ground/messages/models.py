import datetime as dt
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groundswell.ground.kernel.constraints import in_order, one_of

from .kinds import Channel, Reason, Via


class Message(models.Model):
    """Something one person has been told. It stands in the inbox, whether it was mailed or not."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="messages")
    kind = models.TextField()  # a code of kinds.kinds; its app may have gone since
    subject = models.TextField()
    body = models.TextField()
    url = models.TextField(blank=True, default="")  # where it leads, within the site
    key = models.TextField(null=True)  # what happened; the same event tells a person once
    channel = models.TextField(choices=Channel.choices)  # as the person wanted it when told
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)  # when a mail or a digest took it along

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="messaging_told_once"),
            one_of("channel", Channel.values),
            in_order("created_at", "read_at"),
        ]
        indexes = [
            models.Index(fields=["person", "-created_at"], name="message_of_person"),
            models.Index(
                fields=["person"], condition=Q(read_at__isnull=True), name="message_unread"
            ),
            models.Index(
                fields=["channel", "created_at"],
                condition=Q(mailed_at__isnull=True, read_at__isnull=True),
                name="message_for_digest",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class Choice(models.Model):
    """How one person wants one kind of message; no row: the kind's own default."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.TextField()
    channel = models.TextField(choices=Channel.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="messaging_choice_once"),
            one_of("channel", Channel.values),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.channel}"


class OutgoingMailSet(models.QuerySet["OutgoingMail"]):
    def due(self, at: dt.datetime) -> "OutgoingMailSet":
        """What may be sent now, in the order of sending: codes first, then who waited longest."""
        return self.filter(
            Q(forget_at__isnull=True) | Q(forget_at__gt=at),
            state__in=[OutgoingMail.State.WAITING, OutgoingMail.State.FAILED],
            due_at__lte=at,
        ).order_by("-holds_code", "created_at", "pk")


class OutgoingMail(models.Model):
    """A mail on its way to one address."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("To be tried again")
        GIVEN_UP = "given_up", _("Given up")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+"
    )  # whose address it is, where it is anybody's
    to_address = models.TextField()
    subject = models.TextField()
    body = models.TextField()
    key = models.TextField(null=True, unique=True)  # such as one digest of a person and a day
    via = models.TextField(choices=Via.choices, blank=True, default="")  # how it was last tried
    state = models.TextField(choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(choices=Reason.choices, blank=True, default="")
    holds_code = models.BooleanField(default=False)  # goes first; its words are not kept
    late = models.TextField(blank=True, default="")  # a code of kinds.late_parts
    late_key = models.TextField(blank=True, default="")  # what its maker is told
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()  # not to be tried before; while it is tried, a lease
    forget_at = models.DateTimeField(null=True)  # when its words go, sent or not
    sent_at = models.DateTimeField(null=True)

    objects = OutgoingMailSet.as_manager()

    class Meta:
        constraints = [
            one_of("state", ["waiting", "sent", "failed", "given_up"]),
            models.CheckConstraint(
                name="messaging_outgoingmail_sent_has_time",
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="messaging_outgoingmail_late_has_key",
                condition=Q(late="", late_key="") | (~Q(late="") & ~Q(late_key="")),
            ),
            models.CheckConstraint(
                name="messaging_outgoingmail_code_is_forgotten",
                condition=Q(holds_code=False) | Q(forget_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["-holds_code", "created_at"],
                condition=Q(state__in=["waiting", "failed"]),
                name="mail_to_send",
            ),
            models.Index(fields=["-created_at"], name="mail_newest"),
        ]

    def __str__(self) -> str:
        """Fit for the trail: a sign-in mail is never told by its own words."""
        return str(_("Sign-in mail")) if self.holds_code else self.subject
