"""One promise: what, who, to whom, by when, what became of it, and all that happened to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.engines.thread import queries as thread
from groundswell.engines.thread.queries import Links, SeenDoubt
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..kinds import KIND, Audience
from ..models import Commitment, Handing
from .contexts import contexts_of
from .history import Event, history_of
from .rows import Row, row_of


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    row: Row
    lead: str
    facts: tuple[tuple[str, str], ...]
    history: tuple[Event, ...]
    links: Links | None  # None where the thread knows nothing of it
    doubts: tuple[SeenDoubt, ...]  # what it rests on that holds no longer
    may_hand_back: Decision
    may_reopen: Decision
    was_handed_on: bool  # to this reader, who has it now
    move_url: str
    hand_back_url: str
    reopen_url: str


def commitment_page(actor: Actor, commitment: Commitment) -> CommitmentPage:
    """The page; `commitment` has come through `commitment_for`."""
    prefetch_related_objects([commitment], "moves__by")
    last = last_handing(commitment)
    contexts = contexts_of(actor, [commitment])
    row = row_of(actor, commitment, contexts)
    ref = Ref(KIND, commitment.pk)
    return CommitmentPage(
        row=row,
        lead=_lead(row),
        facts=tuple(_facts(commitment, row)),
        history=history_of(commitment),
        links=thread.links_of(actor, [ref]).get(ref),
        doubts=thread.doubts_of(actor, [ref]).get(ref, ()),
        may_hand_back=policies.hand_back_commitment(actor, commitment, last),
        may_reopen=policies.reopen_commitment(actor, commitment),
        was_handed_on=row.is_mine and last is not None and not last.is_back,
        move_url=reverse("commitments:move", args=[commitment.pk]),
        hand_back_url=reverse("commitments:hand_back", args=[commitment.pk]),
        reopen_url=reverse("commitments:reopen", args=[commitment.pk]),
    )


def last_handing(commitment: Commitment) -> Handing | None:
    """The newest handing on or back."""
    rows = Handing.objects.filter(commitment=commitment)
    return rows.select_related("owner_before").order_by("pk").last()


def _lead(row: Row) -> str:
    told = {"owner": row.owner, "to": row.to_whom, "day": row.due}
    return _("%(owner)s promised this to %(to)s, by %(day)s.") % told


def _facts(commitment: Commitment, row: Row) -> Iterator[tuple[str, str]]:
    yield _("Owner"), f"{row.owner}, {row.owner_note}" if row.owner_note else row.owner
    yield _("Promised to"), row.to_whom
    yield _("By"), f"{row.due}, {row.due_note}" if row.due_note else row.due
    if commitment.closed_on and not commitment.is_open:
        yield commitment.get_state_display(), words.day(commitment.closed_on)
    if row.closing:
        yield _("What was said of it"), row.closing
    if row.theme:
        yield _("Theme"), row.theme
    yield _("Who may read it"), _readers(commitment)


def _readers(commitment: Commitment) -> str:
    if commitment.audience == Audience.ORGANISATION and commitment.organisation:
        return _("Everyone in %(place)s") % {"place": commitment.organisation.name}
    if commitment.audience == Audience.INVOLVED and commitment.programme_id:
        return _("Those it concerns, and everybody who takes part in the piece of work")
    return commitment.get_audience_display()
