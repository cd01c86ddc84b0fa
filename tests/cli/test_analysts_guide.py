"""The analysts' guide is run as it is printed."""

import re
from pathlib import Path

import polars as pl

from groundswell.cli.main import main

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "analysts.md"
ATTENDANCES = '"period","org_code","type","attendances","breaches","admissions"\n' + "".join(
    f'2025-{month:02d}-01,"{org}","{kind}",{1000 + month},{100 + month * 3},5\n'
    for org in ("R1H", "RF4")
    for month in range(1, 13)
    for kind in ("1", "2")
)


def test_the_worked_example_turns_attendances_into_charts(tmp_path: Path, monkeypatch):
    (code,) = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "ae_attendances.csv").write_text(ATTENDANCES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "analysts.md", "exec"), {})
    assert main(["spc", "data.csv", "--measures", "measures.csv", "-o", "charts"]) == 0
    points = pl.read_csv("charts/points.csv", infer_schema_length=None)
    first = points.group_by("measure", maintain_order=True).first()
    assert first["measure"].to_list() == [
        "R1H breaches (p)",
        "R1H within four hours (%)",
        "RF4 breaches (p)",
        "RF4 within four hours (%)",
    ]
    share = 100 * 206 / 2002
    assert [round(value, 9) for value in first["value"]] == [
        round(share, 9),
        round(100 - share, 9),
    ] * 2
