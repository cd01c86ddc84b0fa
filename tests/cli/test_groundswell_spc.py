"""`groundswell spc` as an analyst meets it: files in, files out, faults on standard error."""

import gzip
import io
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from groundswell.cli import spc as command
from groundswell.cli import tables
from groundswell.cli.main import main

FALLS = "measure,date,value\n" + "".join(
    f"Falls,2025-{month:02d}-01,{value}\n"
    for month, value in enumerate([5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6], 1)
)


@pytest.fixture
def run(tmp_path: Path):
    """Runs the command on texts; gives the exit status and the folder of answers."""

    def go(data, measures=None, *more, name="data.csv"):
        table = tmp_path / name
        table.write_bytes(data if isinstance(data, bytes) else data.encode())
        arguments = ["spc", str(table), "-o", str(tmp_path / "out"), *more]
        if measures is not None:
            options = tmp_path / "measures.csv"
            options.write_text(measures, encoding="utf-8")
            arguments += ["--measures", str(options)]
        return main(arguments), tmp_path / "out"

    return go


def answers(folder: Path, name: str) -> pl.DataFrame:
    return pl.read_csv(folder / f"{name}.csv", infer_schema_length=None)


def test_a_measure_gets_points_icons_and_a_summary(run):
    status, out = run(
        FALLS + "Falls,2026-01-01,40\n", "measure,improvement,target\nFalls,decrease,4\n"
    )
    assert status == 0
    assert (out / "points.csv").read_text().splitlines()[0] == ",".join(command.POINT_COLUMNS)
    assert answers(out, "points")["special_cause"][12] == "above_limit"
    assert answers(out, "points")["point_type"][12] == "concern"
    assert answers(out, "icons").rows() == [("Falls", "concern_high", "inconsistent")]
    assert answers(out, "summary").select("n", "trial_limits", "n_special").rows() == [
        (13, False, 13)
    ]


def test_the_order_of_rows_and_a_second_run_change_no_byte(run):
    _, out = run(FALLS)
    before = [(out / name).read_bytes() for name in ("points.csv", "icons.csv", "summary.csv")]
    head, *rest = FALLS.splitlines()
    assert run("\n".join([head, *rest[::-1]]))[0] == 0
    assert before == [(out / f"{n}.csv").read_bytes() for n in ("points", "icons", "summary")]


def test_it_reads_its_own_output_back(run):
    _, out = run(FALLS)
    first = (out / "points.csv").read_bytes()
    assert run(first)[0] == 0
    assert (out / "points.csv").read_bytes() == first


def test_floats_come_back_to_the_last_bit(run):
    _, out = run(
        "measure,date,value\nA,1,0.1\nA,2,0.30000000000000004\nA,3,1e-300\nA,4,123456789012345680\n"
    )
    assert answers(out, "points")["value"].to_list() == [
        0.1,
        0.1 + 0.2,
        1e-300,
        123456789012345680.0,
    ]


def test_compressed_and_parquet_tables_are_read_alike(run, tmp_path):
    _, out = run(FALLS)
    plain = (out / "points.csv").read_bytes()
    assert run(gzip.compress(FALLS.encode()), name="data.csv.gz")[0] == 0
    assert (out / "points.csv").read_bytes() == plain
    parquet = io.BytesIO()
    pl.read_csv(FALLS.encode(), try_parse_dates=True).write_parquet(parquet)
    assert run(parquet.getvalue(), name="data.parquet")[0] == 0
    assert (out / "points.csv").read_bytes() == plain


def test_a_byte_order_mark_and_blank_lines_are_passed_over(run):
    assert run(b"\xef\xbb\xbf" + FALLS.encode() + b"\n")[0] == 0


def test_several_charts_in_one_file_leave_empty_what_does_not_apply(run):
    data = "measure,date,value,n\nA,1,1,10\nA,2,4,\nB,1,7,\nB,2,9,\n"
    status, out = run(data, "measure,chart,multiply\nA,p,100\n")
    assert status == 0
    points = answers(out, "points")
    assert points["value"].to_list() == [10.0, None, 7.0, 9.0]
    assert points["sigma_signal"].to_list() == [False, False, None, None]
    assert points["shift"].to_list() == [None, None, 0, 0]
    assert answers(out, "icons").rows() == [("A", None, None), ("B", None, None)]


def test_rows_of_one_date_or_period_are_one_subgroup(run):
    data = (
        "measure,date,value\nA,2026-01-03,4\nA,2026-01-03,6\nA,2026-02-11,9\n"
        "B,2026-01-03,1\nB,2026-01-20,2\nB,2026-04-02,5\n"
    )
    status, out = run(data, "measure,chart,summarise,period\nA,i,sum,\nB,xmr,mean,quarter\n")
    assert status == 0
    assert answers(out, "points").select("date", "value").rows() == [
        ("2026-01-03", 10.0),
        ("2026-02-11", 9.0),
        ("2026-01-01", 1.5),
        ("2026-04-01", 5.0),
    ]


def test_british_dates_numbers_and_categories_are_each_put_in_their_order(run):
    data = "measure,date,value\n" + "".join(
        f"{m},{d},{v}\n"
        for m, d, v in [
            ("A", "02/03/2026", 2),
            ("A", "01/04/2026", 3),
            ("A", "28/02/2026", 1),
            ("B", "10", 2),
            ("B", "9", 1),
            ("C", "Ward 2", 1),
            ("C", "Ward 10", 2),
            ("C", "1", 3),
        ]
    )
    _, out = run(data)
    assert answers(out, "points")["value"].to_list() == [1, 2, 3, 1, 2, 1, 2, 3]


def test_a_shorter_run_length_makes_a_shift_of_six(run):
    rows = "".join(f"A,{d},{v}\n" for d, v in enumerate([9, 1] * 4 + [8] * 6 + [1]))
    for length, flagged in ((6, 6), (7, 0)):
        _, out = run("measure,date,value\n" + rows, f"measure,run_length\nA,{length}\n")
        assert answers(out, "points")["shift"].to_list()[8:14].count(1) == flagged


def test_months_and_times_are_dates(run):
    rows = "A,2026-03,2\nA,2026-02,1\nB,2026-01-01T09:30:00.5,2\nB,2026-01-01 09:30:00,1\n"
    _, out = run("measure,date,value\n" + rows)
    assert answers(out, "points")["value"].to_list() == [1, 2, 1, 2]


def test_dates_that_are_none_are_warned_of_in_one_line(run, capsys):
    run("measure,date,value\nA,Apr-26,2\nA,May-26,1\nB,Apr-26,1\n")
    (warned,) = capsys.readouterr().err.splitlines()
    assert "2 xmr measures ('A' first)" in warned


def test_limits_are_recalculated_on_a_date(run):
    status, out = run(FALLS, "measure,recalculate_on\nFalls,2025-07-01;2025-10-01\n")
    assert status == 0
    assert answers(out, "summary")["segment"].to_list() == [1, 2, 3]


@pytest.mark.parametrize(
    ("rules", "segments"), [("making-data-count", 2), ("nhsrplotthedots-0.2.2", 1)]
)
def test_a_date_that_is_none_of_the_measures_warns(run, capsys, rules, segments):
    options = "measure,recalculate_on\nFalls,2025-06-15;2027-01-01;soon\n"
    status, out = run(FALLS, options, "--rules", rules)
    assert status == 0
    assert answers(out, "summary").height == segments
    warned = capsys.readouterr().err.splitlines()
    assert len(warned) == 3
    assert "'2025-06-15'" in warned[0]
    assert ("takes effect at 2025-07-01" in warned[0]) == (segments == 2)
    assert "no effect" in warned[1]
    assert "no effect" in warned[2]


def test_numbered_and_named_points_can_be_recalculated_on_too(run):
    data = "measure,date,value\n" + "".join(f"A,{d},1\nB,w{d},1\n" for d in range(1, 5))
    status, out = run(data, "measure,recalculate_on\nA,3\nB,w2\n")
    assert status == 0
    assert answers(out, "summary")["n"].to_list() == [2, 2, 1, 3]


def test_parts_exclusions_centres_and_freezes_reach_the_chart(run):
    data = "measure,date,value,phase,goal\n" + "".join(
        f"{m},{d},{d},{'x' if d < 3 else 'y'},{d and 7}\n" for m in "ABCDE" for d in range(1, 6)
    )
    options = (
        "measure,chart,parts_after,parts_column,exclude,centre,centre_column,freeze_points\n"
        "A,i,2;9,,,,,\nB,i,,phase,,,,\nC,i,,,1;9,,,\nD,i,,,,,goal,\nE,i,,,,,,2\n"
    )
    status, out = run(data, options)
    assert status == 0
    centres = answers(out, "points")["centre"].to_list()
    assert centres[0:5] == centres[5:10] == [1.5, 1.5, 4, 4, 4]
    assert centres[10] == 3.5
    assert centres[15] == 7
    assert centres[20] == 1.5


def test_columns_of_any_name_do_no_harm(run):
    names = ("period", "key", "kind", "day", "chart", "place")
    head = "measure,date,value," + ",".join(names) + "\n"
    rows = "".join(f"A,{d},{d},{'x' if d < 3 else 'y'},k,z,d,c,p\n" for d in range(1, 5))
    status, out = run(head + rows, "measure,parts_column\nA,period\n")
    assert status == 0
    assert answers(out, "points")["segment"].to_list() == [1, 1, 2, 2]


def test_a_fixed_centre_is_used_for_every_point(run):
    _, out = run(FALLS, "measure,chart,centre\nFalls,run,9\n")
    assert set(answers(out, "points")["centre"].to_list()) == {9.0}


def test_options_that_say_nothing_and_measures_without_rows_are_warned_of(run, capsys):
    options = "measure,chart,target,multiply\nFalls,i,4,\nOther,,,100\n"
    assert run(FALLS, options)[0] == 0
    warned = capsys.readouterr().err
    assert "row 2, column target: says nothing for a chart of kind i" in warned
    assert "'Other' has no rows" in warned


BAD_DATA = {
    "a missing column": ("measure,date\nA,1\n", None, "row 1, column value: is missing"),
    "a column twice": ("measure,date,value,value\nA,1,2,3\n", None, "stands twice in the header"),
    "no bytes": ("", None, "is empty"),
    "no rows": ("measure,date,value\n", None, "no rows"),
    "text among numbers": (
        "measure,date,value\nA,1,2\nA,2,many\n",
        None,
        "row 3, column value: 'many' is not a finite number",
    ),
    "an infinite number": ("measure,date,value\nA,1,inf\n", None, "row 2, column value"),
    "an empty measure": ("measure,date,value\n,1,2\n", None, "row 2, column measure: is empty"),
    "an empty date": ("measure,date,value\nA,,2\n", None, "row 2, column date: is empty"),
    "a date that is none": (
        "measure,date,value\nA,2026-02-01,2\nA,2026-02-31,2\n",
        None,
        "row 3, column date: '2026-02-31' is no date",
    ),
    "a date twice": (
        "measure,date,value\nA,2026-02-01,2\nA,01/02/2026,2\n",
        None,
        "row 3, column date: '01/02/2026' stands twice for 'A'",
    ),
    "bytes that are not UTF-8": (
        b"measure,date,value\nCaf\xe9,1,2\n",
        None,
        "row 2: byte 0xe9 is not UTF-8",
    ),
    "too many fields": ("measure,date,value\nA,1,2,3\n", None, "row 2: has 4 fields"),
    "an unknown option": (FALLS, "measure,colour\nFalls,red\n", "column colour: is no option"),
    "an unknown chart": (FALLS, "measure,chart\nFalls,pie\n", "'pie' is not one of xmr, run"),
    "a short baseline": (FALLS, "measure,baseline_points\nFalls,11\n", "12 or more"),
    "a run of nine": (FALLS, "measure,run_length\nFalls,9\n", "is not 6, 7 or 8"),
    "a wordy target": (FALLS, "measure,target\nFalls,low\n", "'low' is not a finite number"),
    "neither yes nor no": (FALLS, "measure,screen\nFalls,perhaps\n", "true, false"),
    "position nought": (FALLS, "measure,exclude\nFalls,0\n", "whole number of 1 or more"),
    "a measure twice": (FALLS, "measure,target\nFalls,1\nFalls,2\n", "row 3, column measure"),
    "a nameless measure": (FALLS, "measure,target\n,1\n", "name a measure of DATA"),
    "a column that is not there": (
        FALLS,
        "measure,parts_column\nFalls,x\n",
        "not a column of DATA",
    ),
    "p without n": (FALLS, "measure,chart\nFalls,p\n", "column n: is missing"),
    "more than all": (
        "measure,date,value,n\nA,1,11,10\n",
        "measure,chart\nA,p\n",
        "row 2, column value: 11 is over its denominator",
    ),
    "a negative n": (
        "measure,date,value,n\nA,1,1,-1\n",
        "measure,chart\nA,u\n",
        "row 2, column n: -1 is negative",
    ),
    "no time": ("measure,date,value\nA,1,0\n", "measure,chart\nA,t\n", "times over 0"),
    "a period of numbers": (
        "measure,date,value\nA,1,1\n",
        "measure,chart,period\nA,i,month\n",
        "must be dates",
    ),
}


@pytest.mark.parametrize("what", BAD_DATA)
def test_bad_input_is_named_and_nothing_is_written(run, capsys, what):
    data, measures, sentence = BAD_DATA[what]
    status, out = run(data, measures)
    assert status == 2
    assert sentence in capsys.readouterr().err
    assert not out.exists()
    assert not [path for path in out.parent.iterdir() if path.name.startswith(".out")]


def test_every_fault_has_a_line_of_its_own(run, capsys):
    run("measure,date,value\nA,1,x\nA,2,y\nA,3,3\n")
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_a_flood_of_faults_ends_in_a_count(run, capsys, monkeypatch):
    monkeypatch.setattr(tables, "MOST_FAULTS_SHOWN", 2)
    run("measure,date,value\n" + "".join(f"A,{at},x\n" for at in range(5)))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3
    assert lines[2] == "... and 3 more faults"


def test_a_missing_file_is_a_fault(tmp_path, capsys):
    assert main(["spc", str(tmp_path / "none.csv"), "-o", str(tmp_path / "out")]) == 2
    assert "there is no such file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "bytes_", "sentence"),
    [
        ("data.csv.gz", b"plain", "is no readable gzip file"),
        ("data.parquet", b"plain", "is no readable Parquet file"),
        ("data.csv", b'measure,date,value\n"A,1,2\n', "is no readable CSV table"),
    ],
)
def test_a_file_of_another_kind_is_a_fault(run, capsys, name, bytes_, sentence):
    assert run(bytes_, name=name)[0] == 2
    assert sentence in capsys.readouterr().err


def test_a_file_in_the_place_of_the_folder_is_left_alone(run, capsys, tmp_path):
    (tmp_path / "out").write_text("mine")
    assert run(FALLS)[0] == 2
    assert "-o names a folder" in capsys.readouterr().err
    assert (tmp_path / "out").read_text() == "mine"


def test_a_place_that_cannot_be_written_is_a_fault(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    (tmp_path / "data.csv").write_text(FALLS)
    folder = tmp_path / "file" / "out"
    assert main(["spc", str(tmp_path / "data.csv"), "-o", str(folder)]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_other_files_of_the_folder_stay(run, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("mine")
    assert run(FALLS)[0] == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "notes.txt",
        "points.csv",
        "icons.csv",
        "summary.csv",
    }


def test_a_bar_is_drawn_on_a_terminal_and_nowhere_else(run, capsys, monkeypatch):
    run(FALLS)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    run(FALLS)
    drawn = capsys.readouterr().err
    assert "charting" in drawn
    assert drawn.endswith("\r")


def test_help_shows_an_example(capsys):
    with pytest.raises(SystemExit) as left:
        main(["spc", "--help"])
    assert left.value.code == 0
    assert "groundswell spc attendances.csv --measures measures.csv -o charts" in (
        capsys.readouterr().out
    )


def test_an_unknown_tool_or_rule_set_ends_with_status_2(run, capsys):
    for arguments in (["knit"], [], ["spc", "x.csv", "-o", "out", "--rules", "mine"]):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        assert left.value.code == 2


def test_the_command_never_imports_django():
    look = "import sys, groundswell.cli.spc; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0
