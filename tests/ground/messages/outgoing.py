"""Mails on their way out, and what became of them."""

import datetime as dt
from typing import Any

from tests.world import NOON

from groundswell.ground.messages import actions
from groundswell.ground.messages.models import OutgoingMail

MINUTE = dt.timedelta(minutes=1)


def a_mail(to: str = "joyce@harrowmere.example", **details: Any) -> OutgoingMail:
    words = {"subject": "Moved", "body": "Seven weeks", "created_at": NOON, "due_at": NOON}
    return OutgoingMail.objects.create(to_address=to, **{**words, **details})


def a_code(to: str = "joyce@harrowmere.example", at: dt.datetime = NOON) -> OutgoingMail:
    [mail] = actions.post_mail(addresses=[to], subject="Sign-in code", body="AB12-CD34", at=at)
    return mail


def send(at: dt.datetime = NOON, **details: Any) -> bool:
    return actions.send_waiting(clock=lambda: at, **details)


def state_of(mail: OutgoingMail) -> tuple[str, str]:
    mail.refresh_from_db()
    return mail.state, mail.last_error
