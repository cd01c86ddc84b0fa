"""What some rows of a sparse matrix hold, as slicing the matrix would say it."""

import numpy as np
import pytest
from scipy import sparse

from groundswell.science.disclosure.slices import held


@pytest.mark.parametrize("of", [[], [3], [4, 0, 4], [2, 2], list(range(6))])
def test_rows_hold_what_a_slice_of_them_holds(of):
    draw = np.random.default_rng(5)
    dense = (draw.random((6, 9)) < 0.3) * 1.0
    dense[3] = 0
    rows = np.array(of, dtype=np.intp)
    by_rows, by_columns = sparse.csr_array(dense), sparse.csc_array(dense.T)
    assert held(by_rows, rows).tolist() == by_rows[rows].indices.tolist()
    assert held(by_columns, rows).tolist() == by_columns[:, rows].indices.tolist()
