"""Planning a release: from records, rules and a menu of questions to what is published."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from groundswell.science.disclosure.classes import Classes, classes_of
from groundswell.science.disclosure.cover import Menu
from groundswell.science.disclosure.layout import Floats
from groundswell.science.disclosure.ledger import Ledger
from groundswell.science.disclosure.planner import Search, Suppression
from groundswell.science.disclosure.policy import Fact, Headcount, Policy
from groundswell.science.disclosure.primary import nearly_all_answered, withheld
from groundswell.science.disclosure.records import Codes, Population, Records
from groundswell.science.disclosure.statistics import N, Question, Statistic
from groundswell.science.disclosure.system import System, system_of
from groundswell.science.disclosure.targets import Target, Wanted, targets_of
from groundswell.science.disclosure.values import by_statistic, values_of

SAME_VALUE = 1e-9
"""Two answers that differ by less are the same (unit of the statistic)."""


@dataclass(frozen=True)
class Public:
    """What everybody knows or is told in any case.

    Attributes
    ----------
    facts : tuple of Fact
    headcounts : tuple of Headcount
        Populations of which it is public how many were asked.
    questions : frozenset of Question
        Answered whatever the rules say, such as sizes of units that stand on a website.
    """

    facts: tuple[Fact, ...] = ()
    headcounts: tuple[Headcount, ...] = ()
    questions: frozenset[Question] = frozenset()


NOTHING = Public()


@dataclass(frozen=True)
class Plan:
    """What a menu comes to.

    Attributes
    ----------
    ledger : Ledger
        All answers: those of earlier releases, and those of this menu.
    cost, least : float
        What hiding takes away, and a lower bound on what any safe plan takes away: the
        square root of the people behind each number (one added), summed over hidden ones.
    beyond_help : tuple of str
        Protected values which earlier releases or public facts give away in part.
    """

    ledger: Ledger
    cost: float
    least: float
    beyond_help: tuple[str, ...] = field(default=())

    @property
    def gap(self) -> float:
        """By how much of its own cost the plan may be dearer than the least (no unit)."""
        return (self.cost - self.least) / self.cost if self.cost else 0.0


@dataclass(frozen=True)
class Case:
    """A menu against its records: everything a search or an audit needs.

    Attributes
    ----------
    questions : tuple of Question
        Those of the ledger first.
    values : tuple of float or None
        The answers the records give, or gave when they were published.
    recorded : tuple of float or None
        The answers the records give now; None where nobody answered.
    """

    policy: Policy
    classes: Classes
    questions: tuple[Question, ...]
    values: tuple[float | None, ...]
    recorded: tuple[float | None, ...]
    headcounts: Mapping[Population, Headcount]
    system: System

    @cached_property
    def people(self) -> dict[Population, int]:
        """People in each population."""
        return {one: self.classes.people(at) for one, at in self.classes.members.items()}

    @cached_property
    def number(self) -> dict[Population, int]:
        """The number of each population, as in `System.asks_of`."""
        return {one: number for number, one in enumerate(self.classes.members)}

    @property
    def wanted(self) -> Wanted:
        """The menu as the rules see it."""
        statistics = tuple(dict.fromkeys(one.statistic for one in self.questions))
        return Wanted(self.policy, self.classes, self.headcounts, statistics)

    def members(self, question: Question) -> Codes:
        """The classes of a question's population."""
        return self.classes.members[question.population]

    def changed(
        self, answers: Mapping[Question, float | None], most: Callable[[Statistic], float]
    ) -> Iterator[tuple[Question, float, float]]:
        """Answers that differ by more from what the records give, and what these do give."""
        for question, found in zip(self.questions, self.recorded, strict=True):
            value = answers.get(question)
            now = float("nan") if found is None else found
            if value is not None and not abs(now - value) <= most(question.statistic):
                yield question, value, now

    def may_not_be_shown(self, question: Question) -> bool:
        """Whether the primary rules withhold a question."""
        return withheld(
            self.policy,
            self.classes,
            self.members(question),
            question.statistic,
            self.headcounts.get(question.population),
        )

    def targets(self) -> list[Target]:
        """Every protected value."""
        return targets_of(self.wanted, list(dict.fromkeys(q.population for q in self.questions)))


def case_of(
    held: Records,
    policy: Policy,
    answers: Mapping[Question, float | None],
    questions: Iterable[Question],
    public: Public = NOTHING,
) -> Case:
    """Set up records, answers given and questions to come as one case."""
    asked = tuple(dict.fromkeys([*answers, *questions]))
    items = {one.statistic.item for one in asked if one.statistic.item}
    populations = [one.population for one in asked]
    populations += [one.population for one in public.headcounts]
    populations += [_outside(one.population, items) for one in public.facts]
    classes = classes_of(held, populations, sorted(items))
    heads = {one.population: one for one in public.headcounts}
    recorded = tuple(values_of(classes, asked, heads))
    values = tuple(
        now if (given := answers.get(one)) is None else given
        for one, now in zip(asked, recorded, strict=True)
    )
    system = system_of(classes, asked, values, public.facts, heads, policy.most_people)
    return Case(policy, classes, asked, values, recorded, heads, system)


def recorded(
    held: Records, questions: Iterable[Question], public: Public = NOTHING
) -> dict[Question, float | None]:
    """The answers the records give, protected in no way: for audits, never for a page.

    Examples
    --------
    >>> from groundswell.science.disclosure import N, Question, records
    >>> staff = records({"unit": ["A"]}, {"unit": ["A"]}, [3])
    >>> list(recorded(staff, [Question(staff.population(), N)]).values())
    [3]
    """
    case = case_of(held, Policy(k=1), {}, questions, public)
    return dict(zip(case.questions, case.values, strict=True))


def _outside(population: Population, items: set[str]) -> Population:
    """A fact about one item's answers is about a population without that item."""
    named = [column for column, _ in population.where if column in items]
    if len(named) != 1:
        return population
    return Population(tuple(pair for pair in population.where if pair[0] != named[0]))


def plan(
    held: Records,
    policy: Policy,
    questions: Iterable[Question],
    *,
    ledger: Ledger | None = None,
    public: Public = NOTHING,
) -> Plan:
    """Decide for every question of a menu whether its answer is shown.

    Parameters
    ----------
    held : Records
    policy : Policy
    questions : iterable of Question
        The whole menu; its order and repetitions change nothing.
    ledger : Ledger, optional
        What was answered before. It is not taken back, and answered the same again.
    public : Public, optional

    Returns
    -------
    Plan

    Raises
    ------
    ValueError
        For an item or population the records do not have, a rate without headcount, or
        new questions about records that have changed since the ledger's.

    Notes
    -----
    Safe means: for every protected value there are two whole tables which agree with all
    that is public and differ in it by its protection range (`Policy`), unless earlier
    releases or public facts leave no such tables; those values stand in `beyond_help`.

    Examples
    --------
    >>> from groundswell.science.disclosure import N, Policy, Question, records
    >>> staff = records({"unit": ["A", "B", "C"]}, {"unit": ["A", "B", "C"]}, [40, 20, 4])
    >>> each = [Question(staff.population({"unit": [unit]}), N) for unit in "ABC"]
    >>> menu = [Question(staff.population(), N), *each]
    >>> list(plan(staff, Policy(k=11), menu).ledger.answers.values())
    [64, 40, None, None]
    """
    before = ledger or Ledger()
    menu = sorted(set(questions), key=str)
    if before.answers.keys() >= set(menu):
        return Plan(before, cost=0.0, least=0.0)
    case = case_of(held, policy, before.answers, menu, public)
    _refuse_changed_records(case, before)
    search = Search(case.system, _menu(case, before, public), case.wanted, questions=case.questions)
    search.witnesses += [one for one in before.witnesses if one.fits(search.system)]
    search.add(case.targets())
    search.take_apart()
    found = search.run()
    answers = {
        question: None if hidden else value
        for question, value, hidden in zip(case.questions, case.values, found.hidden, strict=True)
    }
    return Plan(
        ledger=before.with_answers({one: answers[one] for one in menu}, search.witnesses),
        cost=found.cost,
        least=found.least,
        beyond_help=_told(case, found),
    )


def _refuse_changed_records(case: Case, before: Ledger) -> None:
    """Answers that the records no longer give say that other people stand behind them now."""
    for question, value, now in case.changed(before.answers, lambda _: SAME_VALUE):
        raise ValueError(
            f"{question} was {value:g} when it was published and is {now:g}"
            " now: tell records that came later by a column of their own"
        )


def _told(case: Case, found: Suppression) -> tuple[str, ...]:
    return tuple(
        f"{one.measure} of {group_name(case, one.members)}: {width:g} of {one.width:g}"
        for one, width in found.beyond_help.items()
    )


def group_name(case: Case, members: Sequence[int]) -> str:
    """A union of classes in words: the population it is, or those it lies in."""
    wanted = set(members)
    best: tuple[int, str] = (0, "a group nobody asked for")
    for population, found in case.classes.members.items():
        held = set(found.tolist())
        if held == wanted:
            return str(population)
        if held > wanted and (not best[0] or len(held) < best[0]):
            best = (len(held), f"a group within {population}")
    return best[1]


def _menu(case: Case, before: Ledger, public: Public) -> Menu:
    given = [before.answers.get(question, 0.0) for question in case.questions]
    earlier = np.array([question in before.answers for question in case.questions], dtype=bool)
    hidden = np.array([value is None for value in given], dtype=bool)
    always = np.array([question in public.questions for question in case.questions], dtype=bool)
    rules = np.array(
        [one not in before.answers and case.may_not_be_shown(one) for one in case.questions],
        dtype=bool,
    )
    must_show = always | (earlier & ~hidden)
    return Menu(
        cost=_costs(case),
        parent=_parents(case),
        must_hide=~must_show & (rules | hidden),
        must_show=must_show,
    )


def _costs(case: Case) -> Floats:
    people = np.array(list(case.people.values()), dtype=float)
    return np.sqrt(people[case.system.asks_of] + 1)


def _parents(case: Case) -> Codes:
    """Without its count nothing of a population is shown, without its base nothing of an item.

    The exception: where nearly all who were asked have answered, only the count tells.
    """
    asks_of = case.system.asks_of
    found = np.full(asks_of.size, -1, dtype=np.intp)
    numbers = by_statistic(case.questions)
    for asked, own in numbers.items():
        for parent in reversed(_above(asked)):
            place = np.full(len(case.classes.members), -1)
            above = numbers.get(parent, [])
            place[asks_of[above]] = above
            at = place[asks_of[own]]
            found[own] = np.where(at < 0, found[own], at)
    for population, headcount in case.headcounts.items():
        if nearly_all_answered(case.people[population], headcount):
            found[asks_of == case.number[population]] = -1
    return found


def _above(asked: Statistic) -> list[Statistic]:
    if asked == N:
        return []
    if asked.kind in {"rate", "base"}:
        return [N]
    return [Statistic("base", asked.item), N]
