"""The sentences beside the picture: what stands out, and what can't be told apart. Pure."""

import pytest

from groundswell.engines.surveys.results.scoring import Reading
from groundswell.engines.surveys.results.speaking import Response, headline, statements
from groundswell.ground.releases.queries import Moved, Peers, Score


def a_score(value: float, margin: float | None = 0.3) -> Score:
    low, high = (None, None) if margin is None else (value - margin, value + margin)
    return Score(value=value, low=low, high=high, n=100)


def reading(name: str, value: float | None, **more) -> Reading:
    margin = more.pop("margin", 0.3)
    usual = {"is_better_high": True, "moved": None, "peers": None, "groups": {}}
    score = None if value is None else a_score(value, margin)
    return Reading(code=name.lower(), name=name, score=score, **{**usual, **more})


def firsts(*args, **more) -> list[str]:
    usual = {"by": "units", "has_before": False}
    return [one.first for one in statements(*args, **{**usual, **more})]


@pytest.mark.parametrize(
    ("readings", "sentence"),
    [
        ([], "The scores are hidden, to protect people"),
        ([reading("Care", None)], "The scores are hidden, to protect people"),
        ([reading("Care", 6.2)], "Care: 6.2"),
        ([reading("Care", 6.2), reading("Rest", 6.1)], "No score stands out from the others"),
        ([reading("Care", 8.0), reading("Rest", 5.0)], "Care is highest. Rest is lowest."),
        (
            [reading("Care", 8.0), reading("Trust", 7.9), reading("Rest", 5.0)],
            "Care and Trust are highest. Rest is lowest.",
        ),
        (
            [reading("Care", 8.0), reading("Rest", 5.0), reading("Say", 5.1)],
            "Care is highest. Rest and Say are lowest.",
        ),
        (
            [reading("Care", 8.0), reading("Rest", 5.0, margin=None)],
            "No score stands out from the others",
        ),
        (
            [reading("Care", 8.0), reading("Rest", 5.0, peers=Peers(4, 6.5, 6.0, 7.0))],
            "Care is highest. Rest is lowest, and lower than elsewhere.",
        ),
    ],
)
def test_the_headline_names_only_what_stands_clear_of_all_others(readings, sentence):
    assert headline(readings) == sentence


def test_a_score_of_which_less_is_better_is_never_called_highest():
    strain = reading("Strain", 9.0, is_better_high=False)
    assert headline([strain, reading("Care", 8.0)]) == "Care: 8.0"


def test_a_change_is_clear_or_too_close_to_tell_and_goes_down_too():
    down = Moved(
        before=a_score(7.0), now=a_score(6.0), change=-1.0, low=-1.4, high=-0.6, is_clear=True
    )
    assert "Care went down." in firsts([reading("Care", 6.0, moved=down)], [])


def test_who_answered_least_is_named_where_it_is_far_below_the_whole():
    rates = [Response("Everybody", 60, 100), Response("Ward 7", 10, 30), Response("ED", 50, 70)]
    said = firsts([reading("Care", 6.0)], rates)
    assert "Ward 7 answered least, 10 of 30." in said
    assert "40 of 100 did not answer." in said


def test_where_all_answered_alike_nobody_is_named():
    rates = [Response("Everybody", 100, 100), Response("Ward 7", 30, 30)]
    said = firsts([reading("Care", 6.0)], rates)
    assert not [one for one in said if "answer" in one]
    assert firsts([], [Response("Everybody", 10, 10)]) == ["Numbers don’t say why."]
