"""The clock as a ring and as a strip, and the days that somebody waited: one stroke a day."""

import pytest

from groundswell.ground.web.charts import ring_svg, strip_svg, waiting_svg

TIDE, REST, GOLD = "#0d3b4a", "#8f9a9d", "#f4c76a"


def strokes(svg: str, colour: str) -> int:
    """How many strokes are drawn in a colour."""
    return sum(
        path.split('d="')[1].split('"')[0].count("M")
        for path in svg.split("<path ")[1:]
        if f'stroke="{colour}"' in path
    )


@pytest.mark.parametrize(("day", "gone", "rest"), [(-3, 0, 100), (0, 0, 100), (48, 48, 52)])
def test_the_ring_has_a_stroke_for_each_day_gone_and_to_come(
    day: int, gone: int, rest: int
) -> None:
    svg = ring_svg(day, label="x")
    assert (strokes(svg, TIDE), strokes(svg, REST)) == (gone, rest)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (-3, ("Day 0 in", "3", "days")),
        (-1, ("Day 0 in", "1", "day")),
        (0, ("Day", "0", "100 days to go")),
        (99, ("Day", "99", "1 day to go")),
        (100, ("Day", "100", "The last day")),
        (130, ("Day", "100", "30 days ago")),
    ],
)
def test_the_ring_says_the_day_in_its_middle(day: int, said: tuple[str, ...]) -> None:
    svg = ring_svg(day, label="x")
    assert all(f">{words}</text>" in svg for words in said)


@pytest.mark.parametrize(("day", "n_gold"), [(0, 0), (1, 1), (99, 1), (100, 0), (101, 0)])
def test_today_is_gold_while_the_days_run(day: int, n_gold: int) -> None:
    assert strokes(ring_svg(day, label="x"), GOLD) == n_gold
    assert strokes(strip_svg(day), GOLD) == n_gold


def test_a_label_is_said_and_cannot_break_out() -> None:
    assert 'aria-label="Day 48 &lt;b&gt;"' in ring_svg(48, label="Day 48 <b>")
    assert 'aria-label="Day 48"' in strip_svg(48, label="Day 48")
    assert 'aria-hidden="true"' in strip_svg(48)


def test_waiting_has_a_stroke_a_day_and_a_line_where_the_answer_was_due() -> None:
    svg = waiting_svg(10, 7, label="10 days old")
    assert strokes(svg, TIDE) == 10
    assert strokes(svg, "#c4510a") == 1


def test_a_very_long_wait_is_drawn_no_wider_than_a_row_can_hold() -> None:
    assert strokes(waiting_svg(400, 7), TIDE) == 40
    assert strokes(waiting_svg(0, 7), TIDE) == 0
