from collections.abc import Iterator

import pytest
from tests.engines.thread.shelf import Shelf
from tests.world import a_person, acting

from groundswell.ground.people.actors import Actor


@pytest.fixture
def shelf(db: None) -> Iterator[Shelf]:
    with Shelf().registered() as shelf:
        yield shelf


@pytest.fixture
def joyce(db: None) -> Actor:
    return acting(a_person("Joyce Lim"))
