"""`groundswell change` as an analyst meets it: two waves in, one row a unit out."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from groundswell.cli.main import main
from groundswell.science import scales

RANGE = ("--range", "1", "5")
SCALE = ("--scale", "V=q", *RANGE)


def wave(seed: int, *, lift: float = 0.0, people: int = 40) -> str:
    rng = np.random.default_rng(seed)
    attitude = np.random.default_rng(0).normal(3, 0.8, people)
    answers = np.clip(attitude + rng.normal(lift, 0.3, people), 1, 5).round(2)
    rows = [
        f"P{at},{'Ash' if at < 15 else 'Elm' if at < 35 else 'Oak'},{x}\n"
        for at, x in enumerate(answers)
    ]
    return "id,ward,q\n" + "".join(rows)


@pytest.fixture
def run(tmp_path: Path):
    """Runs the command on two waves; gives the exit status and the rows."""

    def go(before, after, *more):
        paths = [tmp_path / "before.csv", tmp_path / "after.csv"]
        for path, text in zip(paths, (before, after), strict=True):
            path.write_text(text, encoding="utf-8")
        status = main(["change", *map(str, paths), *more, "-o", str(tmp_path / "out")])
        file = tmp_path / "out" / "change.csv"
        return status, pl.read_csv(file, infer_schema_length=None) if file.exists() else None

    return go


def test_people_who_can_be_linked_are_compared_with_themselves(run, capsys):
    before, after = wave(1), wave(2, lift=0.5)
    after = "\n".join(after.splitlines()[:-2]) + "\n"
    status, found = run(before, after, *SCALE, "--person", "id", "--unit", "ward")
    assert status == 0
    everybody, ash, elm, oak = found.rows(named=True)
    assert (everybody["unit"], everybody["n_pairs"], everybody["test"]) == (None, 38, "paired")
    assert everybody["ci_low"] < everybody["change"] < everybody["ci_high"]
    assert [one["conclusion"] for one in (everybody, ash, elm)] == ["higher"] * 3
    assert oak["conclusion"] == "too_few_answers"
    assert oak["mean_before"] is oak["p"] is None
    assert ash["p_adjusted"] > ash["p"]
    assert "38 people answered both waves; 2 only the first, 0 only the second" in (
        capsys.readouterr().err
    )


def test_columns_of_any_name_do_no_harm(run):
    named = [wave(at).replace("id,ward,q", "at,person,q") for at in (1, 2)]
    status, found = run(*named, *SCALE, "--person", "at", "--unit", "person")
    assert status == 0
    assert found["n_pairs"].to_list() == [40, 15, 20, 5]


def test_people_who_cannot_be_linked_are_two_samples(run):
    _, found = run(wave(1), wave(2, lift=-2), *SCALE)
    (row,) = found.rows(named=True)
    assert (row["test"], row["n_pairs"], row["conclusion"]) == ("welch", None, "lower")
    assert row["mean_before"] == pytest.approx(pl.read_csv(wave(1).encode())["q"].mean())


def test_anonymous_repeats_are_marked_as_conservative(run):
    _, found = run(wave(1), wave(2), *SCALE, "--anonymous", "--unit", "ward")
    assert set(found["test"]) == {"welch_conservative"}
    assert found["conclusion"][0] == "no_detectable_change"


def test_a_unit_of_one_wave_only_has_too_few_answers(run):
    before = wave(1).replace("Ash", "Fir")
    _, found = run(before, wave(2), *SCALE, "--unit", "ward", "--least", "5")
    rows = {row["unit"]: row for row in found.rows(named=True)}
    assert (rows["Fir"]["n_before"], rows["Fir"]["n_after"]) == (15, 0)
    assert rows["Fir"]["conclusion"] == rows["Ash"]["conclusion"] == "too_few_answers"
    assert rows["Oak"]["p"] is not None


def test_the_kinder_correction_may_be_chosen(run):
    waves = wave(1), wave(2, lift=0.3)
    _, strict = run(*waves, *SCALE, "--unit", "ward", "--least", "5")
    _, kind = run(*waves, *SCALE, "--unit", "ward", "--least", "5", "--adjust", "bh")
    units = strict["unit"].is_not_null()
    assert np.allclose(strict.filter(units)["p_adjusted"], scales.holm(strict.filter(units)["p"]))
    assert (kind["p_adjusted"] <= strict["p_adjusted"]).all()


def test_each_scale_has_its_rows(run):
    _, found = run(wave(1), wave(2), *SCALE, "--scale", "W=-q")
    assert found["scale"].to_list() == ["V", "W"]
    assert found["change"][0] == pytest.approx(-found["change"][1])


@pytest.mark.parametrize(
    ("before", "after", "more", "fault"),
    [
        ("q\n3\n", "q\n3\n", (), "--scale: is missing"),
        ("q\n3\n", "x\n3\n", SCALE, "after.csv, row 1, column q: is missing"),
        ("q\n7\n", "q\n3\n", SCALE, "before.csv, row 2, column q: 7 is not between"),
        ("q\n3\n", "q\n3\n", (*SCALE, "--least", "1"), "--least 1: is under 2"),
        (
            "q,id\n3,\n",
            "q,id\n3,a\n",
            (*SCALE, "--person", "id"),
            "before.csv, row 2, column id: is",
        ),
        (
            "q,id\n3,a\n",
            "q,id\n3,a\n4,a\n",
            (*SCALE, "--person", "id"),
            "row 3, column id: 'a' stands",
        ),
    ],
)
def test_bad_input_is_told_with_its_place_and_nothing_is_written(
    run, capsys, before, after, more, fault
):
    assert run(before, after, *more) == (2, None)
    assert fault in capsys.readouterr().err


def test_faults_of_both_waves_are_told_at_once(run, capsys):
    assert run("q\n7\n", "q\nx\n", *SCALE) == (2, None)
    assert len(capsys.readouterr().err.splitlines()) == 2
