"""CPU of disclosure control at full size; run `python benchmarks/disclosure.py`.

The yardstick, measured in the same run, is one linear programme: the feasibility interval's
one end of one hidden cell of the same crosstab, everything else of it published.
"""

import json
import time
from collections.abc import Callable
from functools import partial

import numpy as np

from groundswell.science import disclosure
from groundswell.science.disclosure import Ledger, Policy, Question, Records, statistic
from groundswell.science.disclosure.bounds import View, pinned
from groundswell.science.disclosure.planning import case_of

POLICY = Policy(k=11)
ROLES = 5
SMALL = 150
MENU_LIMIT_S = 60.0
ONE_MORE_LIMIT_S = 1.0
ANSWERS = (1, 2, 3, 4, 5)
SHARES = (0.1, 0.2, 0.3, 0.25, 0.15)
Menu = tuple[Records, list[Question]]


def crosstab(units: int, stats: tuple[str, ...]) -> Menu:
    """Units by roles with both margins; 150 small cells, drawn with a fixed seed."""
    draw = np.random.default_rng(20260101)
    sizes = draw.integers(11, 60, units * ROLES)
    sizes[draw.choice(sizes.size, SMALL, replace=False)] = draw.integers(0, 11, SMALL)
    unit, role = [f"U{at}" for at in range(units)], [f"R{at}" for at in range(ROLES)]
    cells = [(u, r) for u in unit for r in role]
    held = _held(draw, {"unit": unit, "role": role}, cells, sizes)
    where = [{"unit": [u], "role": [r]} for u, r in cells]
    where += [{"unit": [u]} for u in unit] + [{"role": [r]} for r in role] + [{}]
    return held, _menu(held, where, stats)


def hierarchy(wards: int, stats: tuple[str, ...]) -> Menu:
    """Wards in sites in a trust; 150 small wards, drawn with a fixed seed."""
    draw = np.random.default_rng(20260102)
    sizes = draw.integers(11, 60, wards)
    sizes[draw.choice(wards, SMALL, replace=False)] = draw.integers(1, 11, SMALL)
    ward = [f"W{at}" for at in range(wards)]
    held = _held(draw, {"ward": ward}, [(one,) for one in ward], sizes)
    where = [{"ward": [one]} for one in ward]
    where += [{"ward": ward[at : at + 100]} for at in range(0, wards, 100)] + [{}]
    return held, _menu(held, where, stats)


def _held(
    draw: np.random.Generator,
    domains: dict[str, list[str]],
    cells: list[tuple[str, ...]],
    sizes: np.ndarray,
) -> Records:
    given = np.array([draw.multinomial(n, SHARES) for n in sizes])
    columns = {
        name: [cell[at] for cell in cells for _ in ANSWERS] for at, name in enumerate(domains)
    }
    return disclosure.records(
        {**domains, "q": ANSWERS}, {**columns, "q": ANSWERS * len(cells)}, given.ravel().tolist()
    )


def _menu(
    held: Records, where: list[dict[str, list[str]]], stats: tuple[str, ...]
) -> list[Question]:
    populations = [held.population(one) for one in where]
    return [Question(one, statistic(text)) for one in populations for text in stats]


def cpu_s(work: Callable[[], object]) -> float:
    """CPU of one run, in seconds."""
    before = time.process_time()
    work()
    return time.process_time() - before


def one_programme_s(held: Records, questions: list[Question], ledger: Ledger) -> float:
    """CPU of one linear programme over all that is published, in seconds."""
    case = case_of(held, POLICY, ledger.answers, questions)
    shown = np.array([ledger.answers[one] is not None for one in case.questions], dtype=bool)
    view = View(case.system, shown)
    objective = np.zeros(case.system.layout.size)
    objective[int(np.flatnonzero(case.classes.counts < POLICY.k)[0])] = 1.0
    everything = view.everything()
    return cpu_s(lambda: pinned(view, everything, objective)) / 2


def line(what: str, found: float, limit: float, programme: float) -> bool:
    """Print one figure beside its limit and the yardstick; whether it holds."""
    holds = found < limit
    ratio = f"{found / programme:8.1f} x one programme"
    print(f"{what:<58} {found:8.3f} s  limit {limit:g} s  {ratio}  {'ok' if holds else 'OVER'}")
    return holds


def planned(what: str, menu: Menu) -> bool:
    """Plan a menu and print what it took and what it hides."""
    held, questions = menu
    found: list[disclosure.Plan] = []
    taken = cpu_s(lambda: found.append(disclosure.plan(held, POLICY, questions)))
    ledger = found[0].ledger
    n_hidden = sum(value is None for value in ledger.answers.values())
    holds = line(what, taken, MENU_LIMIT_S, one_programme_s(held, questions, ledger))
    print(f"{'':<4}{n_hidden} of {len(questions)} numbers hidden, gap {100 * found[0].gap:.2f} %")
    return holds


def one_more(wards: int, stats: tuple[str, ...]) -> list[bool]:
    """One more query against a ledger of 10,000 numbers, as it is at hand and read back."""
    held, questions = hierarchy(wards, stats)
    ledger = disclosure.plan(held, POLICY, questions).ledger
    programme = one_programme_s(held, questions, ledger)
    asked = {
        "two wards": ("W1", "W2"),
        "every other ward": tuple(f"W{n}" for n in range(0, wards, 2)),
    }
    held_all = []
    stored = json.loads(json.dumps(disclosure.ledger_form(ledger, held)))
    for what, some in asked.items():
        more = _menu(held, [{"ward": list(some)}], stats)
        told = f"one more of {len(questions):,}, {' and '.join(stats)}: {what}"
        taken = cpu_s(partial(disclosure.plan, held, POLICY, more, ledger=ledger))
        held_all.append(line(told, taken, ONE_MORE_LIMIT_S, programme))
        taken = cpu_s(partial(read_and_planned, held, more, stored))
        told = "    the same, with the ledger read back first"
        held_all.append(line(told, taken, ONE_MORE_LIMIT_S, programme))
    return held_all


def read_and_planned(held: Records, more: list[Question], stored: object) -> None:
    """One more query against a ledger that comes from storage, without its witnesses."""
    disclosure.plan(held, POLICY, more, ledger=disclosure.ledger_from(stored, held))


def full_shares(units: int, items: int) -> bool:
    """The share of each option of each item, of every unit and of everybody."""
    draw = np.random.default_rng(20260103)
    sizes = draw.integers(11, 60, units)
    sizes[draw.choice(units, units // 10, replace=False)] = draw.integers(1, 11, units // 10)
    unit, item = [f"U{at}" for at in range(units)], [f"q{at}" for at in range(items)]
    columns = {one: draw.choice(len(ANSWERS), int(sizes.sum()), p=SHARES) for one in item}
    columns["unit"] = np.repeat(np.arange(units), sizes)
    held = disclosure.coded({"unit": unit, **dict.fromkeys(item, ANSWERS)}, columns)
    stats = ("n", *(f"pct:{one}:{answer}:0" for one in item for answer in ANSWERS))
    where = [{}, *({"unit": [one]} for one in unit)]
    what = f"shares of all options of {items} items in {units} units"
    return planned(what, (held, _menu(held, where, stats)))


def main() -> int:
    held = [
        planned("crosstab of 1,476 counts", crosstab(245, ("n",))),
        planned("crosstab of 1,476 cells, counts and means", crosstab(245, ("n", "mean:q:2"))),
        planned("hierarchy of 1,516 cells, counts and means", hierarchy(1_500, ("n", "mean:q:2"))),
        full_shares(250, 3),
        full_shares(60, 18),
        *one_more(9_900, ("n",)),
        *one_more(5_000, ("n", "mean:q:2")),
    ]
    return 0 if all(held) else 1


if __name__ == "__main__":
    raise SystemExit(main())
