"""The way from where something began to where it is to be."""

import re

import pytest

from groundswell.ground.web.charts import track_svg


def place_of(share: float) -> float:
    found = re.search(r'<circle cx="([\d.]+)"', track_svg(share, label="x"))
    assert found
    return float(found[1])


def test_the_mark_moves_along_the_way() -> None:
    assert place_of(0) < place_of(0.5) < place_of(1)
    assert place_of(0.5) == pytest.approx((place_of(0) + place_of(1)) / 2)


def test_beyond_either_end_the_mark_stays_at_the_end() -> None:
    assert place_of(-0.4) == place_of(0)
    assert place_of(1.7) == place_of(1)


def test_the_same_is_said_in_words() -> None:
    assert 'aria-label="From &lt;32&gt; to 60"' in track_svg(0.5, label="From <32> to 60")
