"""`groundswell weight` as an analyst meets it: answers and margins in, weights out."""

from pathlib import Path

import polars as pl
import pytest

from groundswell.cli.main import main

PEOPLE = [
    ("Ash", "low", 3),
    ("Ash", "low", 4),
    ("Ash", "high", 6),
    ("Elm", "low", 1),
    ("Elm", "high", ""),
    ("Elm", "high", 8),
]
ANSWERS = "id,site,band,score,pw\n" + "".join(
    f"{at},{site},{band},{score},{1 + at % 2}\n" for at, (site, band, score) in enumerate(PEOPLE)
)
MARGINS = "variable,level,N\nsite,Ash,60\nsite,Elm,40\nband,low,70\nband,high,30\n"


@pytest.fixture
def run(tmp_path: Path):
    """Runs the command; gives the exit status and the folder of answers."""

    def go(answers, margins, *more):
        table, known = tmp_path / "responses.csv", tmp_path / "margins.csv"
        table.write_text(answers, encoding="utf-8")
        known.write_text(margins, encoding="utf-8")
        status = main([
            "weight",
            str(table),
            "--margins",
            str(known),
            *more,
            "-o",
            str(tmp_path / "out"),
        ])
        return status, tmp_path / "out"

    return go


def test_weights_add_up_to_every_margin(run):
    status, out = run(ANSWERS, MARGINS)
    assert status == 0
    found = pl.read_csv(out / "weights.csv")
    assert found.columns == ["id", "site", "band", "score", "pw", "weight"]
    sums = dict(found.group_by("site").agg(pl.col("weight").sum()).iter_rows())
    assert sums == {"Ash": pytest.approx(60), "Elm": pytest.approx(40)}
    summary = pl.read_csv(out / "summary.csv").row(0, named=True)
    assert (summary["n"], summary["population"]) == (6, pytest.approx(100))
    assert summary["n_eff"] == pytest.approx(6 / summary["deff"])
    assert not (out / "means.csv").exists()


def test_weights_can_be_read_back_and_raked_again_to_the_same(run, tmp_path):
    _, out = run(ANSWERS, MARGINS)
    first = pl.read_csv(out / "weights.csv")
    _, out = run((out / "weights.csv").read_text(), MARGINS, "--base", "weight")
    again = pl.read_csv(out / "weights.csv")
    assert again.columns == first.columns
    assert again["weight"].to_list() == pytest.approx(first["weight"].to_list(), rel=1e-8)


def test_weighted_means_come_with_their_errors_and_bases(run):
    _, out = run(ANSWERS, MARGINS, "--mean", "score", "--mean", "pw", "--base", "pw")
    score, _ = pl.read_csv(out / "means.csv").rows(named=True)
    assert (score["column"], score["n"], score["mean"]) == ("score", 5, 4.4)
    assert score["ci_low"] < score["weighted_mean"] < score["ci_high"]
    assert score["se"] > 0


def test_trimming_that_costs_the_margins_is_a_warning(run, capsys):
    _, out = run(ANSWERS, MARGINS.replace("60", "95").replace("40", "5"), "--trim", "0.5", "1.5")
    assert "bounds of --trim are kept" in capsys.readouterr().err
    summary = pl.read_csv(out / "summary.csv").row(0, named=True)
    assert summary["trimmed"] > 0
    assert summary["misfit"] > 0.01


@pytest.mark.parametrize(
    ("answers", "margins", "more", "fault"),
    [
        (ANSWERS, "variable,level\nsite,Ash\n", (), "margins.csv, row 1, column N: is missing"),
        (ANSWERS, MARGINS + "site,Oak,\n", (), "row 6, column N: is not a number of people"),
        (ANSWERS, MARGINS + "site,Oak,-3\n", (), "row 6, column N: is not a number of people"),
        (ANSWERS, MARGINS + "site,Oak,x\n", (), "row 6, column N: 'x' is not a finite number"),
        (ANSWERS, MARGINS + "site,,3\n", (), "row 6, column level: is empty"),
        (
            ANSWERS,
            MARGINS + "site,Ash,3\n",
            (),
            "row 6, column level: 'Ash' of 'site' stands twice",
        ),
        (ANSWERS, MARGINS + "town,Ash,3\n", (), "row 6, column variable: 'town' is not a column"),
        (ANSWERS + "9,Oak,low,3,1\n", MARGINS, (), "row 8, column site: 'Oak' is not a level"),
        (ANSWERS + "9,,low,3,1\n", MARGINS, (), "row 8, column site: '' is not a level of 'site'"),
        (ANSWERS, MARGINS + "site,Oak,0\nband,mid,5\n", (), "row 4, column N: band adds up to"),
        (
            ANSWERS,
            MARGINS.replace("60", "50") + "site,Oak,10\n",
            (),
            "row 6, column N: 'Oak' of 'site' has people but no answers",
        ),
        (
            "site,band\nAsh,low\nElm,high\n",
            MARGINS,
            (),
            "margins.csv, column N: cannot all be met by these answers",
        ),
        (ANSWERS, MARGINS, ("--base", "id"), "responses.csv, row 2, column id: is not a base"),
        (ANSWERS, MARGINS, ("--mean", "band"), "row 2, column band: 'low' is not a finite"),
        (ANSWERS, MARGINS, ("--trim", "2", "5"), "--trim (2.0, 5.0): trim must be"),
    ],
)
def test_bad_input_is_told_with_its_place_and_nothing_is_written(
    run, capsys, answers, margins, more, fault
):
    status, out = run(answers, margins, *more)
    assert status == 2
    assert not out.exists()
    assert fault in capsys.readouterr().err
