from collections.abc import Iterator

import pytest
from tests.engines.thread.shelf import Shelf


@pytest.fixture
def shelf(db: None) -> Iterator[Shelf]:
    with Shelf().registered() as shelf:
        yield shelf
