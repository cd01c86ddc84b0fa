"""Records from positions in their domains: the same as from values, and as strict."""

import numpy as np
import pytest

from groundswell.science.disclosure import N, Policy, Question, coded, plan, records

DOMAINS = {"unit": ["A", "B", "C"], "q": [1, 2, None]}


def test_coded_records_are_those_that_values_would_make():
    draw = np.random.default_rng(3)
    codes = {column: draw.integers(0, 3, 500).astype(np.int8) for column in DOMAINS}
    values = {c: [DOMAINS[c][at] for at in one] for c, one in codes.items()}
    ours, theirs = coded(DOMAINS, codes), records(DOMAINS, values)
    assert ours.domains == theirs.domains
    for column in DOMAINS:
        assert np.array_equal(ours.codes[column], theirs.codes[column])
    menu = [Question(ours.population({"unit": [one]}), N) for one in "ABC"]
    answers = [plan(one, Policy(5), menu).ledger.answers for one in (ours, theirs)]
    assert answers[0] == answers[1]


def test_rows_may_stand_for_several_people_and_other_columns_are_passed_over():
    found = coded({"unit": ["A"]}, {"unit": [0, 0], "more": [9, 9]}, counts=[3, 4])
    assert found.counts.tolist() == [3, 4]
    assert list(found.codes) == ["unit"]


def test_the_arrays_given_are_not_the_arrays_kept():
    given = np.zeros(3, dtype=np.intp)
    found = coded({"unit": ["A", "B"]}, {"unit": given})
    given[0] = 1
    assert found.codes["unit"].tolist() == [0, 0, 0]


def test_no_rows_and_no_columns_are_records_too():
    assert coded({}, {}).counts.size == 0
    assert coded(DOMAINS, {"unit": [], "q": []}).counts.size == 0


@pytest.mark.parametrize(
    ("codes", "counts", "what"),
    [
        ({"unit": [0]}, None, "one value a record"),
        ({"unit": [0, 1], "q": [0]}, None, "one value a record"),
        ({"unit": [0, 3], "q": [0, 0]}, None, "outside its domain"),
        ({"unit": [0, -1], "q": [0, 0]}, None, "outside its domain"),
        ({"unit": [0.0, 1.0], "q": [0, 0]}, None, "outside its domain"),
        ({"unit": [0, 1], "q": [0, 0]}, [1, -1], "fewer than no people"),
    ],
)
def test_what_cannot_be_records_is_refused(codes, counts, what):
    with pytest.raises(ValueError, match=what):
        coded(DOMAINS, codes, counts)
