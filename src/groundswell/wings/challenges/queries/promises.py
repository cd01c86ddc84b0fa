"""What the sponsor promised the team at launch, day 50 and day 100, and what became of it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.engines.commitments import queries as commitments
from groundswell.engines.commitments.models import Commitment
from groundswell.engines.commitments.queries import Row
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import PROMISED_AT, Milestone
from ..models import Challenge
from .shell import clock_for


@dataclass(frozen=True, slots=True)
class Occasion:
    """One day on which sponsors promise."""

    label: str
    summary: str  # "2 of 3 kept", or that nothing was promised
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class PromisesPanel:
    occasions: tuple[Occasion, ...]  # those whose day has come, and those with promises
    promise_url: str
    may_promise: Decision


def promises_panel(actor: Actor, challenge: Challenge, *, at: dt.datetime) -> PromisesPanel:
    """As far as the actor may see them; two queries."""
    found = commitments.with_moves(
        commitments
        .visible_to(actor)
        .filter(context_kind="challenge", context_id=challenge.pk, occasion__in=PROMISED_AT)
        .order_by("due_on", "made_at", "pk")
    )
    by_occasion: dict[str, list[Commitment]] = {code: [] for code in PROMISED_AT}
    for commitment in found:
        by_occasion[commitment.occasion].append(commitment)
    return PromisesPanel(
        occasions=tuple(
            Occasion(
                str(Milestone(code).label),
                kept_words(some, day_of(at)),
                commitments.rows_of(actor, some),
            )
            for code, some in by_occasion.items()
            if some or _has_come(challenge, Milestone(code), at)
        ),
        promise_url=reverse("challenges:make_promise", args=[challenge.pk]),
        may_promise=policies.make_promise(actor, challenge),
    )


def _has_come(challenge: Challenge, milestone: Milestone, at: dt.datetime) -> bool:
    clock = clock_for(challenge, at=at)
    return clock is not None and clock.on_day(milestone) <= clock.on


def kept_words(promises: Sequence[Commitment], today: dt.date) -> str:
    """How many were kept, and what became of the others."""
    if not promises:
        return _("Nothing was promised.")
    states = [p.state for p in promises]
    n_late = sum(p.is_open and p.due_on < today for p in promises)
    told = {"kept": states.count("kept"), "n": len(promises)}
    parts = [_("%(kept)s of %(n)s kept") % told]
    for n, text in (
        (states.count("kept_late"), _("%(n)s kept late")),
        (states.count("dropped"), _("%(n)s dropped with a reason")),
        (n_late, _("%(n)s overdue")),
    ):
        if n:
            parts.append(text % {"n": n})
    return ", ".join(parts) + "."
