"""`groundswell scales` as an analyst meets it: a table of answers in, a report out."""

import gzip
import io
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from groundswell.cli import scales as command
from groundswell.cli.main import main
from groundswell.science import scales

ANSWERS = "ward,w,q1,q2,q3\n" + "".join(
    f"{ward},{weight},{a},{b},{c}\n"
    for ward, weight, a, b, c in [
        ("Ash", 1, 4, 5, 2),
        ("Ash", 1, 3, 4, ""),
        ("Ash", 2, 5, 4, 1),
        ("Elm", 1, 2, 1, 5),
        ("Elm", 3, 1, 2, 4),
        ("Elm", 1, 2, 2, 4),
        ("", 1, 3, 3, 3),
    ]
)
VOICE = ("--scale", "Voice=q1,q2,-q3", "--range", "1", "5")


@pytest.fixture
def run(tmp_path: Path):
    """Runs the command on a table; gives the exit status and the report."""

    def go(data, *more, name="data.csv"):
        table, report = tmp_path / name, tmp_path / "report.json"
        table.write_bytes(data if isinstance(data, bytes) else data.encode())
        report.unlink(missing_ok=True)
        status = main(["scales", str(table), *more, "-o", str(report)])
        return status, json.loads(report.read_text("utf-8")) if report.exists() else None

    return go


def test_a_scale_gets_its_reliability_and_no_units_without_being_asked(run):
    status, report = run(ANSWERS, *VOICE)
    assert status == 0
    voice = report["scales"]["Voice"]
    assert (voice["n"], voice["n_complete"], voice["answers_needed"]) == (7, 6, 2)
    assert voice["alpha"]["raw_pairwise"] > 0.9
    assert voice["alpha"]["feldt95"][0] < voice["alpha"]["raw_listwise"]
    assert list(voice["item_rest"]) == ["q1", "q2", "q3"]
    assert "units" not in voice


def test_units_are_described_by_their_names_as_read(run, capsys):
    _, report = run(ANSWERS.replace("Elm", "007"), *VOICE, "--unit", "ward")
    voice = report["scales"]["Voice"]
    ash = voice["units"][1]
    assert [one["unit"] for one in voice["units"]] == ["007", "Ash"]
    assert (ash["n"], ash["n_complete"]) == (3, 2)
    assert ash["mean"] == pytest.approx((13 / 3 + 3.5 + 14 / 3) / 3)
    assert ash["ci95"][0] < ash["mean"] < ash["ci95"][1]
    assert ash["eb_mean"] < ash["mean"]
    assert ash["p_below_median"] < 0.1
    assert ash["rwg"] > ash["rwg_second_null"]
    assert voice["differences"] == "units differ"
    assert set(voice["icc1"]) == {"mean_n", "n0", "reml"}
    assert "1 people have no ward" in capsys.readouterr().err


def test_where_units_do_not_differ_the_report_says_so(run):
    same = "u,q\n" + "".join(f"{u},{x}\n" for u in "ABC" for x in (1, 3, 5))
    _, report = run(same, "--scale", "One=q", "--range", "1", "5", "--unit", "u")
    one = report["scales"]["One"]
    assert one["differences"] == "no detectable difference between units"
    assert one["tau2"] == 0
    assert [unit["eb_mean"] for unit in one["units"]] == [3, 3, 3]
    assert [unit["p_below_median"] for unit in one["units"]] == [0.5, 0.5, 0.5]


def test_what_needs_two_items_or_two_people_is_null(run):
    _, report = run("u,q\nA,1.5\nB,3.25\n", "--scale", "One=q", "--range", "1", "5", "--unit", "u")
    one = report["scales"]["One"]
    assert one["alpha"]["raw_pairwise"] is None
    assert one["alpha"]["feldt95"] is None
    assert one["alpha"]["if_dropped"] == {"q": None}
    assert one["units"][0] | {"mean": 1.5, "rwg": None, "ci95": None} == one["units"][0]
    assert one["units"][0]["rwgj"] is None
    assert one["differences"] == "cannot be said of these units"


def test_weights_move_means_and_leave_the_rest(run):
    _, plain = run(ANSWERS, *VOICE, "--unit", "ward")
    _, moved = run(ANSWERS, *VOICE, "--unit", "ward", "--weight", "w")
    before, after = (report["scales"]["Voice"] for report in (plain, moved))
    assert after["weighted"]
    assert after["units"][0]["mean"] == pytest.approx((13 / 3 + 3.5 + 2 * 14 / 3) / 4)
    assert after["mean"] != before["mean"]
    assert after["alpha"] == before["alpha"]
    assert after["units"][0]["eb_mean"] == before["units"][0]["eb_mean"]


def test_missing_rules_may_be_for_all_scales_or_for_one(run):
    both = ("--scale", "Voice=q1,q2,-q3", "--scale", "Pair=q1,-q3", "--range", "1", "5")
    for rules, expected in (
        ([], (7, 7)),
        (["all"], (6, 6)),
        (["any"], (7, 7)),
        (["2"], (7, 6)),
        (["any", "Voice=3"], (6, 7)),
        (["half"], (7, 7)),
    ):
        more = [part for rule in rules for part in ("--missing", rule)]
        _, report = run(ANSWERS, *both, *more)
        found = tuple(report["scales"][name]["n"] for name in ("Voice", "Pair"))
        assert found == expected, rules


def test_scales_may_come_from_an_instruments_file(run, tmp_path):
    said = {"name": "Voice", "items": ["q1", "q2", "-q3"], "low": 1, "high": 5, "least": 3}
    as_json, as_toml = tmp_path / "voice.json", tmp_path / "voice.toml"
    as_json.write_text(json.dumps({"scales": [said]}))
    lines = [f"{key} = {json.dumps(value)}" for key, value in said.items()]
    as_toml.write_text("\n".join(["[[scales]]", *lines]))
    reports = [run(ANSWERS, "--instrument", str(file))[1] for file in (as_json, as_toml)]
    assert reports[0] == reports[1]
    assert reports[0]["scales"]["Voice"]["n"] == 6


def test_numbers_come_back_to_the_last_bit_and_the_same_input_gives_the_same_bytes(run, tmp_path):
    _, report = run(ANSWERS, *VOICE, "--unit", "ward")
    before = (tmp_path / "report.json").read_bytes()
    run(ANSWERS, *VOICE, "--unit", "ward")
    assert (tmp_path / "report.json").read_bytes() == before
    frame = pl.read_csv(ANSWERS.encode())
    answers = {item: frame[item].cast(pl.Float64).to_numpy() for item in ("q1", "q2", "q3")}
    voice = scales.Scale("Voice", ("q1", "q2", "q3"), 1, 5, frozenset({"q3"}))
    (found,) = scales.describe(answers, [voice])
    assert report["scales"]["Voice"]["alpha"]["raw_pairwise"] == found.reliability.alpha_pairwise


def test_compressed_and_parquet_tables_are_read_alike(run):
    _, plain = run(ANSWERS, *VOICE)
    assert run(gzip.compress(ANSWERS.encode()), *VOICE, name="data.csv.gz")[1] == plain
    parquet = io.BytesIO()
    pl.read_csv(ANSWERS.encode()).write_parquet(parquet)
    assert run(parquet.getvalue(), *VOICE, name="data.parquet")[1] == plain


def test_a_unit_has_a_line_of_its_own(run, tmp_path):
    run(ANSWERS, *VOICE, "--unit", "ward")
    lines = (tmp_path / "report.json").read_text().splitlines()
    assert sum('"unit": ' in line for line in lines) == 2


@pytest.mark.parametrize(
    ("data", "more", "fault"),
    [
        ("q1\n3\n", (), "--scale: is missing"),
        ("q1\n3\n", ("--scale", "V=q1"), "--scale V=q1: needs --range LOW HIGH"),
        ("q1\n3\n", ("--scale", "q1,q2", *VOICE[2:]), "is not NAME=ITEM,ITEM,-ITEM"),
        ("q1\n3\n", ("--scale", "V=", *VOICE[2:]), "--scale V=: a scale needs an item"),
        ("q1\n3\n", ("--scale", "V=q1,q1", *VOICE[2:]), "an item stands twice"),
        ("q1\n3\n", ("--scale", "V=q1", "--range", "5", "1"), "must lie under the highest"),
        ("q1\n3\n", ("--scale", "V=q1", *VOICE[2:], "--missing", "some"), "--missing some: is not"),
        ("q1\n3\n", ("--scale", "V=q1", *VOICE[2:], "--missing", "2"), "scale V: least must lie"),
        ("q1\n3\n", ("--scale", "V=q1", *VOICE[2:], "--missing", "W=1"), "W=1: names no scale"),
        ("q1\n3\n", ("--scale", "V=q1", "--scale", "V=q1", *VOICE[2:]), "'V' stands twice"),
        ("q1\n3\n", ("--scale", "V=q1,q9", *VOICE[2:]), "row 1, column q9: is missing"),
        ("q1\n3\nx\n", ("--scale", "V=q1", *VOICE[2:]), "row 3, column q1: 'x' is not a finite"),
        ("q1\n6\n", ("--scale", "V=q1", *VOICE[2:]), "row 2, column q1: 6 is not between 1 and 5"),
        ("q1,u\n3,\n", ("--scale", "V=q1", *VOICE[2:], "--unit", "u"), "column u: is empty in"),
        ("q1,w\n3,-1\n", ("--scale", "V=q1", *VOICE[2:], "--weight", "w"), "row 2, column w: is"),
        ("q1,w\n3,\n", ("--scale", "V=q1", *VOICE[2:], "--weight", "w"), "weight of 0 or more"),
        ("", VOICE, "is empty"),
        (b"q1\n\xff\n", VOICE, "row 2: byte 0xff is not UTF-8"),
    ],
)
def test_bad_input_is_told_with_its_place_and_nothing_is_written(run, capsys, data, more, fault):
    status, report = run(data, *more)
    assert (status, report) == (2, None)
    assert fault in capsys.readouterr().err


def test_every_fault_is_told_and_each_once(run, capsys):
    both = ("--scale", "V=q1,q2", "--scale", "W=q1", *VOICE[2:])
    assert run("q1,q2\n9,x\n0,3\n", *both)[0] == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == len(set(lines)) == 5


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("none.toml", None, "there is no such file"),
        ("bad.toml", "scales = [", "is no readable TOML"),
        ("bad.json", "{", "is no readable JSON"),
        ("list.json", "[]", "has no list `scales`"),
        ("names.json", '{"scales": ["V"]}', "has no list `scales`"),
        ("half.json", '{"scales": [{"name": "V", "items": ["q1"], "low": 1}]}', "1: needs high"),
        (
            "least.json",
            '{"scales": [{"name": "V", "items": ["q1"], "low": 1, "high": 5, "least": "x"}]}',
            "scale 1: least is 'x', which is no whole number",
        ),
    ],
)
def test_an_instruments_file_that_cannot_be_used_is_told(run, capsys, tmp_path, name, text, fault):
    file = tmp_path / name
    if text is not None:
        file.write_text(text)
    assert run(ANSWERS, "--instrument", str(file)) == (2, None)
    assert fault in capsys.readouterr().err


def test_a_report_that_cannot_be_written_is_told(run, capsys, tmp_path):
    (tmp_path / "data.csv").write_text(ANSWERS)
    for output in (tmp_path, tmp_path / "data.csv" / "report.json"):
        assert main(["scales", str(tmp_path / "data.csv"), *VOICE, "-o", str(output)]) == 2
    told = capsys.readouterr().err
    assert "is a folder; -o names a file" in told
    assert "cannot be written" in told


def test_the_help_shows_an_example(capsys):
    with pytest.raises(SystemExit):
        main(["scales", "--help"])
    assert command.EXAMPLE.splitlines()[1] in capsys.readouterr().out


def test_the_command_starts_without_django():
    code = "import sys; from groundswell.cli import scales, change, weight, drivers; "
    code += "sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_thousands_of_units_are_told_in_one_report(run):
    rng = np.random.default_rng(1)
    rows = "".join(f"U{at % 3000},{x}\n" for at, x in enumerate(rng.integers(1, 6, 9000)))
    _, report = run("u,q\n" + rows, "--scale", "One=q", "--range", "1", "5", "--unit", "u")
    assert len(report["scales"]["One"]["units"]) == 3000
