"""Tables in which people move together: found fast, held to be possible only where they are."""

import itertools
from types import SimpleNamespace

import numpy as np
import pytest
from tests.science.disclosure.staff import answered, menu, mixed, wards

from groundswell.science import disclosure as sdc
from groundswell.science.disclosure import Policy, exposing, moving
from groundswell.science.disclosure.bounds import View
from groundswell.science.disclosure.moving import Doubt, moved_together
from groundswell.science.disclosure.planner import Search
from groundswell.science.disclosure.planning import case_of

POLICY = Policy(11)
COUNTS = wards({"A": 40, "B": 31, "C": 12, "D": 4})
ANSWERS = answered({"A": mixed(25), "B": mixed(18), "C": mixed(4), "D": mixed(7)})
ONE_MIND = answered({"A": mixed(25), "B": [4] * 12, "C": [4] * 14 + [2], "D": mixed(20)})
MENUS = [
    (COUNTS, ("n",)),
    (ANSWERS, ("n", "mean:q:2")),
    (ANSWERS, ("n", "pct:q:1,2:0")),
    (ONE_MIND, ("n", "mean:q:1")),
]


def doubt_of(held, *stats, hides):
    """What is protected in a release that hides some wards, and how it looks at first."""
    asked = menu(held, *stats)
    case = case_of(held, POLICY, {}, asked)
    search = Search(case.system, None, case.wanted, questions=case.questions)
    search.add(case.targets())
    shown = np.array([not any(w in str(q.population) for w in hides) for q in case.questions])
    targets = list(search.targets)
    none = np.zeros(len(targets))
    needed = np.array([one.width for one in targets])
    doubt = Doubt(search.objectives(targets), none, none, needed)
    return View(case.system, shown), doubt


@pytest.mark.parametrize("few", [0, 10_000])
@pytest.mark.parametrize(("held", "stats"), MENUS)
def test_what_is_decided_does_not_hang_on_how_tables_were_found(monkeypatch, few, held, stats):
    usual = sdc.plan(held, POLICY, menu(held, *stats))
    monkeypatch.setattr(exposing, "FEW", few)
    other = sdc.plan(held, POLICY, menu(held, *stats))
    assert (other.ledger.answers, other.cost) == (usual.ledger.answers, usual.cost)
    monkeypatch.undo()
    assert sdc.audit(held, POLICY, other.ledger.answers) == []


@pytest.mark.parametrize(
    ("held", "stats", "hides"),
    [
        (COUNTS, ("n",), "CD"),
        (ANSWERS, ("n", "mean:q:2"), "BCD"),
        (ONE_MIND, ("n", "mean:q:1"), "BC"),
    ],
)
def test_every_table_found_agrees_with_all_that_is_shown(held, stats, hides):
    view, doubt = doubt_of(held, *stats, hides=hides)
    before = doubt.open.size
    found = list(moved_together(view, doubt))
    assert found
    assert doubt.open.size < before
    system = view.system
    for one in found:
        table = system.truth.copy()
        table[one.at] += one.change
        rows = system.matrix[np.flatnonzero(view.standing)] @ table
        assert (table >= 0).all()
        assert (rows >= system.low[view.standing] - 1e-6).all()
        assert (rows <= system.high[view.standing] + 1e-6).all()


def test_nothing_moves_where_everything_is_told():
    view, doubt = doubt_of(COUNTS, "n", hides="D")
    assert list(moved_together(view, doubt)) == []


def test_a_table_that_does_not_agree_is_no_table(monkeypatch):
    def wrong(aim, **_):
        return SimpleNamespace(x=np.full(aim.size, 9.0))

    monkeypatch.setattr(moving, "milp", wrong)
    view, doubt = doubt_of(COUNTS, "n", hides="CD")
    assert list(moved_together(view, doubt)) == []
    found = sdc.plan(COUNTS, POLICY, menu(COUNTS, "n"))
    monkeypatch.undo()
    assert sdc.audit(COUNTS, POLICY, found.ledger.answers) == []


def test_a_search_that_finds_no_table_moves_nothing(monkeypatch):
    monkeypatch.setattr(moving, "milp", lambda aim, **_: SimpleNamespace(x=None))
    view, doubt = doubt_of(COUNTS, "n", hides="CD")
    assert list(moved_together(view, doubt)) == []


def test_items_are_moved_one_by_one_only():
    held = sdc.records(
        {"ward": ["A", "B"], "p": [1, 2], "q": [1, 2]},
        {"ward": ["A", "A", "B", "B"], "p": [1, 2, 1, 2], "q": [1, 2, 2, 1]},
        [9, 9, 4, 3],
    )
    view, doubt = doubt_of(held, "n", "mean:p:1", "mean:q:1", hides="AB")
    assert list(moved_together(view, doubt)) == []


def test_passes_come_to_an_end(monkeypatch):
    view, doubt = doubt_of(ANSWERS, "n", "mean:q:2", hides="BCD")
    doubt.needed[-1] = 1_000
    monkeypatch.setattr(moving, "PASSES", 1)
    assert list(moved_together(view, doubt))
    assert doubt.open.tolist()[-1] == doubt.needed.size - 1


def test_one_more_query_is_decided_as_by_looking_at_every_value_alone(monkeypatch):
    """Every other ward of many: the ledger's tables agree with it no more."""
    draw = np.random.default_rng(11)
    sizes = {f"W{n}": int(draw.integers(12, 40)) for n in range(24)}
    sizes |= {f"W{n}": 3 + n for n in range(8)}
    held = answered({ward: mixed(n) for ward, n in sizes.items()})
    ledger = sdc.plan(held, POLICY, menu(held, "n", "mean:q:2")).ledger
    every_other = held.population({"ward": list(sizes)[::2]})
    more = [sdc.Question(every_other, sdc.statistic(text)) for text in ("n", "mean:q:2")]
    found = []
    for few, kept in itertools.product((0, 10_000), (ledger, sdc.Ledger(dict(ledger.answers)))):
        monkeypatch.setattr(exposing, "FEW", few)
        found.append(sdc.plan(held, POLICY, more, ledger=kept).ledger.answers)
    assert all(one == found[0] for one in found)
    assert None not in [found[0][one] for one in more]
