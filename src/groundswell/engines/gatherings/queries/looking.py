"""The list of gatherings, and the page of one."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.paging import Pager, paged

from .. import policies
from ..kinds import Audience, Reply, State, label_of
from ..models import Gathering, Invitation
from . import times
from .access import invitation_of, visible_to
from .parts import AgendaPart, agenda_part

_MOST_UPCOMING = 50
_PAST_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class GatheringRow:
    title: str
    url: str
    kind: str
    when: str
    place: str
    state: str  # a word; empty where it is simply planned


@dataclass(frozen=True, slots=True)
class IndexPage:
    lead: str
    upcoming: tuple[GatheringRow, ...]
    past: tuple[GatheringRow, ...]
    pager: Pager
    may_plan: Decision


def upcoming(actor: Actor, at: dt.datetime) -> list[Gathering]:
    """What is still to come and the actor may read of, the next first."""
    ahead = visible_to(actor).filter(state=State.PLANNED, ends_at__gte=at)
    return list(ahead.order_by("starts_at", "pk")[:_MOST_UPCOMING])


def rows_of(gatherings: Iterable[Gathering]) -> tuple[GatheringRow, ...]:
    """Gatherings as a table shows them; a wing's page may show them too."""
    return tuple(
        GatheringRow(
            title=g.title,
            url=_url("gathering", g),
            kind=label_of(g.kind),
            when=times.span(g),
            place=g.place,
            state="" if g.state == State.PLANNED else str(State(g.state).label),
        )
        for g in gatherings
    )


def index_page(actor: Actor, at: dt.datetime, page: str = "") -> IndexPage:
    """What is to come, and what was, part by part."""
    ahead = upcoming(actor, at)
    behind = visible_to(actor).filter(~Q(state=State.PLANNED) | Q(ends_at__lt=at))
    past, pager = paged(behind.order_by("-starts_at", "pk"), page, _PAST_A_PAGE)
    return IndexPage(
        lead=words.count(len(ahead), _("gathering is to come."), _("gatherings are to come."))
        if ahead
        else _("Nothing is planned."),
        upcoming=rows_of(ahead),
        past=rows_of(past),
        pager=pager,
        may_plan=policies.plan_gathering(actor),
    )


@dataclass(frozen=True, slots=True)
class InvitedRow:
    name: str
    reply: str
    mark: str  # the shape of the reply
    withdraw_url: str  # empty where this reader may not


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the three buttons of who is invited."""

    code: str
    label: str
    is_given: bool


@dataclass(frozen=True, slots=True)
class GatheringPage:
    pk: UUID
    title: str
    kind: str
    lead: str
    pairs: tuple[tuple[str, str], ...]
    link: str
    about: tuple[str, ...]
    state: str
    reason: str  # why it was cancelled
    agenda: AgendaPart
    invited: tuple[InvitedRow, ...]  # empty for those who do not take part
    answers: tuple[Answer, ...]  # empty where this reader is not asked
    takes_part: bool
    is_held: bool
    public_url: str
    n_registered: str  # empty for all but its keepers
    may_change: Decision
    may_cancel: Decision
    may_invite: Decision
    may_set_agenda: Decision


_REPLY_MARKS = {
    Reply.NONE: "todo",
    Reply.COMING: "done",
    Reply.PERHAPS: "waiting",
    Reply.CANNOT: "dropped",
}


def gathering_page(actor: Actor, gathering: Gathering, at: dt.datetime) -> GatheringPage:
    """The page of one gathering, which has come through `gathering_for`."""
    mine = invitation_of(actor, gathering)
    takes_part = policies.takes_part(actor, gathering, is_invited=mine is not None)
    items = list(gathering.items.select_related("lead", "notes_by"))
    may_invite = policies.invite(actor, gathering)
    return GatheringPage(
        pk=gathering.pk,
        title=gathering.title,
        kind=label_of(gathering.kind),
        lead=times.span(gathering),
        pairs=_pairs(gathering),
        link=gathering.link if takes_part else "",
        about=tuple(gathering.about.split("\n")) if gathering.about else (),
        state="" if gathering.state == State.PLANNED else str(State(gathering.state).label),
        reason=gathering.cancel_reason,
        agenda=agenda_part(actor, gathering, items, at),
        invited=_invited(gathering, may_invite) if takes_part else (),
        answers=_answers(actor, gathering, mine),
        takes_part=takes_part,
        is_held=gathering.state == State.HELD,
        public_url=f"{settings.PUBLIC_URL}{_url('public', gathering)}"
        if gathering.is_public
        else "",
        n_registered=_n_registered(actor, gathering),
        may_change=policies.change_gathering(actor, gathering),
        may_cancel=policies.cancel_gathering(actor, gathering),
        may_invite=may_invite,
        may_set_agenda=policies.set_agenda(actor, gathering),
    )


def _pairs(gathering: Gathering) -> tuple[tuple[str, str], ...]:
    pairs = (
        (_("What"), label_of(gathering.kind)),
        (_("When"), times.span(gathering)),
        (_("Where"), gathering.place or (_("By link") if gathering.link else "")),
        (_("Organised by"), gathering.organiser.name),
        (_("Organisation"), gathering.organisation.name if gathering.organisation else ""),
        (_("Who may see it"), _who_sees(gathering)),
    )
    return tuple((name, value) for name, value in pairs if value)


def _who_sees(gathering: Gathering) -> str:
    if gathering.audience == Audience.INVITED and gathering.programme_id:
        return _("Those invited, and everybody who takes part in this piece of work")
    return str(Audience(gathering.audience).label)


def _invited(gathering: Gathering, may_invite: Decision) -> tuple[InvitedRow, ...]:
    rows = gathering.invitations.select_related("person").order_by("person__name", "pk")
    return tuple(
        InvitedRow(
            name=row.person.name,
            reply=str(Reply(row.reply).label),
            mark=_REPLY_MARKS[Reply(row.reply)],
            withdraw_url=reverse("gatherings:withdraw_invitation", args=[gathering.pk, row.pk])
            if may_invite and row.person_id != gathering.organiser_id
            else "",
        )
        for row in rows
    )


def _answers(actor: Actor, gathering: Gathering, mine: Invitation | None) -> tuple[Answer, ...]:
    if mine is None or not policies.reply(actor, gathering, is_invited=True):
        return ()
    labels = {
        Reply.COMING: _("I’m coming"),
        Reply.CANNOT: _("I can’t come"),
        Reply.PERHAPS: _("Perhaps"),
    }
    return tuple(Answer(code, label, mine.reply == code) for code, label in labels.items())


def _n_registered(actor: Actor, gathering: Gathering) -> str:
    if not (gathering.is_public and policies.see_registrations(actor, gathering)):
        return ""
    n = gathering.registrations.filter(cancelled_at=None).count()
    return words.count(n, _("person has registered"), _("people have registered"))


def _url(name: str, gathering: Gathering) -> str:
    return reverse(f"gatherings:{name}", args=[gathering.pk])
