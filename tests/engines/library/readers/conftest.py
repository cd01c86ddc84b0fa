import copy

import pytest
from tests.engines.library.readers.making import Readers, readers


@pytest.fixture(scope="module")
def _kept(kept_for_module: None) -> Readers:
    return readers()


@pytest.fixture
def us(_kept: Readers, db: None) -> Readers:
    """Made once a file; each test has a copy."""
    return copy.deepcopy(_kept)
