"""What an answer is counted with: nobody stands in a group of fewer than k."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from groundswell.engines.surveys.grouping import Placed, Unit, placed, unit_to_group

TRUST, MEDICINE, WARD_7, WARD_9, BANK = (UUID(int=n) for n in range(1, 6))


def tree(trust: int = 0, medicine: int = 0, ward_7: int = 0, ward_9: int = 0, bank: int = 0):
    return [
        Unit(TRUST, "Trust", None, trust),
        Unit(MEDICINE, "Medicine", TRUST, medicine),
        Unit(WARD_7, "Ward 7", MEDICINE, ward_7),
        Unit(WARD_9, "Ward 9", MEDICINE, ward_9),
        Unit(BANK, "Bank staff", TRUST, bank),
    ]


def told(units) -> dict[str, tuple[int, int]]:
    return {one.label: (one.n_own, one.n_all) for one in placed(units, k=10)}


def test_a_unit_that_is_large_enough_stands_by_itself():
    found = told(tree(medicine=10, ward_7=12, ward_9=11, bank=15))
    assert found == {
        "Trust": (0, 48), "Medicine": (10, 33), "Ward 7": (12, 12), "Ward 9": (11, 11),
        "Bank staff": (15, 15),
    }  # fmt: skip


def test_a_small_unit_is_counted_with_its_larger_one_all_the_way_up():
    assert told(tree(trust=20, ward_7=4, ward_9=3, bank=2)) == {"Trust": (29, 29)}


def test_nobody_is_known_by_being_the_rest():
    found = told(tree(trust=3, ward_7=30, bank=11))
    assert found == {"Trust": (14, 44), "Medicine": (0, 30), "Ward 7": (30, 30)}


def test_of_an_organisation_with_too_few_nothing_stands():
    assert told(tree(trust=3, ward_7=2)) == {}


def test_every_unit_is_counted_somewhere():
    units = tree(trust=20, medicine=3, ward_7=12, ward_9=3)
    counted = unit_to_group(placed(units, 10))
    assert counted == {
        TRUST: TRUST, MEDICINE: MEDICINE, WARD_9: MEDICINE, BANK: TRUST, WARD_7: MEDICINE,
    }  # fmt: skip


@given(st.lists(st.integers(0, 40), min_size=5, max_size=5), st.integers(5, 15))
def test_no_group_is_smaller_than_k_and_nobody_is_lost(sizes: list[int], k: int):
    units = tree(*sizes)
    found: tuple[Placed, ...] = placed(units, k)
    assert all(one.n_own == 0 or one.n_own >= k for one in found)
    assert sum(one.n_own for one in found) in {sum(sizes), 0}
    assert found or sum(sizes) < k
