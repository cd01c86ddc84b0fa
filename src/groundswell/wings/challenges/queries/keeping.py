"""What is kept after day 100: the changes, the recommendations, the measures that live on."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.documents.queries import TakeAway, take_away
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..kinds import Answered
from ..models import Challenge, ChallengeMeasure, Change, Recommendation
from .access import recommendations_visible_to, visible_to
from .holding import HoldRow, hold_rows
from .measuring import attached_to
from .parts import lines_of
from .shell import Shell, shell_of

_SHAPES = {
    Answered.WAITING: "waiting",
    Answered.AGREED: "done",
    Answered.PARTLY: "done",
    Answered.DECLINED: "dropped",
}


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """How far leaders have answered, in ready words."""

    shape: str
    state: str
    said: str
    who: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    pk: UUID
    title: str
    verdict: str
    why: str
    owner: str
    cost: str
    agreement: str
    measure: tuple[str, str]  # title and way there; empty where there is none for this reader
    test: tuple[str, str]
    answer: AnswerWords
    may_edit: Decision
    may_answer: Decision


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    pk: UUID
    lines: tuple[str, ...]
    to: str
    who: str
    answer: AnswerWords
    url: str
    may_edit: Decision
    may_answer: Decision


@dataclass(frozen=True, slots=True)
class MeasureAfter:
    pk: UUID
    title: str
    url: str
    owner: str  # empty: nobody yet
    may_hand_over: Decision


@dataclass(frozen=True, slots=True)
class KeepingPage:
    shell: Shell
    changes: tuple[ChangeRow, ...]
    yearly: str  # what all that is kept costs a year; empty where nothing is known
    recommendations: tuple[RecommendationRow, ...]
    measures: tuple[MeasureAfter, ...]
    held: tuple[HoldRow, ...]
    may_add: Decision
    take_away: TakeAway


@dataclass(frozen=True, slots=True)
class RecommendationPage:
    challenge: str
    challenge_url: str  # empty for a leader who may not see the challenge
    row: RecommendationRow


def change_for(challenge: Challenge, pk: UUID) -> Change:
    """A change of a challenge that has come through `challenge_for`."""
    related = ("owner", "answered_by", "measure__measure__definition", "test")
    change = get_object_or_404(Change.objects.select_related(*related), challenge=challenge, pk=pk)
    change.challenge = challenge
    return change


def recommendation_for(actor: Actor, pk: UUID) -> Recommendation:
    found = recommendations_visible_to(actor).select_related("by", "answered_by")
    return get_object_or_404(found, pk=pk)


def keeping_page(actor: Actor, challenge: Challenge, *, at: dt.datetime) -> KeepingPage:
    watched = list(attached_to(actor, challenge).select_related("owner_after"))
    seen = {row.measure_id for row in watched}
    changes = _changes(challenge)
    return KeepingPage(
        shell=shell_of(actor, challenge, tab="keeping", at=at),
        changes=tuple(_change(actor, change, seen) for change in changes),
        yearly=_yearly(changes),
        recommendations=tuple(
            recommendation_row(actor, made) for made in recommendations_of(challenge)
        ),
        measures=tuple(_measure(actor, row) for row in watched),
        held=hold_rows(actor, challenge, at=at),
        may_add=policies.add_change(actor, challenge),
        take_away=take_away("challenge-keeping", challenge.pk),
    )


def _changes(challenge: Challenge) -> list[Change]:
    related = ("owner", "answered_by", "measure__measure__definition", "test")
    found = list(challenge.changes.select_related(*related).order_by("at", "pk"))
    for change in found:
        change.challenge = challenge
    return found


def recommendations_of(challenge: Challenge) -> list[Recommendation]:
    related = ("by", "to", "answered_by")
    found = list(challenge.recommendations.select_related(*related).order_by("at", "pk"))
    for made in found:
        made.challenge = challenge
    return found


def _change(actor: Actor, change: Change, seen: set[UUID]) -> ChangeRow:
    return ChangeRow(
        pk=change.pk,
        title=change.title,
        verdict=str(change.get_verdict_display()),
        why=change.words,
        owner=change.owner.name if change.owner else "",
        cost=_cost(change),
        agreement=change.agreement,
        measure=_measure_way(change.measure, seen),
        test=_test_way(change),
        answer=_answer(change),
        may_edit=policies.edit_change(actor, change),
        may_answer=policies.answer_change(actor, change),
    )


def _cost(change: Change) -> str:
    parts = [pounds(change.yearly_cost)] if change.yearly_cost is not None else []
    return ". ".join([*parts, *([change.cost_words] if change.cost_words else [])])


def pounds(amount: Decimal) -> str:
    is_whole = amount == amount.to_integral_value()
    return f"£{amount:,.0f}" if is_whole else f"£{amount:,.2f}"


def _yearly(changes: list[Change]) -> str:
    known = [c.yearly_cost for c in changes if c.yearly_cost is not None and c.verdict != "stop"]
    return pounds(sum(known, Decimal(0))) if known else ""


def _measure_way(row: ChallengeMeasure | None, seen: set[UUID]) -> tuple[str, str]:
    if row is None or row.measure_id not in seen:
        return ("", "")
    return (row.measure.definition.title, reverse("measures:measure", args=[row.measure_id]))


def _test_way(change: Change) -> tuple[str, str]:
    if change.test is None:
        return ("", "")
    told = {"n": change.test.number, "title": change.test.title}
    url = reverse("challenges:test", args=[change.challenge_id, change.test_id])
    return (_("Test %(n)s: %(title)s") % told, url)


def _answer(asked: Change | Recommendation) -> AnswerWords:
    who = ""
    if asked.answered_by and asked.answered_at:
        told = {"who": asked.answered_by.name, "day": words.day(day_of(asked.answered_at))}
        who = _("%(who)s, %(day)s") % told
    answered = Answered(asked.answered)
    return AnswerWords(_SHAPES[answered], str(answered.label), asked.answer_words, who)


def recommendation_row(actor: Actor, made: Recommendation) -> RecommendationRow:
    told = {"who": made.by.name, "day": words.day(day_of(made.at))}
    return RecommendationRow(
        pk=made.pk,
        lines=lines_of(made.words),
        to=made.to.name if made.to else _("the sponsor"),
        who=_("%(who)s, %(day)s") % told,
        answer=_answer(made),
        url=reverse("challenges:recommendation", args=[made.pk]),
        may_edit=policies.edit_recommendation(actor, made),
        may_answer=policies.answer_recommendation(actor, made),
    )


def recommendation_page(actor: Actor, made: Recommendation) -> RecommendationPage:
    challenge = made.challenge
    sees = visible_to(actor).filter(pk=challenge.pk).exists()
    return RecommendationPage(
        challenge=challenge.title,
        challenge_url=reverse("challenges:keeping", args=[challenge.pk]) if sees else "",
        row=recommendation_row(actor, made),
    )


def _measure(actor: Actor, row: ChallengeMeasure) -> MeasureAfter:
    return MeasureAfter(
        pk=row.pk,
        title=row.measure.definition.title,
        url=reverse("measures:measure", args=[row.measure_id]),
        owner=row.owner_after.name if row.owner_after else "",
        may_hand_over=policies.hand_over_measure(actor, row),
    )


def change_initial(change: Change) -> dict[str, Any]:
    """What the form of a change begins with."""
    names = ("title", "verdict", "words", "cost_words", "agreement", "version")
    things = {name: str(getattr(change, f"{name}_id") or "") for name in ("measure", "test")}
    cost = float(change.yearly_cost) if change.yearly_cost is not None else None
    return {name: getattr(change, name) for name in names} | things | {"yearly_cost": cost}
