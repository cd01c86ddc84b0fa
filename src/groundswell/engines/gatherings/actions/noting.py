"""While it runs: notes of each item, who is here, what is decided."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.errors import Stale
from groundswell.ground.people.actors import Actor

from .. import policies
from ..models import AgendaItem, Decision, Gathering, Invitation
from .checks import LONGEST_WORDS, refuse_stale, usable_text
from .locking import details_of, is_invited, locked


@transaction.atomic
def take_notes(
    *, item: AgendaItem, notes: str, version: int, by: Actor, at: dt.datetime
) -> AgendaItem:
    """Write the notes of one item anew. The same words again change nothing, whatever the version.

    Raises
    ------
    Refused
        See `policies.take_notes`.
    Unusable
        Where the notes are too long or hold what cannot be shown.
    Stale
        Where somebody else saved this item since `version`: nothing is overwritten, and the page
        shows both texts.
    """
    gathering = locked(item.gathering)
    policies.take_notes(by, gathering, at, is_invited=is_invited(gathering, by=by)).or_refuse()
    item = gathering.items.get(pk=item.pk)
    kept = usable_text(notes, field="notes")
    if kept == item.notes:
        return item
    if version != item.notes_version:
        raise Stale(_("Somebody else saved notes here while you were writing."), field="notes")
    item.notes, item.notes_version = kept, version + 1
    item.notes_by, item.notes_at = by.person, at
    item.save(update_fields=["notes", "notes_version", "notes_by", "notes_at"])
    audit.record("gathering.notes_taken", **details_of(gathering, by=by, at=at), item=item.title)
    return item


@transaction.atomic
def note_attendance(
    *, invitation: Invitation, attended: bool | None, by: Actor, at: dt.datetime
) -> Invitation:
    """Say whether somebody is here; None takes it back. Raises Refused."""
    gathering = locked(invitation.gathering)
    policies.note_attendance(by, gathering, at, is_invited=is_invited(gathering, by=by)).or_refuse()
    invitation = gathering.invitations.select_related("person").get(pk=invitation.pk)
    if invitation.attended is attended:
        return invitation
    invitation.attended = attended
    invitation.save(update_fields=["attended"])
    audit.record(
        "gathering.attendance_noted",
        **details_of(gathering, by=by, at=at),
        who=invitation.person.name,
    )
    return invitation


@transaction.atomic
def record_decision(
    *,
    gathering: Gathering,
    text: str,
    item: AgendaItem | None = None,
    by: Actor,
    at: dt.datetime,
) -> Decision:
    """Write down what was decided, perhaps under an item. The same words twice are one decision.

    Raises Refused, Unusable.
    """
    gathering = locked(gathering)
    policies.record_decision(by, gathering, at, is_invited=is_invited(gathering, by=by)).or_refuse()
    decision, is_new = Decision.objects.get_or_create(
        gathering=gathering,
        text=_usable_decision(text),
        item=item,
        defaults={"by_id": by.id, "at": at},
    )
    if is_new:
        audit.record("gathering.decided", **details_of(gathering, by=by, at=at))
    return decision


@transaction.atomic
def change_decision(
    *, decision: Decision, text: str, version: int, by: Actor, at: dt.datetime
) -> Decision:
    """Put a decision into better words. Raises Refused, Unusable, Stale."""
    gathering = locked(decision.gathering)
    policies.change_decision(by, gathering, at, is_invited=is_invited(gathering, by=by)).or_refuse()
    decision = gathering.decisions.get(pk=decision.pk)
    refuse_stale(version, decision.version)
    decision.text, decision.version = _usable_decision(text), version + 1
    decision.save(update_fields=["text", "version"])
    audit.record("gathering.decision_changed", **details_of(gathering, by=by, at=at))
    return decision


def _usable_decision(text: str) -> str:
    return usable_text(
        text,
        field="text",
        most=LONGEST_WORDS,
        missing=_("Write what was decided, in a sentence."),
    )
