"""What the site has mailed, as whoever it was for would read it."""

import re

from groundswell.ground.messages.models import OutgoingMail


def newest_mail_to(address: str) -> str:
    return OutgoingMail.objects.filter(to_address=address).latest("created_at").body


def code_mailed_to(address: str) -> str:
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", newest_mail_to(address), re.MULTILINE)
    assert found, newest_mail_to(address)
    return found.group()
