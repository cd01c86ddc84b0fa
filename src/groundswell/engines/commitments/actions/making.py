"""A promise is made: one owner, one day, and to whom."""

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from groundswell.engines.thread import actions as thread
from groundswell.engines.thread.kinds import LinkType
from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..kinds import KIND, LONGEST_NAME, Audience
from ..models import Commitment
from .changing import usable_words
from .findable import index_commitment
from .locking import day_ahead, line_from
from .placing import list_of
from .telling import tell_owner, tell_whom_it_was_made_to

if TYPE_CHECKING:
    from groundswell.ground.people.models import Organisation, Person


@transaction.atomic
def make_commitment(
    *,
    title: str,
    owner: "Person",
    due_on: dt.date,
    made_to: "Person | None" = None,
    made_to_words: str = "",
    detail: str = "",
    context: Ref | None = None,
    occasion: str = "",
    theme: str = "",
    programme_id: UUID | None = None,
    organisation: "Organisation | None" = None,
    audience: str = Audience.INVOLVED,
    began_from: Ref | None = None,
    is_told: bool = True,
    by: Actor,
    at: dt.datetime,
) -> Commitment:
    """Write a promise down; it stands last in its theme. Owner and whom it is made to are told.

    Parameters
    ----------
    made_to, made_to_words
        The person, or others in words such as "the team"; one of them at least.
    context
        What it belongs to; `occasion` is a code of the context, such as ``launch``.
    programme_id
        The piece of work whose people may read it, help with its words, and close it if they lead.
    began_from
        A thing on the thread that it rests on; the maker has to see it.
    is_told
        Whether owner and whom it is made to are told now; a piece of work may tell of a whole plan.

    Raises
    ------
    Refused
        See `policies.make_commitment`.
    Unusable
        Where words are missing or too long, the day has passed, or the audience has no place.
    """
    policies.make_commitment(by, owner, programme_id, organisation).or_refuse()
    commitment = Commitment(
        **usable_words({"title": title, "detail": detail, "theme": theme}),
        owner=owner,
        made_to=made_to,
        made_to_words=line_from(made_to_words, field="made_to_words", most=LONGEST_NAME),
        due_on=day_ahead(due_on, day_of(at)),
        context_kind=context.kind if context else None,
        context_id=context.id if context else None,
        occasion=occasion,
        programme_id=programme_id,
        organisation=organisation,
        audience=audience,
        made_by=by.person,
        made_at=at,
    )
    _check_whom_and_who(commitment)
    commitment.position = _next_place(commitment)
    commitment.save(force_insert=True)
    index_commitment(commitment)
    if began_from:
        here = Ref(KIND, commitment.pk)
        thread.link(source=here, type=LinkType.RESTS_ON, target=began_from, by=by, at=at)
    day = words.day(due_on)
    place = commitment.organisation_id
    audit.record("commitment.made", about=commitment, by=by, at=at, organisation_id=place, day=day)
    if is_told:
        _tell(commitment, by, at)
    return commitment


def _check_whom_and_who(commitment: Commitment) -> None:
    if not commitment.to_whom:
        raise Unusable(_("Say whom it is promised to."), field="made_to")
    fits = commitment.audience != Audience.ORGANISATION or commitment.organisation is not None
    if commitment.audience not in Audience.values or not fits:
        raise Unusable(_("Choose who may read this."), field="audience")


def _next_place(commitment: Commitment) -> int:
    if commitment.context is None:
        return 0
    last = list_of(commitment).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _tell(commitment: Commitment, by: Actor, at: dt.datetime) -> None:
    told = {
        "by": by.name,
        "owner": commitment.owner.name,
        "to": commitment.to_whom,
        "title": commitment.title,
        "day": words.day(commitment.due_on),
    }
    tell_owner(
        commitment,
        _("Yours, by %(day)s: %(title)s") % told,
        _(
            "%(by)s wrote down that you do this, for %(to)s, by %(day)s. If it is not yours to do,"
            " hand it on, or ask %(by)s."
        )
        % told,
        by=by,
        at=at,
    )
    tell_whom_it_was_made_to(
        commitment,
        _("Promised to you, by %(day)s: %(title)s") % told,
        _("%(owner)s promised you this, by %(day)s. We tell you what became of it.") % told,
        by=by,
        at=at,
    )
