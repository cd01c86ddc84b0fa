"""`groundswell disclose`: which numbers of a menu may be published together."""

import argparse
from pathlib import Path
from typing import Any

from groundswell.cli.disclose_case import Case, read_case
from groundswell.cli.disclose_files import (
    Faults,
    as_text,
    read_ledger,
    read_object,
    write_files,
)
from groundswell.cli.disclose_queries import Cell
from groundswell.cli.quiet import output_set_aside
from groundswell.cli.tables import BadInput, Fault, Progress, report, warn
from groundswell.science import disclosure
from groundswell.science.disclosure import WITHHELD, Ledger, Published, Question, ledger_form

STEPS = 3
"""Reading, planning, writing (steps of the progress bar)."""

Release = dict[str, dict[str, dict[str, float | str]]]

EXAMPLE = """example:
  groundswell disclose case.json -o release.json --ledger ledger.json

  case.json
  {"k_min": 11,
   "domains": {"ward": ["A", "B", "C"], "q": [1, 2, 3, 4, 5]},
   "queries": [{"id": "trust", "group_by": [], "stats": ["n", "mean:q:2"]},
               {"id": "wards", "group_by": ["ward"], "stats": ["n", "mean:q:2"]}],
   "microdata": {"columns": ["ward", "q"], "rows": [["A", 4], ["B", 2], ["A", 3]]}}

  release.json then has each number, or "S" where it is withheld; the analysts' guide
  (docs/analysts.md) explains every key, docs/science/disclosure.md what is promised.
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0, or 2 with the faults on standard error."""
    chosen = _parser().parse_args(arguments)
    try:
        progress = Progress(STEPS)
        try:
            _run(chosen, progress)
        finally:
            progress.end()
    except BadInput as bad:
        report(bad.faults)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="groundswell disclose",
        description="Plan a release so that nothing withheld can be worked out.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("case", type=Path, metavar="CASE", help="records, domains, queries: JSON")
    parser.add_argument(
        "--ledger",
        type=Path,
        metavar="FILE",
        help="what was released before; read if it is there, and brought up to date",
    )
    parser.add_argument(
        "--audit",
        type=Path,
        metavar="RELEASE",
        help="plan nothing, but say what this release of the case gives away",
    )
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help="file for the answer"
    )
    return parser


def _run(chosen: argparse.Namespace, progress: Progress) -> None:
    progress.step("reading")
    case = read_case(chosen.case)
    ledger = Ledger() if chosen.ledger is None else read_ledger(chosen.ledger, case.held)
    if chosen.audit is not None:
        progress.step("auditing")
        with output_set_aside():
            told = audited(case, chosen.audit, ledger)
        write_files({chosen.output: as_text(told)})
        return
    progress.step("planning")
    try:
        with output_set_aside():
            ledger, known = planned(case, ledger)
    except ValueError as error:
        raise BadInput([
            Fault(str(chosen.case), f"does not go with the ledger: {error}")
        ]) from error
    for one in known:
        warn(f"public facts or earlier releases tell already: {one}")
    progress.step("writing")
    texts = {chosen.output: as_text(released(case, ledger))}
    if chosen.ledger is not None:
        texts[chosen.ledger] = as_text(ledger_form(ledger, case.held))
    write_files(texts)


def planned(case: Case, ledger: Ledger) -> tuple[Ledger, list[str]]:
    """Plan stage by stage: what an earlier one has published cannot be taken back.

    Returns
    -------
    ledger : Ledger
        All answers, those of earlier releases included.
    known : list of str
        Protected values that public facts or earlier releases tell already.

    Raises
    ------
    ValueError
        If the records have changed since the ledger's releases, and something new is asked.
    """
    known: list[str] = []
    for stage in case.stages:
        questions = [question for cell in stage for question in cell.questions]
        found = disclosure.plan(
            case.held, case.policy, questions, ledger=ledger, public=case.public
        )
        known += found.beyond_help
        ledger = found.ledger
    return ledger, known


def released(case: Case, ledger: Ledger) -> Release:
    """The release: every cell of the menu with its answer, or the one mark of withholding."""
    published = Published(ledger)
    found: Release = {}
    for cell in _cells(case):
        if cell.before is None:
            value = published.value(cell.now)
        else:
            value = published.change(cell.now, cell.before)
        place = found.setdefault(cell.query, {}).setdefault(cell.key, {})
        place[cell.text] = WITHHELD if value is None else value
    return found


def _cells(case: Case) -> list[Cell]:
    return [cell for stage in case.stages for cell in stage]


def audited(case: Case, path: Path, ledger: Ledger) -> dict[str, Any]:
    """What a release gives away together with all earlier ones, finding by finding."""
    answers = {**ledger.answers, **_read_release(case, path)}
    try:
        found = disclosure.audit(case.held, case.policy, answers, public=case.public)
    except ValueError as error:
        raise BadInput([Fault(str(path), f"is no release of this case: {error}")]) from error
    return {
        "findings": [
            {"what": one.what, "low": one.low, "high": one.high, "sum": one.sum} for one in found
        ]
    }


def _read_release(case: Case, path: Path) -> dict[Question, float | None]:
    """The answers in a release; a change that is shown tells both of its means."""
    raw = read_object(path)
    faults = Faults(path)
    answers: dict[Question, float | None] = {}
    recorded = disclosure.recorded(
        case.held, [question for cell in _cells(case) for question in cell.questions]
    )
    for cell in _cells(case):
        shown = _at(raw, cell)
        if shown == WITHHELD or shown is None:
            answers.setdefault(cell.now, None)
        elif isinstance(shown, bool) or not isinstance(shown, int | float):
            faults.add(f"{cell.query}, {cell.key}, {cell.text}: {shown!r} is neither number nor S")
        elif cell.before is None:
            answers[cell.now] = float(shown)
        else:
            answers |= {question: recorded[question] for question in cell.questions}
    faults.refuse()
    return answers


def _at(raw: Any, cell: Cell) -> Any:
    for step in (cell.query, cell.key, cell.text):
        raw = raw.get(step) if isinstance(raw, dict) else None
    return raw
