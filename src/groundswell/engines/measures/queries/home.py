"""What measures put on a person's home page: cards, news, and the panel of their own."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.registries import HomeCard, HomePanel, News
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.web import words

from .. import reading
from ..entries import latest_period, period_end
from ..kinds import Number, ProposalState
from ..models import Measure, Proposal
from .access import stewarded_by, visible_to
from .tables import (
    TableRow,
    by_attention,
    in_use,
    near_to,
    table_row,
    waiting_among,
)

_MOST_CARDS = 5
_MOST_ROWS = 6


@dataclass(frozen=True, slots=True)
class Panel:
    rows: tuple[TableRow, ...]
    url: str


def cards_for(actor: Actor, at: dt.datetime) -> list[HomeCard]:
    """Proposals that wait for this person's answer, and numbers that they owe."""
    return [*_answers(actor), *_due(actor, at)]


def _answers(actor: Actor) -> Iterable[HomeCard]:
    """A proposal asks its data owner; the team's leader or an analyst where there is none."""
    waiting = (
        Proposal.objects
        .filter(state=ProposalState.WAITING, measure__retired_at__isnull=True)
        .filter(_asks(actor))
        .select_related("measure__definition", "measure__organisation", "measure__team")
        .order_by("raised_at", "pk")[:_MOST_CARDS]
    )
    for proposal in waiting:
        measure = proposal.measure
        yield HomeCard(
            glyph="measures",
            title=_("Should the limits of “%(title)s” be recalculated?")
            % {"title": measure.definition.title},
            why=_("The numbers have shifted since %(day)s, %(place)s. You answer this one.")
            % {"day": words.day(proposal.from_on), "place": measure.place_name},
            button=_("Answer"),
            url=reverse("measures:measure", args=[measure.pk]) + "#proposal",
            since=proposal.raised_at,
        )


def _asks(actor: Actor) -> Q:
    led = {r.team_id for r in actor.roles if r.code == RoleCode.TEAM_LEADER and r.team_id}
    nobody = Q(measure__data_owner__isnull=True)
    return Q(measure__data_owner_id=actor.id) | nobody & (
        Q(measure__team_id__in=led)
        | Q(measure__team__isnull=True, measure__organisation_id__in=stewarded_by(actor))
    )


def _due(actor: Actor, at: dt.datetime) -> Iterable[HomeCard]:
    """Measures of this data owner without a number for the last period that is over."""
    today = day_of(at)
    owned = (
        Measure.objects
        .filter(data_owner_id=actor.id, retired_at__isnull=True)
        .exclude(definition__number=Number.DAYS_BETWEEN)
        .select_related("definition", "state", "team", "organisation")
        .order_by("definition__title", "pk")
    )
    late = [m for m in owned if _is_late(m, today)]
    for measure in late[:_MOST_CARDS]:
        due = latest_period(measure.definition, today)
        period = reading.style_of(measure.definition).period_in_full(due)
        over = dt.datetime.combine(period_end(measure.definition, due), dt.time(12), tzinfo=dt.UTC)
        yield HomeCard(
            glyph="measures",
            title=_("Add the number of “%(title)s”") % {"title": measure.definition.title},
            why=_("%(period)s is over and has no number yet, %(place)s.")
            % {"period": period, "place": measure.place_name},
            button=_("Add it"),
            url=reverse("measures:add", args=[measure.pk]),
            since=over,
            weight=0,
        )


def _is_late(measure: Measure, today: dt.date) -> bool:
    """Whether numbers were once given and the latest is missing."""
    state = getattr(measure, "state", None)
    due = latest_period(measure.definition, today)
    return bool(state and state.last_on and state.last_on < due)


def panel_for(actor: Actor, at: dt.datetime) -> HomePanel:
    """ "Your measures" with a small line each."""
    shown = list(by_attention(in_use(actor).filter(near_to(actor)))[:_MOST_ROWS])
    waiting = waiting_among(shown)
    rows = tuple(table_row(m, is_waiting=m.pk in waiting) for m in shown)
    content = Panel(rows, reverse("measures:index")) if rows else None
    return HomePanel(order=30, template="measures/_home_panel.html", content=content)


def news_for(actor: Actor, since: dt.datetime, until: dt.datetime) -> list[News]:
    """Limits recalculated or kept, on charts near to this person."""
    ruled = (
        Proposal.objects
        .filter(
            state__in=[ProposalState.ACCEPTED, ProposalState.DECLINED],
            decided_at__gt=since,
            decided_at__lte=until,
            measure__in=_near(actor),
        )
        .exclude(decided_by_id=actor.id)
        .select_related("measure__definition", "decided_by")
        .order_by("-decided_at")[:10]
    )
    return [
        News(
            at=p.decided_at,
            text=_news(p),
            url=reverse("measures:measure", args=[p.measure_id]),
        )
        for p in ruled
        if p.decided_at
    ]


def _near(actor: Actor) -> QuerySet[Measure]:
    return visible_to(actor).filter(
        Q(data_owner_id=actor.id)
        | Q(team_id__in=actor.team_ids)
        | Q(organisation_id__in=actor.organisation_ids)
    )


def _news(proposal: Proposal) -> str:
    told = {
        "who": proposal.decided_by.name if proposal.decided_by else "",
        "title": proposal.measure.definition.title,
        "day": words.day(proposal.from_on),
    }
    if proposal.state == ProposalState.ACCEPTED:
        return _("%(who)s recalculated the limits of “%(title)s” from %(day)s.") % told
    return _("%(who)s kept the limits of “%(title)s”, with a reason.") % told
