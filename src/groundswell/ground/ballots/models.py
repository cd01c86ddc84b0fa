"""The tables of a ballot. No time in them is finer than a day, and no row joins a person to an
answer: an invitation knows that a slip was issued, a sealed answer knows its slip."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from groundswell.ground.kernel.constraints import in_order, one_of

from .kinds import FEWEST, Mode, Path, State


class Box(models.Model):
    """A sealed box for the answers to one thing that is asked."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.TextField()  # a code of kinds.receivers: which room takes the answers
    subject_id = models.UUIDField()  # what is asked, in that room
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    mode = models.TextField(choices=Mode.choices)
    k = models.PositiveSmallIntegerField()  # fewer are never opened together
    length = models.PositiveIntegerField()  # bytes; every answer is padded to it
    settings = models.JSONField(default=dict)  # what the room promises besides, such as a digest
    open_quota = models.PositiveIntegerField(default=0)  # slips for whoever asks; 0: none
    opens_daily = models.BooleanField(default=False)  # once a day, what leaves enough behind
    unmask_role = models.TextField(blank=True, default="")  # who may link, where it is confidential
    fingerprint = models.TextField()  # of all of the above and the two keys
    signing_public = models.BinaryField()  # RSA of 2048 bits, as SubjectPublicKeyInfo
    sealing_public = models.BinaryField()  # X25519, 32 bytes
    opened_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    opened_on = models.DateField()
    closes_on = models.DateField()  # the last day
    closed_on = models.DateField(null=True)
    locked_on = models.DateField(null=True)  # the day of the first slip
    keys_destroyed_on = models.DateField(null=True)
    n_open_slips = models.PositiveIntegerField(default=0)
    state = models.TextField(choices=State.choices, default=State.OPEN)

    class Meta:
        constraints = [
            one_of("mode", Mode.values),
            one_of("state", State.values),
            in_order("opened_on", "closes_on"),
            in_order("opened_on", "closed_on"),
            in_order("closed_on", "keys_destroyed_on"),
            models.UniqueConstraint(fields=["kind", "subject_id"], name="ballots_box_once"),
            models.CheckConstraint(name="ballots_box_fewest", condition=Q(k__gte=FEWEST)),
            models.CheckConstraint(
                name="ballots_box_quota_kept", condition=Q(n_open_slips__lte=F("open_quota"))
            ),
            models.CheckConstraint(
                name="ballots_box_closed_has_day",
                condition=Q(state=State.OPEN, closed_on__isnull=True)
                | (~Q(state=State.OPEN) & Q(closed_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="ballots_box_role_where_confidential",
                condition=Q(mode=Mode.CONFIDENTIAL) & ~Q(unmask_role="")
                | (~Q(mode=Mode.CONFIDENTIAL) & Q(unmask_role="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.fingerprint}"


class Invitation(models.Model):
    """Somebody may answer once. It knows that a slip was issued, and never what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    box = models.ForeignKey(Box, models.CASCADE, related_name="invitations")
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    address = models.TextField(blank=True, default="")
    phone = models.TextField(blank=True, default="")
    group = models.TextField(blank=True, default="")
    invited_on = models.DateField()
    slip_on = models.DateField(null=True)  # the day a slip was issued
    path = models.TextField(choices=Path.choices, blank=True, default=Path.NONE)
    blinded_hash = models.BinaryField(null=True)  # SHA-256 of the one value that was signed unseen
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints = [
            one_of("path", Path.values),
            in_order("invited_on", "slip_on"),
            in_order("invited_on", "withdrawn_on"),
            models.UniqueConstraint(fields=["box", "person"], name="ballots_invited_once"),
            models.UniqueConstraint(
                fields=["box", "address"],
                condition=~Q(address=""),
                name="ballots_address_invited_once",
            ),
            models.UniqueConstraint(
                fields=["box", "phone"],
                condition=Q(address="") & ~Q(phone=""),
                name="ballots_phone_invited_once",
            ),
            models.CheckConstraint(
                name="ballots_invitation_path_has_day",
                condition=Q(path="", slip_on__isnull=True)
                | (~Q(path="") & Q(slip_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="ballots_invitation_blind_has_value",
                condition=Q(path=Path.BLIND, blinded_hash__isnull=False)
                | (~Q(path=Path.BLIND) & Q(blinded_hash__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["box", "slip_on"], name="ballots_to_remind")]

    def __str__(self) -> str:
        return f"{self.box_id}: {self.invited_on}"


class Link(models.Model):
    """A way in for one invitation. Its token is in the mail alone: here are what tells it again,
    and a public key made of it, to which the seed of the slip is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="links")
    token_hash = models.BinaryField(unique=True)
    public_key = models.BinaryField()
    sealed_seed = models.BinaryField(null=True)
    made_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.invitation_id}: {self.made_on}"


class Sealed(models.Model):
    """One answer, or after the opening what is left of it: that its slip is spent."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    box = models.ForeignKey(Box, models.CASCADE, related_name="sealed", db_index=False)
    slip_hash = models.BinaryField()  # SHA-256 of the slip's nonce
    ciphertext = models.BinaryField(null=True)

    class Meta:
        verbose_name_plural = "sealed answers"
        constraints = [
            models.UniqueConstraint(fields=["box", "slip_hash"], name="ballots_slip_spent_once")
        ]

    def __str__(self) -> str:
        return str(self.box_id)


class Batch(models.Model):
    """That so many answers were taken out of the box together."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    box = models.ForeignKey(Box, models.CASCADE, related_name="batches", db_index=False)
    number = models.PositiveIntegerField()
    n = models.PositiveIntegerField()
    opened_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["box", "number"], name="ballots_batch_once"),
            models.CheckConstraint(name="ballots_batch_fewest", condition=Q(n__gte=FEWEST)),
        ]

    def __str__(self) -> str:
        return f"{self.box_id}: {self.number}"
