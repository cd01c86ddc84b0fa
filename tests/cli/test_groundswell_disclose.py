"""`groundswell disclose` as an analyst meets it: a case in, a release out, faults said."""

import copy
import ctypes
import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from groundswell.cli import disclose_files, disclose_queries
from groundswell.cli.main import main
from groundswell.science import disclosure

ANSWERS = [1, 2, 3, 4, 5]
WARDS = {"A": 25, "B": 20, "C": 15, "D": 4}
CASE = {
    "id": "wards",
    "k_min": 11,
    "domains": {"ward": list(WARDS), "q": ANSWERS},
    "queries": [
        {"id": "trust", "group_by": [], "stats": ["n", "mean:q:2"]},
        {"id": "wards", "group_by": ["ward"], "stats": ["n", "mean:q:2"]},
    ],
    "microdata": {
        "columns": ["ward", "q", "note"],
        "rows": [[ward, ANSWERS[at % 5], "-"] for ward, n in WARDS.items() for at in range(n)],
    },
}


@pytest.fixture
def run(tmp_path: Path):
    """Runs the command on a case; gives the exit status and what is in the answer, if any."""

    def go(case, *more, name="case.json", out="release.json"):
        text = case if isinstance(case, str | bytes) else json.dumps(case)
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        status = main(["disclose", str(path), "-o", str(tmp_path / out), *more])
        found = tmp_path / out
        return status, json.loads(found.read_text()) if found.is_file() else None

    return go


def changed(**parts):
    """The case with other parts; None takes a part away."""
    case = copy.deepcopy(CASE) | parts
    return {key: value for key, value in case.items() if value is not None}


def test_every_cell_is_answered_or_marked(run):
    status, release = run(CASE)
    assert status == 0
    assert release["trust"] == {"all": {"n": 64, "mean:q:2": 2.97}}
    assert release["wards"]["A"] == {"n": 25, "mean:q:2": 3.0}
    assert release["wards"]["C"] == release["wards"]["D"] == {"n": "S", "mean:q:2": "S"}


def test_the_same_case_gives_the_same_bytes_compressed_or_not(run, tmp_path):
    run(CASE)
    first = (tmp_path / "release.json").read_bytes()
    assert run(gzip.compress(json.dumps(CASE).encode()), name="case.json.gz")[0] == 0
    assert (tmp_path / "release.json").read_bytes() == first


def test_what_only_an_intruder_knows_is_never_looked_at(run):
    _, release = run(CASE)
    secrets = changed(secrets="nonsense", must_release=7, naive_release=[])
    assert run(secrets) == (0, release)


def test_rows_may_stand_for_many_people(run):
    rows = [[ward, n] for ward, n in WARDS.items()]
    case = changed(
        domains={"ward": list(WARDS)},
        queries=[{"id": "wards", "group_by": ["ward"], "stats": ["n"]}],
        microdata={"columns": ["ward", "count"], "rows": rows},
    )
    _, release = run(case)
    assert release["wards"] == {
        "A": {"n": 25},
        "B": {"n": 20},
        "C": {"n": 15},
        "D": {"n": "S"},
    }


def test_what_is_public_in_any_case_is_shown(run, capsys):
    wards = {"id": "wards", "group_by": ["ward"], "stats": ["n"], "n_always_public": True}
    status, release = run(changed(queries=[wards]))
    assert (status, release["wards"]["D"]) == (0, {"n": 4})
    assert "tell already: number of people of ward = D" in capsys.readouterr().err


def test_known_sizes_are_reckoned_with(run):
    known = [{"where": {"ward": ["D"]}, "min": 4, "max": 4}]
    _, release = run(changed(attacker_knows=known))
    assert release["wards"]["C"]["n"] == 15
    assert release["wards"]["C"]["mean:q:2"] == "S"


def waves(sizes):
    rows = [[w, ward, ANSWERS[at % 5]] for (w, ward), n in sizes.items() for at in range(n)]
    return changed(
        domains={"wave": [1, 2], "ward": ["A", "B"], "q": ANSWERS},
        queries=[{"id": "change", "group_by": ["ward"], "stats": ["change:q:2"]}],
        microdata={"columns": ["wave", "ward", "q"], "rows": rows},
    )


def test_a_change_needs_both_its_waves(run):
    sizes = {(1, "A"): 4, (2, "A"): 30, (1, "B"): 21, (2, "B"): 33}
    _, release = run(waves(sizes))
    assert release["change"] == {"A": {"change:q:2": "S"}, "B": {"change:q:2": 0.01}}


def test_an_earlier_part_of_the_menu_is_not_taken_back(run):
    rows = [[1, ANSWERS[at % 5]] for at in range(20)] + [[2, 1]]
    case = changed(
        domains={"batch": [1, 2], "q": ANSWERS},
        queries=[
            {"id": "again", "release": 2, "stats": ["n", "mean:q:2"]},
            {"id": "first", "release": 1, "stats": ["n"], "filter": {"batch": [1]}},
        ],
        microdata={"columns": ["batch", "q"], "rows": rows},
    )
    _, release = run(case)
    assert release["first"]["all"] == {"n": 20}
    assert release["again"]["all"] == {"n": "S", "mean:q:2": "S"}


def test_a_ledger_carries_what_was_released_before(run, tmp_path):
    ledger = str(tmp_path / "ledger.json")
    some = {"id": "some", "stats": ["n"], "filter": {"ward": ["A", "B", "C"]}}
    everybody = {"id": "everybody", "stats": ["n"]}
    assert run(changed(queries=[some]), "--ledger", ledger)[1]["some"]["all"]["n"] == 60
    status, release = run(changed(queries=[everybody, some]), "--ledger", ledger)
    assert (status, release) == (0, {"everybody": {"all": {"n": "S"}}, "some": {"all": {"n": 60}}})
    _, fresh = run(changed(queries=[everybody]))
    assert fresh["everybody"]["all"]["n"] == 64


def test_everybody_of_an_earlier_ledger_is_everybody_of_its_day(run, tmp_path):
    ledger = tmp_path / "ledger.json"
    everybody = {"id": "everybody", "stats": ["n"]}
    run(changed(queries=[everybody]), "--ledger", str(ledger))
    rows = [*CASE["microdata"]["rows"], *[["E", at % 5 + 1, "-"] for at in range(15)]]
    grown = changed(
        queries=[everybody],
        domains=CASE["domains"] | {"ward": [*WARDS, "E"]},
        microdata=CASE["microdata"] | {"rows": rows},
    )
    assert run(grown, "--ledger", str(ledger))[1]["everybody"]["all"]["n"] == 79
    kept = json.loads(ledger.read_text())["answers"]
    assert {"where": {"ward": list(WARDS)}, "stat": "n", "value": 64} in kept


def test_the_domains_of_a_ledger_are_compared_once_for_all_its_answers(run, tmp_path, monkeypatch):
    ledger = tmp_path / "ledger.json"
    run(CASE, "--ledger", str(ledger))
    handed = []
    read = disclose_files.answer_from

    def watched(entry, held, domains):
        handed.append(domains)
        return read(entry, held, domains)

    monkeypatch.setattr(disclose_files, "answer_from", watched)
    run(CASE, "--ledger", str(ledger))
    assert len(handed) == 10 and not any(handed), "none has changed: there is nothing to look up"


@pytest.mark.parametrize("is_audit", [False, True])
def test_what_a_solver_remarks_does_not_stand_in_the_output(
    run, tmp_path, monkeypatch, capfd, is_audit
):
    run(CASE)
    name = "audit" if is_audit else "plan"
    work, c = getattr(disclosure, name), ctypes.CDLL(None)

    def remarking(*given, **more):
        c.puts(b"HighsMipSolverData: held back in the buffer of C")
        os.write(1, b"and written at once")
        return work(*given, **more)

    monkeypatch.setattr(disclosure, name, remarking)
    more = ("--audit", str(tmp_path / "release.json")) if is_audit else ()
    sys.stdout.write("before ")
    assert run(CASE, *more, out="found.json")[0] == 0
    sys.stdout.write("after\n")
    sys.stdout.flush()
    c.fflush(None)
    assert capfd.readouterr().out == "before after\n"


def test_a_ledger_reads_itself_back_to_the_byte(run, tmp_path):
    ledger = tmp_path / "ledger.json"
    run(CASE, "--ledger", str(ledger))
    before = ledger.read_bytes()
    assert run(CASE, "--ledger", str(ledger))[0] == 0
    assert ledger.read_bytes() == before


def test_changed_records_cannot_pass_for_those_of_the_ledger(run, tmp_path, capsys):
    ledger = tmp_path / "ledger.json"
    run(CASE, "--ledger", str(ledger))
    before = ledger.read_bytes()
    rows = [*CASE["microdata"]["rows"], ["A", 1, "-"]]
    late = changed(microdata=CASE["microdata"] | {"rows": rows})
    assert run(late, "--ledger", str(ledger))[1]["wards"]["A"]["n"] == 25
    late["queries"] = [*late["queries"], {"id": "new", "stats": ["n"], "filter": {"q": [1]}}]
    assert run(late, "--ledger", str(ledger), out="late.json") == (2, None)
    assert "tell records that came later by a column of their own" in capsys.readouterr().err
    assert ledger.read_bytes() == before


def test_the_auditor_says_what_a_release_gives_away_and_by_which_sum(run, tmp_path):
    release = run(CASE)[1]
    (tmp_path / "naive.json").write_text(json.dumps(release))
    audit = ("--audit", str(tmp_path / "naive.json"))
    assert run(CASE, *audit, out="found.json")[1] == {"findings": []}
    release["wards"]["C"] = {"n": 15, "mean:q:2": 3.0}
    (tmp_path / "naive.json").write_text(json.dumps(release))
    found = run(CASE, *audit, out="found.json")[1]["findings"]
    people = next(one for one in found if one["what"] == "number of people of ward = D")
    assert (people["low"], people["high"]) == (4, 4)
    assert people["sum"] == "everybody 64 - ward = A 25 - ward = B 20 - ward = C 15 = 4"


def test_a_change_that_is_shown_tells_both_its_means(run, tmp_path):
    case = waves({(1, "A"): 4, (2, "A"): 30, (1, "B"): 21, (2, "B"): 33})
    release = run(case)[1]
    release["change"]["A"]["change:q:2"] = 0.5
    (tmp_path / "naive.json").write_text(json.dumps(release))
    found = run(case, "--audit", str(tmp_path / "naive.json"), out="found.json")[1]["findings"]
    assert "mean:q:2 of ward = A, wave = 1" in [one["what"] for one in found]


@pytest.mark.parametrize(
    ("release", "sentence"),
    [
        ({"trust": {"all": {"n": [1, 2]}}}, "trust, all, n: [1, 2] is neither number nor S"),
        ({"trust": {"all": {"n": True}}}, "neither number nor S"),
        ({"trust": {"all": {"n": 63}}}, "is no release of this case: n of everybody is 64"),
        ([], "is no JSON object"),
    ],
)
def test_what_is_no_release_is_a_fault(run, tmp_path, capsys, release, sentence):
    (tmp_path / "naive.json").write_text(json.dumps(release))
    assert run(CASE, "--audit", str(tmp_path / "naive.json")) == (2, None)
    assert sentence in capsys.readouterr().err


def query(**parts):
    return changed(queries=[{"id": "x", "stats": ["n"]} | parts])


def data(**parts):
    return changed(microdata=CASE["microdata"] | parts)


FACT = {"where": {"ward": ["A"]}, "min": 1, "max": 2}
BAD = {
    "no JSON": ("{", "row 1: is no readable JSON"),
    "too deep": ("[" * 100_000, "is no readable JSON"),
    "no object": ("[]", "is no JSON object"),
    "bytes": (b'{"id": "\xe9"}', "is not UTF-8"),
    "no k": (changed(k_min=None), "k_min: None is not a whole number of 1 or more"),
    "k of nought": (changed(k_min=0), "k_min: 0 is not"),
    "k that is true": (changed(k_min=True), "k_min: True is not"),
    "a fractional bound": (changed(population_upper_bound=2.5), "population_upper_bound: 2.5"),
    "no domains": (changed(domains=None), "domains: must name each column"),
    "an empty domain": (changed(domains={"ward": []}), "domains, ward: must be a list of one"),
    "a value twice": (changed(domains={"ward": ["A", "A"]}), "holds a value twice"),
    "a list for a value": (changed(domains={"ward": [["A"]]}), "texts, finite numbers and null"),
    "not a number": ('{"k_min": 1, "domains": {"a": [NaN]}}', "texts, finite numbers and null"),
    "no microdata": (changed(microdata=None), "microdata: must have columns"),
    "a missing column": (data(columns=["ward", "p", "n"]), "column q: is a domain but no column"),
    "a short row": (data(rows=[["A", 1, "-"], ["A"]]), "row 2: must be a list of 3 values"),
    "a foreign value": (data(rows=[["A", 9, "-"]]), "row 1, column q: 9 is no value of its domain"),
    "a list among values": (data(rows=[["A", [], "-"]]), "row 1, column q: [] is no value"),
    "a negative count": (
        data(columns=["ward", "q", "count"], rows=[["A", 1, -1]]),
        "row 1, column count: -1 is not a whole number of 0 or more",
    ),
    "no queries": (changed(queries=[]), "queries: must be a list of one query or more"),
    "a nameless query": (changed(queries=[{"stats": ["n"]}]), "number 1: must be an object"),
    "a name twice": (changed(queries=[CASE["queries"][0]] * 2), "trust: the id stands twice"),
    "an unknown filter": (query(filter={"site": ["A"]}), "x, filter: 'site' is no column"),
    "an unknown value": (query(filter={"ward": ["Z"]}), "'Z' is no value of 'ward'"),
    "a filter without list": (query(filter={"ward": "A"}), "each column needs a list of values"),
    "a list for a filter": (query(filter=[1]), "x, filter: must name columns"),
    "a list in a filter": (query(filter={"ward": [[1]]}), "x, filter: "),
    "an unknown group": (query(group_by=["site"]), "x, group_by: must be a list of columns"),
    "a group that is none": (query(group_by=[7]), "x, group_by: must be a list of columns"),
    "a wordy release": (query(release="first"), "release: 'first' is not a whole number"),
    "no statistics": (query(stats=[]), "x, stats: must be a list of one statistic"),
    "an unknown statistic": (query(stats=["median:q:1"]), "'median:q:1' is no statistic such as"),
    "a statistic of words": (query(stats=["base:ward"]), "is no column whose values are numbers"),
    "an unknown item": (query(stats=["base:z"]), "is no column whose values are numbers"),
    "an unknown code": (query(stats=["pct:q:9:1"]), "9 is no value of 'q'"),
    "a rate": (query(stats=["rate:1"]), "rate needs headcounts"),
    "a change without waves": (query(stats=["change:q:1"]), "a change needs a column 'wave'"),
    "facts that are none": (changed(attacker_knows={}), "attacker_knows: must be a list"),
    "a fact that is none": (changed(attacker_knows=[7]), "number 1: must be an object"),
    "ends crossed": (changed(attacker_knows=[FACT | {"min": 3}]), "min not over max"),
    "a wordy end": (changed(attacker_knows=[FACT | {"max": "many"}]), "must be numbers"),
    "a fact of nobody": (changed(attacker_knows=[{"min": 3}]), "where: must name columns"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_named_and_nothing_is_written(run, capsys, tmp_path, what):
    case, sentence = BAD[what]
    assert run(case, "--ledger", str(tmp_path / "ledger.json")) == (2, None)
    assert sentence in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["case.json"]


def test_a_change_of_one_wave_is_a_fault(run, capsys):
    case = waves({(1, "A"): 20, (2, "A"): 20})
    case["queries"][0]["filter"] = {"wave": [2]}
    assert run(case)[0] == 2
    assert "queries, change, A: 'change:q:2' needs two waves" in capsys.readouterr().err


def test_a_query_of_too_many_cells_is_a_fault(run, capsys, monkeypatch):
    monkeypatch.setattr(disclose_queries, "MOST_CELLS", 3)
    assert run(CASE)[0] == 2
    assert "wards, group_by: makes more than 3 cells" in capsys.readouterr().err


def test_every_fault_has_a_line_of_its_own(run, capsys):
    run(changed(k_min=0, domains={}))
    assert len(capsys.readouterr().err.splitlines()) == 2


@pytest.mark.parametrize(
    ("ledger", "sentence"),
    [
        ("{}", "answers: must be a list"),
        ('{"answers": [{"stat": "n"}]}', "answers, number 1: is no answer of an earlier release"),
        ('{"answers": [7]}', "answers, number 1"),
        ('{"answers": [{"where": {"site": ["A"]}, "stat": "n", "value": 3}]}', "no column"),
        (
            '{"answers": [{"where": {}, "stat": "n", "value": "T"}]}',
            "'T' is neither a number nor S",
        ),
        (
            '{"answers": [{"where": {}, "stat": "n", "value": null}]}',
            "None is neither a number",
        ),
        ('{"answers": [], "domains": {"unit": "A"}}', "the domains must name columns"),
        ("nonsense", "is no readable JSON"),
    ],
)
def test_a_broken_ledger_is_a_fault_and_stays_as_it_is(run, capsys, tmp_path, ledger, sentence):
    path = tmp_path / "ledger.json"
    path.write_text(ledger)
    assert run(CASE, "--ledger", str(path)) == (2, None)
    assert sentence in capsys.readouterr().err
    assert path.read_text() == ledger


def test_a_missing_case_is_a_fault(tmp_path, capsys):
    assert main(["disclose", str(tmp_path / "none.json"), "-o", str(tmp_path / "out")]) == 2
    assert "there is no such file" in capsys.readouterr().err


def test_where_one_file_cannot_be_written_none_is(run, tmp_path, capsys):
    (tmp_path / "folder").mkdir()
    ledger = tmp_path / "ledger.json"
    assert run(CASE, "--ledger", str(ledger), out="folder")[0] == 2
    assert "cannot be written: is a folder; name a file" in capsys.readouterr().err
    assert not ledger.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case.json", "folder"]


def test_help_shows_an_example(capsys):
    with pytest.raises(SystemExit) as left:
        main(["disclose", "--help"])
    assert left.value.code == 0
    assert "groundswell disclose case.json -o release.json" in capsys.readouterr().out


def test_the_command_never_imports_django():
    look = "import sys, groundswell.cli.disclose; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0
