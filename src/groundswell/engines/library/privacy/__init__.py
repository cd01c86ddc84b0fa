"""The personal data that the library holds: of who writes and reviews it, and of who reads it."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.held import Held
from groundswell.ground.kernel.registries import PersonalData

from . import editing, readers


def export(person_id: UUID) -> dict[str, Held]:
    """The person's own rows as plain values, newest first."""
    return {**readers.export(person_id), **editing.export(person_id)}


@transaction.atomic
def erase(person_id: UUID, at: dt.datetime) -> None:
    """What a person kept for themselves goes; what others read stays, without a name."""
    readers.erase(person_id)
    editing.erase(person_id)


DECLARATION = PersonalData(
    purpose=gettext_lazy(
        "To know who wrote and let out what stands in the library, and to keep what you keep there."
    ),
    lawful_basis=gettext_lazy("Public task; for charities and companies legitimate interests."),
    retention=gettext_lazy(
        "What is published, and the drafts and comments that led to it, as long as the library"
        " stands. Lists and notes as long as you keep them, and 30 days after you delete them;"
        " nobody but you reads your notes. When your account is erased they go, with what you set"
        " in the editor and questions that only you were answered; what you wrote for others"
        " stays, without your name. A page that was made of what you sent in keeps the credit that"
        " stands on it: ask those who review the shelf to take it out."
    ),
    models=(*editing.TABLES, *readers.TABLES),
    export=export,
    erase=erase,
)
