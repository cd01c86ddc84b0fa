"""Who is asked to come, and what they answer."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import Reply
from ..models import Gathering, Invitation
from .findable import index_gathering
from .locking import details_of, is_invited, locked
from .telling import tell_people, when, where

if TYPE_CHECKING:
    from groundswell.ground.people.models import Person

MOST_INVITED = 500  # people; more is an event with a public page


@transaction.atomic
def invite(
    *, gathering: Gathering, people: "Iterable[Person]", by: Actor, at: dt.datetime
) -> list[Invitation]:
    """Ask people to come; those asked already are left as they are. Gives the new invitations.

    Raises Refused; Unusable where nobody was chosen, or too many.
    """
    gathering = locked(gathering)
    policies.invite(by, gathering).or_refuse()
    chosen = list(people)
    if not chosen:
        raise Unusable(_("Choose at least one person."), field="person")
    made = put_invitations(gathering, chosen, by=by, at=at)
    index_gathering(gathering)
    return made


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Actor, at: dt.datetime) -> None:
    """The person is not asked any more. Raises Refused."""
    gathering = locked(invitation.gathering)
    policies.withdraw_invitation(by, gathering, invitation.person_id).or_refuse()
    invitation.delete()
    audit.record(
        "gathering.invitation_withdrawn",
        **details_of(gathering, by=by, at=at),
        who=invitation.person.name,
    )
    index_gathering(gathering)


@transaction.atomic
def reply(*, gathering: Gathering, answer: str, by: Actor, at: dt.datetime) -> Invitation:
    """Say whether one comes. To say it twice is to have said it once. Raises Refused, Unusable."""
    gathering = locked(gathering)
    policies.reply(by, gathering, is_invited=is_invited(gathering, by=by)).or_refuse()
    if answer not in Reply.values or answer == Reply.NONE:
        raise Unusable(_("Choose one of the answers shown."))
    invitation = gathering.invitations.get(person_id=by.id)
    if invitation.reply != answer:
        invitation.reply, invitation.replied_at = answer, at
        invitation.save(update_fields=["reply", "replied_at"])
        label = str(Reply(answer).label)
        audit.record("gathering.replied", **details_of(gathering, by=by, at=at), answer=label)
    return invitation


def put_invitations(
    gathering: Gathering,
    people: "Iterable[Person]",
    *,
    is_told: bool = True,
    by: Actor,
    at: dt.datetime,
) -> list[Invitation]:
    """New invitations, each told once; the organiser comes without being asked."""
    asked = set(gathering.invitations.values_list("person_id", flat=True))
    new = {p.pk: p for p in people if p.pk not in asked and p.is_active}
    if len(asked) + len(new) > MOST_INVITED:
        raise Unusable(_("Invite at most 500 people."), field="person")
    made = Invitation.objects.bulk_create(
        _invitation(gathering, person, by, at) for person in new.values()
    )
    told = new.keys() - {by.id, gathering.organiser_id}
    if told:
        audit.record("gathering.invited", **details_of(gathering, by=by, at=at), n=len(told))
    if told and is_told:
        _tell(gathering, sorted(told), by, at)
    return made


def _invitation(gathering: Gathering, person: "Person", by: Actor, at: dt.datetime) -> Invitation:
    comes = person.pk == gathering.organiser_id
    return Invitation(
        gathering=gathering,
        person=person,
        reply=Reply.COMING if comes else Reply.NONE,
        replied_at=at if comes else None,
        invited_by_id=by.id,
        invited_at=at,
    )


def _tell(gathering: Gathering, person_ids: list, by: Actor, at: dt.datetime) -> None:
    told = {"who": by.name, "title": gathering.title, "when": when(gathering)}
    parts = [
        _("%(who)s invites you to “%(title)s” on %(when)s.") % told,
        where(gathering),
        gathering.about,
        _("Say on its page whether you can come."),
    ]
    tell_people(
        gathering,
        "gatherings.invited",
        _("“%(title)s” on %(when)s: can you come?") % told,
        "\n\n".join(filter(None, parts)),
        key=f"invited:{at.isoformat()}",
        person_ids=person_ids,
        at=at,
    )
