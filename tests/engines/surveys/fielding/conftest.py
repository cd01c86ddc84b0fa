import pytest

from groundswell.engines.surveys.answering import keeping


@pytest.fixture(autouse=True)
def nothing_remembered():
    """What a process remembers of surveys is of an earlier test's database."""
    keeping._kept.clear()
