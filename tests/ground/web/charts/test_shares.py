"""The bar of shares: fluid, with letters that stay readable, and hidden parts at the end."""

import re

from groundswell.ground.web.charts import Share, shares_svg


def bar(*values: float | None) -> str:
    return str(shares_svg([Share(f"Option {at}", v) for at, v in enumerate(values)], label="All"))


def test_parts_stand_side_by_side_in_per_cent_of_the_bar():
    found = re.findall(r'<rect x="([\d.]+)%" y="0.5" width="([\d.]+)%"', bar(25, 0, 40, 35))
    assert found == [("0", "25"), ("25", "40"), ("65", "35")]


def test_a_number_is_left_out_where_there_is_no_room_for_it():
    drawn = bar(3, 9, 88)
    assert ">3%<" not in drawn and ">88%<" in drawn
    assert re.search(r'class="wide-only">9%<', drawn), "a phone has no room for it"


def test_hidden_parts_stand_together_hatched_at_the_end():
    drawn = bar(30, None, 20, None)
    assert drawn.count('data-mark="hidden"') == 1
    assert re.search(r'<rect x="50%" width="50%"[^>]* data-mark="hidden"', drawn)
    assert '<svg x="50%" width="50%"' in drawn
    assert 'data-mark="hidden"' not in bar(60, 40, None), "nothing is left for it"
