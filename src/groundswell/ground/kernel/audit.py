"""What was done to what, by whom and when. Written inside the action, never with answers in it."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Model

from .doers import Doer
from .models import AuditEvent
from .registries import audit_sentences

_AT_ONCE = 500  # lines a statement


def record(
    name: str,
    *,
    about: Model,
    by: Doer,
    at: dt.datetime,
    organisation_id: UUID | None = None,
    **details: Any,
) -> AuditEvent:
    """Write down one event, in the transaction of the action that it belongs to.

    Parameters
    ----------
    name
        Noun and past tense, such as ``measure.corrected``; registered with its sentence.
    about
        The row that the event is about; its own `str()` is kept, so that the line can be read
        after the row has gone.
    organisation_id
        Whose trail the line belongs to: that organisation's administrators read it.
    details
        Plain values that the sentence names.

    Raises
    ------
    KeyError
        If no app has registered a sentence for `name`.
    """
    event = _event(name, about, by, at, organisation_id, details)
    event.save(force_insert=True)
    return event


def record_each(
    name: str,
    events: Iterable[tuple[Model, UUID | None, dict[str, Any]]],
    *,
    by: Doer,
    at: dt.datetime,
) -> None:
    """As `record`, for many things at once: each with its organisation and its details."""
    AuditEvent.objects.bulk_create(
        (_event(name, about, by, at, place, details) for about, place, details in events),
        batch_size=_AT_ONCE,
    )


def _event(
    name: str,
    about: Model,
    by: Doer,
    at: dt.datetime,
    organisation_id: UUID | None,
    details: dict[str, Any],
) -> AuditEvent:
    if name not in audit_sentences:
        raise KeyError(f"No sentence is registered for the audit event {name!r}.")
    return AuditEvent(
        name=name,
        about_model=about._meta.label,
        about_id=str(about.pk),
        about_label=str(about)[:200],
        organisation_id=organisation_id,
        by_id=by.id,
        by_name=by.name,
        at=at,
        details=details,
    )


def sentence(event: AuditEvent) -> str:
    """The event as a person reads it. An event whose app has gone is told by its bare name."""
    words = audit_sentences.get(event.name)
    if words is None:
        return f"{event.name}: {event.about_label}"
    values = {"by": event.by_name, "about": event.about_label, **event.details}
    return str(words) % _Lenient(values)


class _Lenient(dict[str, Any]):
    """An old event may lack a detail that today's sentence names: a dash stands in."""

    def __missing__(self, key: str) -> str:
        return "–"
