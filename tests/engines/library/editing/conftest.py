"""Who keeps the shelf on which pages are written here."""

import pytest
from tests.engines.library.editing.desks import Desk, a_keeper
from tests.engines.library.finding.making import a_shelf
from tests.world import an_organisation

from groundswell.engines.library.models import Shelf


@pytest.fixture
def shelf() -> Shelf:
    return a_shelf(an_organisation())


@pytest.fixture
def amara(shelf: Shelf) -> Desk:
    return a_keeper("Amara Okafor", "editor", shelf)


@pytest.fixture
def ngozi(shelf: Shelf) -> Desk:
    return a_keeper("Ngozi Bello", "reviewer", shelf)
