"""`groundswell drivers` as an analyst meets it: answers in, a ranking out."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from groundswell.cli.main import main


def answers(people: int = 120) -> str:
    rng = np.random.default_rng(1)
    x = rng.normal(3, 1, (people, 3))
    stay = x @ [0.8, 0.3, 0.0] + rng.normal(0, 0.5, people)
    rows = [
        f"{'Ash' if at % 2 else 'Elm'},{a:.3f},{b:.3f},{c:.3f},{y:.3f},1\n"
        for at, ((a, b, c), y) in enumerate(zip(x, stay, strict=True))
    ]
    return "ward,a,b,c,stay,same\n" + "".join(rows)


USUAL = ("--outcome", "stay", "--drivers", "a,b,c", "--resamples", "50")
WIDE = ("--range", "-10", "20")


@pytest.fixture
def run(tmp_path: Path):
    """Runs the command; gives the exit status and the folder of answers."""

    def go(data, *more):
        table = tmp_path / "responses.csv"
        table.write_text(data, encoding="utf-8")
        status = main(["drivers", str(table), *more, "-o", str(tmp_path / "out")])
        return status, tmp_path / "out"

    return go


def test_the_strongest_driver_comes_first_with_its_interval(run, capsys):
    status, out = run(answers(), *USUAL)
    assert status == 0
    found = pl.read_csv(out / "drivers.csv")
    summary = pl.read_csv(out / "summary.csv").row(0, named=True)
    assert found["driver"].to_list() == ["a", "b", "c"]
    assert found["rank"].to_list() == [1, 2, 3]
    assert found["shapley"].sum() == pytest.approx(summary["r2"])
    assert (found["shapley_low"] < found["shapley_high"]).all()
    assert (summary["n"], summary["warnings"]) == (120, None)
    assert "associations, not causes" in capsys.readouterr().err


def test_the_same_seed_gives_the_same_bytes(run):
    _, out = run(answers(), *USUAL)
    before = (out / "drivers.csv").read_bytes()
    run(answers(), *USUAL)
    assert (out / "drivers.csv").read_bytes() == before
    run(answers(), *USUAL, "--seed", "5")
    assert (out / "drivers.csv").read_bytes() != before


def test_a_driver_that_shares_items_with_the_outcome_is_left_out(run, capsys):
    scales = ("--scale", "Stay=stay,a", "--scale", "Both=a,b", *WIDE)
    _, out = run(answers(), *scales, "--outcome", "Stay", "--drivers", "Both,b,c")
    assert pl.read_csv(out / "drivers.csv")["driver"].sort().to_list() == ["b", "c"]
    assert "'Both' shares items with the outcome" in capsys.readouterr().err


def test_people_may_be_compared_within_their_units(run):
    _, out = run(answers(), *USUAL)
    plain = pl.read_csv(out / "summary.csv")["r2"][0]
    _, out = run(answers(), *USUAL, "--within", "ward")
    assert pl.read_csv(out / "summary.csv")["r2"][0] != plain


def test_what_makes_a_ranking_unsteady_is_a_warning(run, capsys):
    _, out = run(answers(12), *USUAL)
    assert "few people for so many drivers" in capsys.readouterr().err
    assert "few_people" in pl.read_csv(out / "summary.csv")["warnings"][0]


@pytest.mark.parametrize(
    ("data", "more", "fault"),
    [
        (answers(), ("--outcome", "stay", "--drivers", "a,z"), "row 1, column z: is missing"),
        (answers(), ("--outcome", "stay", "--drivers", "a,a,b"), "'a' stands twice"),
        (answers(), ("--outcome", "stay", "--drivers", "a"), "fewer than two drivers"),
        (answers(), ("--outcome", "a", "--drivers", "a,b"), "fewer than two drivers"),
        (answers(), ("--outcome", "stay", "--drivers", "a,ward"), "column ward: 'Elm' is not a"),
        (answers(), ("--outcome", "stay", "--drivers", "a,same"), "column same: does not vary"),
        (answers(3), USUAL, "3 people answered everything; 5 are needed"),
        (answers(), (*USUAL, "--resamples", "0"), "--resamples 0: is under 1"),
        (answers(), (*USUAL, "--seed", "-1"), "--seed -1: is under 0"),
        (answers(), ("--scale", "V=a", *WIDE, *USUAL[:3], "V,a"), "column V: is made of others"),
    ],
)
def test_bad_input_is_told_with_its_place_and_nothing_is_written(run, capsys, data, more, fault):
    status, out = run(data, *more)
    assert status == 2
    assert not out.exists()
    assert fault in capsys.readouterr().err
