"""Results: written down with their numbers, source and method; withdrawn, never lost."""

import datetime as dt
import math
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.engines.measures import queries as measures
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor

from .. import policies
from ..instruments import INSTRUMENTS, method_of, score_answers
from ..kinds import GoalState, ResultKind
from ..models import Challenge, ChallengeMeasure, Goal, Result, Test
from ..resulting import ASKED, FIGURES
from .checks import line, locked, not_overtaken, record, words
from .hanging import Hung, hang, unhang

LARGEST = 1e12
_NUMBERS, _COUNTS = ("before", "after"), ("n_reached", "n_people")


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """A result as it is typed; what its kind is not asked for is not kept."""

    kind: str
    statement: str
    before: float | None = None
    after: float | None = None
    amount: float | Decimal | None = None
    n_reached: int | None = None
    n_people: int | None = None
    unit: str = ""
    instrument: str = ""
    period: str = ""
    source: str = ""
    method: str = ""
    measure: ChallengeMeasure | None = None
    test: Test | None = None
    answers_before: str = ""  # of a questionnaire, to be scored and not kept
    answers_after: str = ""


Thing = TypeVar("Thing", ChallengeMeasure, Test)


@transaction.atomic
def record_result(
    *, challenge: Challenge, facts: ResultFacts, by: Actor, at: dt.datetime
) -> Result:
    """Write down what came of it. Raises Refused; Unusable where its kind needs more or other."""
    challenge = locked(challenge)
    policies.record_result(by, challenge).or_refuse()
    result = Result(challenge=challenge, by=by.person, at=at)
    _fill(result, facts)
    result.measure = _own(result, facts.measure, "measure")
    result.save(force_insert=True)
    hang(_links_of(result), by=by, at=at)
    record("result.recorded", challenge, by=by, at=at, result=result.statement)
    return result


@transaction.atomic
def change_result(
    *, result: Result, facts: ResultFacts, version: int, by: Actor, at: dt.datetime
) -> Result:
    """Put it right. Its kind stays. Raises Refused, Unusable; Overtaken with what others wrote."""
    result = _locked(result)
    policies.change_result(by, result).or_refuse()
    not_overtaken(version, result.version, texts_of_result(result))
    if facts.kind != result.kind:
        raise Unusable(_("A result stays of its kind. Withdraw it, and write down another."))
    former = _links_of(result)
    _fill(result, facts)
    if facts.measure or _sees(by, result.measure):
        result.measure = _own(result, facts.measure, "measure")
    result.version += 1
    result.save()
    unhang(former - _links_of(result), _("The result was put right."), by=by, at=at)
    hang(_links_of(result) - former, by=by, at=at)
    record("result.changed", result.challenge, by=by, at=at, result=result.statement)
    return result


@transaction.atomic
def withdraw_result(*, result: Result, reason: str, by: Actor, at: dt.datetime) -> Result:
    """It does not hold; it stays to be read as withdrawn, and why. Raises Refused, Unusable."""
    result = _locked(result)
    policies.withdraw_result(by, result).or_refuse()
    result.withdrawn_words = words(
        reason, field="reason", missing=_("Say why it does not hold: somebody has read it.")
    )
    result.withdrawn_by, result.withdrawn_at = by.person, at
    result.save(update_fields=["withdrawn_words", "withdrawn_by", "withdrawn_at"])
    record("result.withdrawn", result.challenge, by=by, at=at, result=result.statement)
    return result


def texts_of_result(result: Result) -> dict[str, str]:
    """What people write in a result, by the name of its field."""
    names = ("statement", "unit", "period", "source", "method")
    return {name: getattr(result, name) for name in names}


def _locked(result: Result) -> Result:
    challenge = locked(result.challenge)
    result = Result.objects.get(pk=result.pk)
    result.challenge = challenge
    return result


def _fill(result: Result, facts: ResultFacts) -> None:
    if facts.kind not in ResultKind.values:
        raise Unusable(_("Choose what kind of result it is."), field="kind")
    result.kind, facts = facts.kind, _scored(facts)
    result.statement = line(
        facts.statement, field="statement", missing=_("Say what came of it, in a sentence.")
    )
    _fill_figures(result, facts)
    result.period = line(facts.period, field="period")
    result.source = words(facts.source, field="source")
    result.method = words(facts.method, field="method")
    result.test = _own(result, facts.test, "test")


def _fill_figures(result: Result, facts: ResultFacts) -> None:
    asked = ASKED[ResultKind(facts.kind)]
    for name in FIGURES:
        given = getattr(facts, name) if name in asked else None
        is_missing = given is None or given == ""
        if name in asked and asked[name].is_needed and is_missing:
            raise Unusable(_("Fill in “%(label)s”.") % {"label": asked[name].label}, field=name)
        setattr(result, name, _usable(name, given))
    _check(result)


def _scored(facts: ResultFacts) -> ResultFacts:
    """With mean scores in the place of pasted answers, and how they were worked out."""
    instrument = INSTRUMENTS.get(facts.instrument)
    pasted = {"before": facts.answers_before, "after": facts.answers_after}
    if (
        facts.kind != ResultKind.INSTRUMENT
        or instrument is None
        or not any(map(str.strip, pasted.values()))
    ):
        return facts
    for when, text in pasted.items():
        if not text.strip():
            raise Unusable(
                _("Paste the answers from before and those from after."), field=f"answers_{when}"
            )
    before, after = (
        score_answers(instrument, text, field=f"answers_{when}") for when, text in pasted.items()
    )
    return replace(
        facts,
        before=before.mean,
        after=after.mean,
        n_people=min(before.n_people, after.n_people),
        method=f"{facts.method} {method_of(instrument, before, after)}".strip(),
    )


def _usable(name: str, given: float | Decimal | str | None) -> float | Decimal | str | None:
    if name in {"unit", "instrument"}:
        return line(str(given or ""), field=name)
    if given is None:
        return None
    try:
        amount = Decimal(str(given))
    except InvalidOperation:
        amount = Decimal("nan")
    if not amount.is_finite() or abs(amount) > LARGEST:
        raise Unusable(_("This is not a number that can be used."), field=name)
    if name in _NUMBERS:
        return float(amount)
    if amount < 0:
        raise Unusable(_("This must be 0 or more."), field=name)
    return amount.quantize(Decimal("0.01")) if name == "amount" else math.floor(amount)


def _check(result: Result) -> None:
    """What cannot be true of any result of its kind."""
    if result.n_people == 0:
        raise Unusable(_("This must be 1 or more."), field="n_people")
    n, of = result.n_reached, result.n_people
    if n is not None and of is not None and n > of:
        raise Unusable(_("More than there were. Check both numbers."), field="n_reached")
    is_ratio = result.kind == ResultKind.PERCENTAGE_CHANGE and result.unit != "%"
    if is_ratio and not result.before:
        raise Unusable(_("From 0 nothing rises by a percentage."), field="before")
    if result.kind == ResultKind.INSTRUMENT:
        _check_scores(result)


def _check_scores(result: Result) -> None:
    instrument = INSTRUMENTS.get(result.instrument)
    if instrument is None:
        raise Unusable(_("Choose one of the questionnaires shown."), field="instrument")
    told = {"low": f"{instrument.lowest:g}", "high": f"{instrument.highest:g}"}
    for name in _NUMBERS:
        if not instrument.lowest <= getattr(result, name) <= instrument.highest:
            raise Unusable(_("Its scores lie between %(low)s and %(high)s.") % told, field=name)


def _own(result: Result, thing: "Thing | None", field: str) -> "Thing | None":
    if thing is not None and thing.challenge_id != result.challenge_id:
        raise Unusable(_("This belongs to another challenge."), field=field)
    return thing


def _sees(actor: Actor, row: ChallengeMeasure | None) -> bool:
    """Whoever does not see a measure cannot mean to take it off."""
    return row is not None and measures.visible_to(actor).filter(pk=row.measure_id).exists()


def _links_of(result: Result) -> set[Hung]:
    """The test, or the goal where no test is named, led to it; its measure shows it."""
    here = Ref("result", result.pk)
    links = set()
    base = Ref("test", result.test_id) if result.test_id else _goal_of(result.challenge_id)
    if base:
        links.add((base, "led_to", here))
    if result.measure:
        links.add((here, "measured_by", Ref("measure", result.measure.measure_id)))
    return links


def _goal_of(challenge_id: UUID) -> Ref | None:
    goal = Goal.objects.filter(challenge=challenge_id, state=GoalState.CURRENT).first()
    return Ref("goal", goal.pk) if goal else None
