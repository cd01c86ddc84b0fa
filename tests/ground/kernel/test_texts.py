"""Words as they are kept: what is refused, and with which sentence."""

import pytest

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.texts import usable_text


def test_line_ends_are_plain_and_blanks_around_go():
    assert usable_text(" one\r\ntwo\rthree ", field="about", most=13) == "one\ntwo\nthree"
    assert usable_text(" ", field="about", most=5) == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (" ", "Say what it is about."),
        ("a\x00b", "Take out the characters that cannot be shown."),
        ("a\u202eb", "Take out the characters that cannot be shown."),
        ("x" * 1_001, "Use at most 1,000 characters. You used 1,001."),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(text: str, sentence: str):
    with pytest.raises(Unusable, match=sentence) as refused:
        usable_text(text, field="about", most=1_000, missing="Say what it is about.")
    assert refused.value.field == "about"
