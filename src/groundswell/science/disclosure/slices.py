"""Some rows of a sparse matrix without making a matrix of them: a search asks for few, often."""

import numpy as np
from scipy import sparse

from groundswell.science.disclosure.records import Codes


def held(matrix: sparse.csr_array | sparse.csc_array, of: Codes) -> Codes:
    """What some rows hold (of a matrix by columns: some columns), one after the other.

    Parameters
    ----------
    matrix : csr_array or csc_array of shape (n_rows, n_columns)
    of : int array
        Rows, or columns of a matrix by columns.

    Examples
    --------
    >>> matrix = sparse.csr_array([[0, 1, 1], [0, 0, 0], [1, 0, 1]])
    >>> held(matrix, np.array([2, 0])).tolist()
    [0, 2, 1, 2]
    """
    begins = matrix.indptr[of]
    sizes = matrix.indptr[of + 1] - begins
    ends = np.cumsum(sizes)
    n = int(ends[-1]) if ends.size else 0
    found: Codes = matrix.indices[np.repeat(begins - (ends - sizes), sizes) + np.arange(n)]
    return found
