"""What came of a challenge: results with their source, claims shown as claims."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.engines.measures import queries as measures
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..kinds import ResultKind
from ..models import Challenge, Result
from ..resulting import FIGURES, sentence_of
from .shell import Shell, shell_of


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One result in ready words."""

    pk: UUID
    kind: str
    statement: str
    sentence: str  # what its numbers say
    is_claim: bool
    origin: tuple[tuple[str, str], ...]  # source, method, who wrote it down
    ways: tuple[tuple[str, str], ...]  # to its test, its measure, its thread: words and address
    withdrawn: str  # why, by whom; empty where it stands


@dataclass(frozen=True, slots=True)
class ManagedResult:
    row: ResultRow
    may_change: Decision
    may_withdraw: Decision


@dataclass(frozen=True, slots=True)
class ResultsPage:
    shell: Shell
    sourced: tuple[ManagedResult, ...]
    claims: tuple[ManagedResult, ...]
    withdrawn: tuple[ManagedResult, ...]
    kinds: tuple[tuple[str, str], ...]  # code and words of every kind
    may_record: Decision


def results_of(challenge: Challenge) -> QuerySet[Result]:
    related = ("by", "withdrawn_by", "test", "measure__measure__definition")
    return challenge.results.select_related(*related).order_by("at", "pk")


def result_for(challenge: Challenge, pk: UUID) -> Result:
    """A result of a challenge that has come through `challenge_for`."""
    result = get_object_or_404(results_of(challenge), pk=pk)
    result.challenge = challenge
    return result


def standing_results(challenge: Challenge) -> list[Result]:
    """Those that were not withdrawn, the oldest first."""
    return list(results_of(challenge).filter(withdrawn_at=None))


def results_page(actor: Actor, challenge: Challenge, *, at: dt.datetime) -> ResultsPage:
    found = list(results_of(challenge))
    for result in found:
        result.challenge = challenge
    seen = measures_seen(actor, found)
    rows = [_managed(actor, result, seen) for result in found]
    standing = [row for row in rows if not row.row.withdrawn]
    return ResultsPage(
        shell=shell_of(actor, challenge, tab="results", at=at),
        sourced=tuple(row for row in standing if not row.row.is_claim),
        claims=tuple(row for row in standing if row.row.is_claim),
        withdrawn=tuple(row for row in rows if row.row.withdrawn),
        kinds=tuple((kind.value, str(kind.label)) for kind in ResultKind),
        may_record=policies.record_result(actor, challenge),
    )


def _managed(actor: Actor, result: Result, seen: Collection[UUID]) -> ManagedResult:
    return ManagedResult(
        row=result_row(result, seen),
        may_change=policies.change_result(actor, result),
        may_withdraw=policies.withdraw_result(actor, result),
    )


def measures_seen(actor: Actor, results: Collection[Result]) -> frozenset[UUID]:
    """Of the measures that show the results, those that the actor may see."""
    wanted = [r.measure.measure_id for r in results if r.measure]
    found = measures.visible_to(actor).filter(pk__in=wanted)
    return frozenset(found.values_list("pk", flat=True))


def result_row(result: Result, seen: Collection[UUID]) -> ResultRow:
    return ResultRow(
        pk=result.pk,
        kind=str(result.get_kind_display()),
        statement=result.statement,
        sentence=sentence_of(result),
        is_claim=result.is_claim,
        origin=_origin(result),
        ways=_ways(result, seen),
        withdrawn=_withdrawn(result),
    )


def _origin(result: Result) -> tuple[tuple[str, str], ...]:
    told = {"who": result.by.name, "day": words.day(day_of(result.at))}
    return (
        (_("Source"), result.source or _("None given")),
        (_("Method"), result.method or _("None given")),
        (_("Written down by"), _("%(who)s, %(day)s") % told),
    )


def _ways(result: Result, seen: Collection[UUID]) -> tuple[tuple[str, str], ...]:
    ways = []
    if result.test:
        told = {"n": result.test.number, "title": result.test.title}
        url = reverse("challenges:test", args=[result.challenge_id, result.test_id])
        ways.append((_("Test %(n)s: %(title)s") % told, url))
    if result.measure and result.measure.measure_id in seen:
        measure = result.measure.measure
        ways.append((measure.definition.title, reverse("measures:measure", args=[measure.pk])))
    ways.append((_("Its thread"), reverse("front:thread", args=["result", result.pk])))
    return tuple(ways)


def _withdrawn(result: Result) -> str:
    if result.withdrawn_by is None or result.withdrawn_at is None:
        return ""
    told = {"who": result.withdrawn_by.name, "day": words.day(day_of(result.withdrawn_at))}
    return _("%(who)s withdrew it on %(day)s.") % told + f" {result.withdrawn_words}"


def result_initial(result: Result) -> dict[str, Any]:
    """What the form of a result begins with."""
    names = ("statement", *FIGURES, "period", "source", "method", "version")
    things = {name: str(getattr(result, f"{name}_id") or "") for name in ("measure", "test")}
    return {name: getattr(result, name) for name in names} | things
