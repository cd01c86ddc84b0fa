"""The commands for surveys in the analysts' guide are run as they are printed."""

import json
import re
import shlex
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from groundswell.cli.main import main

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "analysts.md"
TEXT = GUIDE.read_text(encoding="utf-8")
MARGINS = "variable,level,N\nward,Ash,300\nward,Elm,200\n"


def command(tool: str) -> list[str]:
    (line,) = re.findall(rf"^    groundswell ({tool} .*)$", TEXT, re.MULTILINE)
    return shlex.split(line)


def answers(seed: int) -> str:
    rng = np.random.default_rng(seed)
    attitude = np.random.default_rng(0).normal(3, 0.8, 60)
    items = np.clip(np.round(attitude[:, None] + rng.normal(0, 0.7, (60, 6))), 1, 5).astype(int)
    items[:, 2] = 6 - items[:, 2]
    rows = [
        f"P{at},{'Ash' if at % 2 else 'Elm'},{','.join(map(str, row))}\n"
        for at, row in enumerate(items)
    ]
    return "id,ward,q1,q2,q3,q8,q9,workload\n" + "".join(rows)


@pytest.fixture
def at_the_desk(tmp_path: Path, monkeypatch):
    """A folder with the files that the guide speaks of."""
    for name, seed in (("responses", 1), ("spring", 2), ("autumn", 3)):
        (tmp_path / f"{name}.csv").write_text(answers(seed))
    frame = pl.read_csv(tmp_path / "responses.csv").with_columns(score=pl.col("q1") * 2)
    frame.write_csv(tmp_path / "responses.csv")
    (tmp_path / "margins.csv").write_text(MARGINS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_report_holds_every_figure_that_the_guide_explains(at_the_desk):
    assert main(command("scales")) == 0
    voice = json.loads((at_the_desk / "report.json").read_text())["scales"]["Voice"]
    section = TEXT.partition("## groundswell scales")[2].partition("## groundswell weight")[0]
    explained = re.findall(r"^\| (`[^|]*) \|", section, re.MULTILINE)
    names = {name for cell in explained for name in re.findall(r"`(\w+)`", cell)}
    assert names - set(voice) - set(voice["units"][0]) == set()
    said = set(re.findall(r"`([\w.]+)`", section))
    unsaid = (set(voice) | set(voice["units"][0])) - said - {"weighted", "answers_needed"}
    assert {name for name in unsaid if not name.endswith("_second_null")} == set()


def test_the_other_commands_write_the_columns_that_the_guide_names(at_the_desk):
    for tool, files in {
        "weight": ["weighted/weights.csv", "weighted/summary.csv", "weighted/means.csv"],
        "change": ["change/change.csv"],
        "drivers": ["drivers/drivers.csv", "drivers/summary.csv"],
    }.items():
        assert main(command(tool)) == 0
        columns = {name for file in files for name in pl.read_csv(at_the_desk / file).columns}
        section = TEXT.partition(f"## groundswell {tool}")[2].partition("\n## ")[0]
        named = set(re.findall(r"`([a-z_0-9]+)`", section))
        assert columns & named, tool
    change = pl.read_csv(at_the_desk / "change" / "change.csv")
    assert change["unit"].to_list() == [None, "Ash", "Elm"]


def test_an_instruments_file_as_printed_is_read(at_the_desk):
    (block,) = re.findall(r"((?:^    .*\n)*^    least = 2\n)", TEXT, re.MULTILINE)
    file = at_the_desk / "voice.toml"
    file.write_text(re.sub(r"^    ", "", block, flags=re.MULTILINE))
    tool = ["scales", "responses.csv", "--instrument", str(file), "-o", "report.json"]
    assert main(tool) == 0
    assert "Voice" in json.loads((at_the_desk / "report.json").read_text())["scales"]
