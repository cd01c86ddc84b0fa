"""The page on survey statistics is run as it is printed."""

import doctest
from pathlib import Path

PAGE = Path(__file__).resolve().parents[3] / "docs" / "science" / "survey-statistics.md"


def test_the_example_in_python_gives_what_the_page_says():
    found = doctest.testfile(str(PAGE), module_relative=False)
    assert found.attempted > 8
    assert found.failed == 0
