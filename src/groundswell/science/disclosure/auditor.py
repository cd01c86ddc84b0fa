"""The auditor: what could be worked out from a release, and the sum that does it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from groundswell.science.disclosure.bounds import View, tables
from groundswell.science.disclosure.classes import Flags
from groundswell.science.disclosure.cover import Menu
from groundswell.science.disclosure.layout import Measure
from groundswell.science.disclosure.planner import Search
from groundswell.science.disclosure.planning import NOTHING, Case, Public, case_of, group_name
from groundswell.science.disclosure.policy import Policy
from groundswell.science.disclosure.records import Population, Records
from groundswell.science.disclosure.statistics import N, Question, Statistic
from groundswell.science.disclosure.targets import Target

WHOLE = 1e-6
"""A coefficient this near to a whole number, or to none, is taken for it (no unit)."""


Told = Mapping[Question, float]


@dataclass(frozen=True)
class Finding:
    """Something a release gives away.

    Attributes
    ----------
    what : str
        The protected value, in words.
    low, high : float
        What an attacker can conclude about it.
    sum : str
        The sum that does it, or the published numbers that together do.
    questions : tuple of Question
        The published numbers that are used.
    """

    what: str
    low: float
    high: float
    sum: str
    questions: tuple[Question, ...]

    def __str__(self) -> str:
        ends = f"is {self.low:g}" if self.low == self.high else f"{self.low:g} to {self.high:g}"
        return f"{self.what} {ends}: {self.sum}"


def audit(
    held: Records,
    policy: Policy,
    answers: Mapping[Question, float | None],
    *,
    public: Public = NOTHING,
) -> list[Finding]:
    """Everything that a release gives away, however it came to be.

    Parameters
    ----------
    held : Records
        The records, by which the auditor knows what is to be protected; what can be
        concluded is computed from the release and from public facts alone.
    policy : Policy
    answers : mapping of Question to float or None
        The release together with all earlier ones; None stands for withheld.
    public : Public, optional

    Returns
    -------
    list of Finding
        Empty where nothing protected can be narrowed to less than its protection range.
        What public facts tell by themselves is not the release's doing and not listed.

    Raises
    ------
    ValueError
        Where an answer is not the one that the records give.

    Examples
    --------
    >>> from groundswell.science.disclosure import N, Policy, Question, records
    >>> staff = records({"ward": ["A", "B", "C"]}, {"ward": ["A", "B", "C"]}, [40, 20, 4])
    >>> ward = {name: Question(staff.population({"ward": [name]}), N) for name in "ABC"}
    >>> trust = Question(staff.population(), N)
    >>> release = {trust: 64, ward["A"]: 40, ward["B"]: 20, ward["C"]: None}
    >>> (found,) = audit(staff, Policy(11), release)
    >>> print(found)
    number of people of ward = C is 4: everybody 64 - ward = A 40 - ward = B 20 = 4
    """
    case = case_of(held, policy, answers, (), public)
    _refuse_foreign(case, answers)
    shown = np.array([answers[question] is not None for question in case.questions], dtype=bool)
    always = np.array([question in public.questions for question in case.questions], dtype=bool)
    search = Search(case.system, _open_menu(always), case.wanted, questions=case.questions)
    search.add(case.targets())
    search.clashes(~shown)
    view = View(case.system, shown)
    told = {one: value for one, value in answers.items() if value is not None}
    found = [
        _finding(case, search, target, sorted(exposure.questions), told)
        for target, exposure in search.exposed(view, list(search.targets)).items()
    ]
    return [*found, *_against_the_rules(case, told, public, found)]


def _against_the_rules(
    case: Case, told: Told, public: Public, found: Sequence[Finding]
) -> list[Finding]:
    """Shown answers that tell by themselves what the rules withhold, and are not named yet."""
    named = {question for one in found for question in one.questions}
    return [
        Finding(str(question), value, value, "is shown, though the rules withhold it", (question,))
        for question, value in told.items()
        if question not in named | public.questions and case.may_not_be_shown(question)
    ]


def _refuse_foreign(case: Case, answers: Mapping[Question, float | None]) -> None:
    def half(asked: Statistic) -> float:
        return float(0.5 * 10.0**-asked.decimals + WHOLE)

    for question, value, now in case.changed(answers, half):
        raise ValueError(f"{question} is {now:g}, not {value:g}")


def _open_menu(always: Flags) -> Menu:
    return Menu(
        cost=np.ones(always.size),
        parent=np.full(always.size, -1),
        must_hide=np.zeros(always.size, dtype=bool),
        must_show=always,
    )


def _finding(
    case: Case, search: Search, target: Target, used: Sequence[int], told: Told
) -> Finding:
    shown = np.zeros(len(case.questions), dtype=bool)
    shown[list(used)] = True
    view = View(case.system, shown | search.menu.must_show)
    at, _ = search.targets[target]
    near = view.surroundings(view.nodes_of(at))
    objective = case.system.layout.dense(np.array(target.members), target.measure)
    true = float(objective @ case.system.truth)
    ends = [true, *(true + table.value(objective) for table in tables(view, near, objective))]
    questions = tuple(case.questions[number] for number in used)
    return Finding(
        what=f"{target.measure} of {group_name(case, target.members)}",
        low=min(ends),
        high=max(ends),
        sum=_sum(case, target, questions, told) or _list(questions, told),
        questions=questions,
    )


def _list(questions: Sequence[Question], told: Told) -> str:
    return "; ".join(f"{question} is {told[question]:g}" for question in questions)


def _sum(case: Case, target: Target, questions: Sequence[Question], told: Told) -> str:
    """The combination of populations that leaves exactly the target, with its numbers."""
    terms = _terms(target.measure, questions, told)
    times = _times(case, target, list(terms))
    if times is None:
        return ""
    used = [(t, *terms[p], p) for t, p in zip(times, terms, strict=True) if abs(t) > WHOLE]
    used.sort(key=lambda one: -one[0])
    text = " ".join(
        f"{'-' if t < 0 else '+'} {_factor(t)}{population} {text}"
        for t, text, _, population in used
    )
    result = sum(t * value for t, _, value, _ in used)
    return f"{text.removeprefix('+ ')} = {result:.{_digits(target.measure)}f}"


def _digits(measure: Measure) -> int:
    return 0 if measure.kind in {"n", "base"} else 1


def _factor(times: float) -> str:
    return "" if abs(abs(times) - 1) < WHOLE else f"{abs(times):g} x "


def _terms(
    measure: Measure, questions: Sequence[Question], told: Told
) -> dict[Population, tuple[str, float]]:
    """What each population contributes: a shown count, or a count times a mean or share."""
    found: dict[Population, tuple[str, float]] = {}
    for question in questions:
        asked, value = question.statistic, told[question]
        people = _people(told, question)
        if asked.kind == measure.kind and asked.item == measure.item:
            found[question.population] = (f"{value:g}", value)
        elif people is None or asked.item != measure.item:
            continue
        elif asked.kind == "mean" and measure.kind == "sum":
            found[question.population] = (f"{people:g} x {value:g}", people * value)
        elif asked.kind == "pct" and measure.codes == asked.codes:
            found[question.population] = (f"{people:g} x {value:g} %", people * value / 100)
    return found


def _people(told: Told, question: Question) -> float | None:
    base = Question(question.population, Statistic("base", question.statistic.item))
    return told.get(base, told.get(Question(question.population, N)))


def _times(case: Case, target: Target, populations: Sequence[Population]) -> list[float] | None:
    """How often each population is added, with the fewest in all; None where that is no way."""
    if not populations:
        return None
    matrix = np.zeros((case.classes.counts.size, len(populations)))
    for number, population in enumerate(populations):
        matrix[case.classes.members[population], number] = 1.0
    wanted = np.zeros(case.classes.counts.size)
    wanted[list(target.members)] = 1.0
    found = linprog(
        np.ones(2 * len(populations)),
        A_eq=np.hstack([matrix, -matrix]),
        b_eq=wanted,
        method="highs",
    )
    if found.x is None:
        return None
    plus, minus = np.split(found.x, 2)
    return [float(one) for one in plus - minus]
