"""What a reader writes beside something, for their own eyes. Nothing of it stands in the trail."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.locking import held
from groundswell.ground.kernel.texts import usable_text
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import LONGEST_NOTE
from ..models import Note
from .locking import Overtaken, hold_reader


@transaction.atomic
def write_note(*, thing_id: UUID, words: str, version: int, by: Actor, at: dt.datetime) -> Note:
    """Write the one note that a reader has beside a thing, or write it anew.

    Parameters
    ----------
    thing_id
        Of an entry that the reader may read, or beside which they have a note already; who calls
        has looked.
    version
        The one that was before the reader's eyes; 0 where there was no note.

    Raises
    ------
    Unusable
        For no words, too many, or some that cannot be shown.
    Overtaken
        Where another window was faster: it holds what stands there now, nothing is overwritten.
    """
    hold_reader(by=by)
    note = Note.objects.filter(owner_id=by.id, thing_id=thing_id, deleted_at=None).first()
    policies.write_note(by, note).or_refuse()
    kept = usable_text(words, field="words", most=LONGEST_NOTE, missing=_("Write the note first."))
    if note is None:
        return Note.objects.create(owner_id=by.id, thing_id=thing_id, words=kept, at=at)
    if note.words == kept:
        return note
    if note.version != version:
        raise Overtaken(
            _("You wrote here in another window. Both texts are on this page: choose, and save."),
            field="words",
            theirs=note.words,
            version=note.version,
        )
    note.words, note.at, note.version = kept, at, note.version + 1
    note.save(update_fields=["words", "at", "version"])
    return note


@transaction.atomic
def delete_note(*, note: Note, by: Actor, at: dt.datetime) -> None:
    """It is gone from every page; it can be brought back."""
    note = held(Note.objects.all(), note.pk)
    policies.delete_note(by, note).or_refuse()
    note.deleted_at = note.deleted_at or at
    note.save(update_fields=["deleted_at"])


@transaction.atomic
def bring_back_note(*, note: Note, by: Actor, at: dt.datetime) -> Note:
    """As it was. Where the reader wrote another one since, both are one: the old words come last.

    Raises Unusable where the two together are too long; both stay as they are.
    """
    hold_reader(by=by)
    note = held(Note.objects.all(), note.pk)
    policies.bring_back_note(by, note).or_refuse()
    if note.deleted_at is None:
        return note
    since = Note.objects.filter(owner_id=by.id, thing_id=note.thing_id, deleted_at=None).first()
    if since is None:
        note.deleted_at = None
        note.save(update_fields=["deleted_at"])
        return note
    both = f"{since.words}\n\n{note.words}"
    if len(both) > LONGEST_NOTE:
        raise Unusable(_("You wrote another note there since, and the two are too long for one."))
    since.words, since.at, since.version = both, at, since.version + 1
    since.save(update_fields=["words", "at", "version"])
    note.delete()
    return since
