"""What is kept after day 100: changes with an owner and a cost, recommendations, their answers."""

import datetime as dt
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.engines.measures import actions as measures
from groundswell.engines.measures import policies as may_measure
from groundswell.engines.measures.actions.placing import ChartSettings
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.references import Ref
from groundswell.ground.messages import actions as messages
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode

from .. import policies
from ..kinds import Answered, Told, Verdict
from ..models import Challenge, ChallengeMeasure, Change, Recommendation, Test
from ..owners import goal_of
from .checks import line, locked, not_overtaken, record, words
from .hanging import Hung, hang, unhang
from .telling import people_in, tell

if TYPE_CHECKING:
    from groundswell.engines.measures.models import Measure
    from groundswell.ground.people.models import Person

MOST_A_YEAR = 1e9  # pounds
_TEXTS = ("title", "words", "cost_words", "agreement")


@dataclass(frozen=True, slots=True)
class ChangeDetails:
    """A change as it is typed: what becomes of it, who carries it, at what cost."""

    title: str
    verdict: str
    words: str = ""
    owner: "Person | None" = None
    yearly_cost: float | None = None
    cost_words: str = ""
    agreement: str = ""
    measure: ChallengeMeasure | None = None
    test: Test | None = None


@transaction.atomic
def add_change(
    *, challenge: Challenge, details: ChangeDetails, by: Actor, at: dt.datetime
) -> Change:
    """Put a change into the pack. Raises Refused; Unusable where something is missing."""
    challenge = locked(challenge)
    policies.add_change(by, challenge).or_refuse()
    change = Change(challenge=challenge, by=by.person, at=at)
    _fill(change, details)
    change.save(force_insert=True)
    hang(_links_of(change), by=by, at=at)
    record("change.added", challenge, by=by, at=at, change=change.title)
    return change


@transaction.atomic
def edit_change(
    *, change: Change, details: ChangeDetails, version: int, by: Actor, at: dt.datetime
) -> Change:
    """Before the leaders have answered. Raises Refused, Unusable; Overtaken with others' words."""
    change = _locked_change(change)
    policies.edit_change(by, change).or_refuse()
    not_overtaken(version, change.version, {name: getattr(change, name) for name in _TEXTS})
    former = _links_of(change)
    _fill(change, details)
    change.version += 1
    change.save()
    unhang(former - _links_of(change), _("The change was edited."), by=by, at=at)
    hang(_links_of(change) - former, by=by, at=at)
    record("change.edited", change.challenge, by=by, at=at, change=change.title)
    return change


@transaction.atomic
def answer_change(
    *, change: Change, answered: str, said: str = "", by: Actor, at: dt.datetime
) -> Change:
    """A leader agrees to it, in part, or declines with a reason. Raises Refused, Unusable."""
    change = _locked_change(change)
    if _says_it_again(change, answered, said, by):
        return change
    policies.answer_change(by, change).or_refuse()
    _answer(change, answered, said, by, at)
    told = str(Answered(answered).label)
    record("change.answered", change.challenge, by=by, at=at, change=change.title, answer=told)
    _tell_the_team(change.challenge, change.title, change, by, at)
    return change


@transaction.atomic
def recommend(
    *,
    challenge: Challenge,
    recommendation: str,
    to: "Person | None" = None,
    by: Actor,
    at: dt.datetime,
) -> Recommendation:
    """What the team recommends to its leaders, or to one of them. Raises Refused, Unusable."""
    challenge = locked(challenge)
    policies.recommend(by, challenge).or_refuse()
    made = Recommendation(challenge=challenge, to=to, by=by.person, at=at)
    made.words = _recommended(recommendation)
    made.save(force_insert=True)
    hang(_grounds_of(made), by=by, at=at)
    record("recommendation.made", challenge, by=by, at=at)
    _tell_the_leaders(made, by, at)
    return made


@transaction.atomic
def edit_recommendation(
    *, recommendation: Recommendation, words: str, version: int, by: Actor, at: dt.datetime
) -> Recommendation:
    """Before it is answered. Raises Refused, Unusable; Overtaken with what others wrote."""
    made = _locked_recommendation(recommendation)
    policies.edit_recommendation(by, made).or_refuse()
    not_overtaken(version, made.version, {"words": made.words})
    made.words = _recommended(words)
    made.version += 1
    made.save(update_fields=["words", "version"])
    record("recommendation.edited", made.challenge, by=by, at=at)
    return made


@transaction.atomic
def answer_recommendation(
    *,
    recommendation: Recommendation,
    answered: str,
    said: str = "",
    by: Actor,
    at: dt.datetime,
) -> Recommendation:
    """A leader's answer; a no or a part needs its reason. Raises Refused, Unusable."""
    made = _locked_recommendation(recommendation)
    if _says_it_again(made, answered, said, by):
        return made
    policies.answer_recommendation(by, made).or_refuse()
    _answer(made, answered, said, by, at)
    told = str(Answered(answered).label)
    record("recommendation.answered", made.challenge, by=by, at=at, answer=told)
    _tell_the_team(made.challenge, made.words[:80], made, by, at)
    return made


@transaction.atomic
def hand_over_measure(
    *, row: ChallengeMeasure, to: "Person", by: Actor, at: dt.datetime
) -> ChallengeMeasure:
    """Who looks after the measure when the team has gone; they are told. Raises Refused."""
    challenge = locked(row.challenge)
    row = ChallengeMeasure.objects.select_related("measure__definition").get(pk=row.pk)
    row.challenge = challenge
    policies.hand_over_measure(by, row).or_refuse()
    if row.owner_after_id == to.pk:
        return row
    row.owner_after = to
    row.save(update_fields=["owner_after"])
    _own_numbers(row.measure, to, by, at)
    title = row.measure.definition.title
    record("challenge.measure_handed_over", challenge, by=by, at=at, measure=title, person=to.name)
    told = {"by": by.name, "measure": title, "title": challenge.title}
    messages.tell(
        person_ids=[to.pk],
        kind=Told.KEEPING,
        subject=_("You look after “%(measure)s” from now on") % told,
        body=_("%(by)s handed it over to you, so that what “%(title)s” reached is not lost.")
        % told,
        url=reverse("measures:measure", args=[row.measure_id]),
        key=f"challenge:{challenge.pk}:measure-to:{row.pk}:{to.pk}",
        at=at,
    )
    return row


def _own_numbers(measure: "Measure", to: "Person", by: Actor, at: dt.datetime) -> None:
    """The numbers are theirs too, where whoever hands over keeps the measure."""
    if not may_measure.change_measure(by, measure):
        return
    names = (field.name for field in fields(ChartSettings))
    measures.change_measure(
        measure=measure,
        settings=ChartSettings(**{name: getattr(measure, name) for name in names}),
        data_owner=to,
        version=measure.version,
        by=by,
        at=at,
    )


def _locked_change(change: Change) -> Change:
    challenge = locked(change.challenge)
    change = Change.objects.select_related("answered_by").get(pk=change.pk)
    change.challenge = challenge
    return change


def _locked_recommendation(recommendation: Recommendation) -> Recommendation:
    challenge = locked(recommendation.challenge)
    made = Recommendation.objects.select_related("answered_by").get(pk=recommendation.pk)
    made.challenge = challenge
    return made


def _fill(change: Change, details: ChangeDetails) -> None:
    if details.verdict not in Verdict.values:
        raise Unusable(_("Choose keep, adapt, stop or scale."), field="verdict")
    if details.verdict != Verdict.STOP and details.owner is None:
        raise Unusable(_("Name who carries it: what nobody owns is gone in a year."), field="owner")
    change.title = line(details.title, field="title", missing=_("Say what the change is."))
    change.verdict, change.owner = details.verdict, details.owner
    change.words = words(details.words, field="words")
    change.cost_words = line(details.cost_words, field="cost_words")
    change.agreement = line(details.agreement, field="agreement")
    change.yearly_cost = _cost(details.yearly_cost)
    for thing in (details.measure, details.test):
        if thing is not None and thing.challenge_id != change.challenge_id:
            raise Unusable(_("This belongs to another challenge."))
    change.measure, change.test = details.measure, details.test


def _cost(cost: float | None) -> Decimal | None:
    if cost is None:
        return None
    if not 0 <= cost <= MOST_A_YEAR:
        raise Unusable(_("Check what it costs a year."), field="yearly_cost")
    return Decimal(str(cost)).quantize(Decimal("0.01"))


def _links_of(change: Change) -> set[Hung]:
    """Its test led to it, and its measure shows whether it lasts."""
    here = Ref("change", change.pk)
    links: set[Hung] = set()
    if change.test_id:
        links.add((Ref("test", change.test_id), "led_to", here))
    if change.measure:
        links.add((here, "measured_by", Ref("measure", change.measure.measure_id)))
    return links


def _grounds_of(made: Recommendation) -> set[Hung]:
    """It rests on what the team reached for."""
    goal = goal_of(made.challenge)
    return {(Ref("recommendation", made.pk), "rests_on", Ref("goal", goal.pk))} if goal else set()


def _recommended(text: str) -> str:
    return words(text, field="words", missing=_("Say what you recommend."))


def _says_it_again(asked: Change | Recommendation, answered: str, said: str, by: Actor) -> bool:
    return (asked.answered_by_id, asked.answered, asked.answer_words) == (
        by.id,
        answered,
        said.strip(),
    )


def _answer(
    asked: Change | Recommendation, answered: str, said: str, by: Actor, at: dt.datetime
) -> None:
    if answered not in {Answered.AGREED, Answered.PARTLY, Answered.DECLINED}:
        raise Unusable(_("Choose one of the answers shown."), field="answered")
    missing = {
        Answered.PARTLY: _("Say which part you agree to, and why not the rest."),
        Answered.DECLINED: _("Say why, so that the team understands."),
    }.get(Answered(answered), "")
    asked.answer_words = words(said, field="said", missing=missing)
    asked.answered, asked.answered_by, asked.answered_at = answered, by.person, at
    asked.version += 1
    asked.save(update_fields=["answered", "answer_words", "answered_by", "answered_at", "version"])


def _tell_the_leaders(made: Recommendation, by: Actor, at: dt.datetime) -> None:
    challenge = made.challenge
    leaders = [made.to_id] if made.to_id else people_in(challenge, RoleCode.SPONSOR)
    told = {"by": by.name, "title": challenge.title, "words": made.words}
    messages.tell(
        person_ids=leaders,
        kind=Told.KEEPING,
        subject=_("“%(title)s” recommends something to you") % told,
        body=_("%(by)s wrote: “%(words)s” They wait for your answer.") % told,
        url=reverse("challenges:recommendation", args=[made.pk]),
        key=f"recommendation:{made.pk}",
        at=at,
    )


def _tell_the_team(
    challenge: Challenge, what: str, asked: Change | Recommendation, by: Actor, at: dt.datetime
) -> None:
    answer = str(Answered(asked.answered).label)
    told = {"by": by.name, "what": what, "answer": answer, "said": asked.answer_words}
    said = _(" They say: “%(said)s”") % told if asked.answer_words else ""
    tell(
        challenge,
        Told.KEEPING,
        _("Answered: %(what)s") % told,
        _("%(by)s: %(answer)s.") % told + said,
        key=f"kept-answer:{asked.pk}",
        person_ids=[
            i
            for i in people_in(
                challenge, RoleCode.COACH, RoleCode.TEAM_LEADER, RoleCode.TEAM_MEMBER
            )
            if i != by.id
        ],
        at=at,
        page="keeping",
    )
