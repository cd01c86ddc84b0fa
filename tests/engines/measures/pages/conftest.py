"""What the tests of these pages share."""

import pytest
from tests.engines.measures.making import SHIFTED, a_definition, a_measure
from tests.world import an_organisation


@pytest.fixture
def browser(house, signed_in):
    """`browser("leader")`: that person's own browser."""
    return lambda who: signed_in(getattr(house, who).person)


@pytest.fixture
def national(house):
    """A definition of the whole system at twelve places."""
    shared = a_definition(None, title="Waited over four hours", by=house.everywhere)
    for number in range(12):
        place = an_organisation(f"Trust {number:02}", ods_code=f"RX{number:02}")
        a_measure(
            place,
            definition=shared,
            audience="partnership",
            by=house.everywhere,
            values=SHIFTED[: 10 + number],
        )
    return shared
