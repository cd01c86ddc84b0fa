"""A finished challenge as a case study and a tested intervention: its own record, in its words.

Of numbers only those go out that everybody of the house may see already: charts that the team has
shared, and nothing of fewer people than a release would let out.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from groundswell.engines.library.packs import Part
from groundswell.engines.measures import queries as measures
from groundswell.engines.measures.kinds import Audience
from groundswell.engines.measures.models import Measure
from groundswell.ground.people.actors import Actor
from groundswell.ground.releases.kinds import FEWEST, USUAL
from groundswell.ground.web import words

from .kinds import GoalState, Outcome, ResultKind, TestState
from .models import Challenge, Goal, Result, Test
from .resulting import sentence_of

LONGEST_VALUE = 60  # characters of a figure; the library's own limit
LONGEST_WORDS = 1_200
LONGEST_TEXT = 4_000
_OF_PEOPLE = (ResultKind.THRESHOLD, ResultKind.PHYSICAL, ResultKind.INSTRUMENT)


def case_study(actor: Actor, challenge: Challenge) -> Part:
    """What was done and what came of it, as a part of a pack."""
    told = _Told(actor, challenge)
    when = told.when()
    return _part(
        "case-study",
        challenge,
        {
            "place": (challenge.place or challenge.organisation.name)[:200],
            "when": when,
            "sector": "other",
            "lens": "delivery",
            "about": _cut(told.about(), LONGEST_WORDS),
            "context": _lines(challenge.problem),
            "action": [*told.goal_words(), *told.tests()],
            "result": told.figures(),
            "lessons": told.lessons(),
            "strength": told.honest(),
        },
    )


def tested_intervention(actor: Actor, challenge: Challenge) -> Part:
    """What worked well enough to be kept, for another team to try."""
    told = _Told(actor, challenge)
    kept = [t for t in told.done if t.outcome in (Outcome.ADOPT, Outcome.ADAPT)]
    return _part(
        "intervention",
        challenge,
        {
            "about": _cut(told.about(), LONGEST_WORDS),
            "problem": _cut(" ".join(_lines(challenge.problem)), LONGEST_WORDS),
            "activities": [_cut(f"{test.title}: {test.smallest}") for test in kept],
            "outcomes": told.goal_words(),
            "context": [*filter(None, (challenge.population, challenge.organisation.name))],
            "result": told.figures(),
            "result_words": [_cut(test.happened) for test in kept if test.happened],
            "how_to": [_cut(test.smallest) for test in kept],
            "stumbles": [
                _cut(f"{test.title}: {test.learned}")
                for test in told.done
                if test.outcome == Outcome.ABANDON and test.learned
            ],
        },
    )


def credit(challenge: Challenge) -> str:
    """The team by its name, not its people by theirs: nobody has agreed to stand in a library."""
    return _("The team of “%(title)s”, %(place)s") % {
        "title": challenge.title,
        "place": challenge.organisation.name,
    }


class _Told:
    """The record, read once."""

    def __init__(self, actor: Actor, challenge: Challenge) -> None:
        self._challenge = challenge
        goals = challenge.goals.select_related("measure__definition")
        self._goal: Goal | None = goals.filter(state=GoalState.CURRENT).first()
        self.done: list[Test] = list(
            challenge.tests.filter(state=TestState.DONE).order_by("number")
        )
        self._results: list[Result] = list(
            challenge.results.filter(withdrawn_at=None).order_by("at", "pk")
        )
        watched = challenge.measures.filter(removed_at=None).values("measure")
        shared = [Audience.ORGANISATION, Audience.PARTNERSHIP]
        self._watched: list[Measure] = list(
            measures.visible_to(actor).filter(pk__in=watched).order_by("pk")
        )
        self._shared = [m for m in self._watched if m.audience in shared]

    def when(self) -> str:
        start, end = self._challenge.day_zero, self._challenge.ended_at
        days = [words.month(day) for day in (start, end.date() if end else None) if day]
        return " – ".join(dict.fromkeys(days))

    def about(self) -> str:
        told = {"title": self._challenge.title, "place": self._challenge.organisation.name}
        n = words.count(len(self.done), "test", "tests")
        return (
            _("A 100-day challenge of a frontline team at %(place)s.") % told
            + " "
            + _("It tried %(n)s.") % {"n": n}
        )

    def goal_words(self) -> list[str]:
        return [_cut(self._goal.statement)] if self._goal else []

    def tests(self) -> list[str]:
        return [
            _cut(
                _("%(title)s. What happened: %(happened)s (%(outcome)s)")
                % {
                    "title": test.title.rstrip("."),
                    "happened": test.happened,
                    "outcome": str(test.get_outcome_display()).lower(),
                }
            )
            for test in self.done
        ]

    def lessons(self) -> list[str]:
        return [_cut(test.learned) for test in self.done if test.learned]

    def figures(self) -> list[dict[str, Any]]:
        """What the shared charts say first and last, then the results with their source."""
        return [*self._from_charts(), *self._from_results()]

    def _from_charts(self) -> Iterable[dict[str, Any]]:
        for measure in self._shared:
            if _is_of_few(measure):
                continue
            chart = measures.chart_document(measure)
            known = [p for p in chart.drawing.points if p.value is not None]
            if len(known) < 2:
                continue
            first, last = (_in_words(chart.drawing, point.value) for point in (known[0], known[-1]))
            yield {
                "figure": _("%(first)s to %(last)s") % {"first": first, "last": last},
                "words": _cut(
                    f"{measure.definition.title}, {known[0].label} – {known[-1].label}."
                    f" {chart.heading}"
                ),
                "reported_by": _("The team’s own chart"),
            }

    def _from_results(self) -> Iterable[dict[str, Any]]:
        for result in self._results:
            if result.is_claim or _names_few(result):
                continue
            said = sentence_of(result)
            yield {
                "figure": said if len(said) <= LONGEST_VALUE else _("See the words"),
                "words": _cut(f"{result.statement}. {said}"),
                "reported_by": result.source[:300],
            }

    def honest(self) -> str:
        """How far it carries, and what was left out."""
        left = len(self._watched) - len(self._shared)
        few = sum(_names_few(result) for result in self._results)
        claims = sum(result.is_claim for result in self._results)
        reached = self._goal.reached if self._goal else None
        answers = {True: _("The team says that its goal was reached."),
                   False: _("The team says that its goal was not reached."),
                   None: _("Nobody has said yet whether the goal was reached.")}  # fmt: skip
        said = [
            answers[reached],
            _("These are one team’s own numbers, before and after, without a comparison."),
        ]
        if left:
            said.append(_("Charts that the team keeps to itself are left out."))
        if few:
            said.append(_("Numbers of very few people are left out."))
        if claims:
            said.append(_("Results without source and method are left out."))
        return " ".join(said)


def _part(kind: str, challenge: Challenge, values: dict[str, Any]) -> Part:
    filled = {"title": challenge.title[:255], **values}
    return Part(kind, kind, {name: value for name, value in filled.items() if value})


def _in_words(drawing: Any, value: float | None) -> str:
    return str(drawing.in_words(value)) if drawing.in_words else f"{value:g}"


def _is_of_few(measure: Measure) -> bool:
    """Whether the first or the last number is out of fewer than a release would show."""
    ordered = measure.observations.order_by("on").values_list("n", flat=True)
    return any(n is not None and n < USUAL for n in (ordered.first(), ordered.last()))


def _names_few(result: Result) -> bool:
    """Whether a result tells of so few people that one of them may be known by it."""
    if result.kind not in _OF_PEOPLE:
        return False
    n, reached = result.n_people, result.n_reached
    if n is not None and n < USUAL:
        return True
    rest = n - reached if n is not None and reached is not None else None
    return any(count is not None and 0 < count < FEWEST for count in (reached, rest))


def _lines(text: str) -> list[str]:
    return [_cut(line.strip()) for line in text.splitlines() if line.strip()]


def _cut(text: str, most: int = LONGEST_TEXT) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"
