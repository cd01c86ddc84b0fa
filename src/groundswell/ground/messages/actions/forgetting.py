"""What is not kept: the words of sign-in mails, old mails, old messages."""

import datetime as dt

from django.db import transaction

from ..kinds import Reason
from ..models import Message, OutgoingMail

MAIL_KEPT = dt.timedelta(days=30)
MESSAGE_KEPT = dt.timedelta(days=730)


@transaction.atomic
def forget_old(*, at: dt.datetime) -> None:
    """Wipe what its time has come for; running it twice changes nothing more."""
    mails = OutgoingMail.objects.all()
    mails.filter(forget_at__lte=at, state__in=["waiting", "failed"]).update(
        state=OutgoingMail.State.GIVEN_UP, last_error=Reason.TOO_LATE
    )
    mails.filter(forget_at__lte=at).exclude(subject="", body="").update(subject="", body="")
    mails.filter(created_at__lt=at - MAIL_KEPT).delete()
    Message.objects.filter(created_at__lt=at - MESSAGE_KEPT).delete()
