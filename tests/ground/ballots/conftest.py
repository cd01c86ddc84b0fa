from collections.abc import Iterator

import pytest
from tests.ground.ballots.voting import Taken, taking


@pytest.fixture
def taken() -> Iterator[Taken]:
    """A room that asks, and what it has been handed."""
    with taking() as room:
        yield room
