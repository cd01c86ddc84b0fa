"""Files of `groundswell disclose`: JSON in, releases and ledgers out, all or nothing."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from groundswell.cli.tables import BadInput, Fault, plain_bytes, refuse_if
from groundswell.science.disclosure import Ledger, Question, Records
from groundswell.science.disclosure.filing import (
    Domains,
    answer_from,
    changed_domains,
    domains_of,
)


class Faults:
    """The faults of one file, gathered until none can be told apart from its consequences."""

    def __init__(self, path: Path) -> None:
        self._path = str(path)
        self._found: list[Fault] = []

    def add(self, problem: str, row: int | None = None, column: str | None = None) -> None:
        """Note one fault."""
        self._found.append(Fault(self._path, problem, row, column))

    def refuse(self) -> None:
        """Stop here if anything is wrong."""
        refuse_if(self._found)


def read_object(path: Path) -> dict[str, Any]:
    """The object a JSON file holds; the file may be compressed (``.gz``).

    Raises
    ------
    BadInput
        For a missing file, bytes that are not UTF-8, or text that is no JSON object.
    """
    if not path.is_file():
        raise BadInput([Fault(str(path), "there is no such file")])
    try:
        found = json.loads(plain_bytes(path))
    except json.JSONDecodeError as error:
        problem = f"is no readable JSON: {error.msg}, column {error.colno}"
        raise BadInput([Fault(str(path), problem, error.lineno)]) from error
    except RecursionError as error:
        raise BadInput([Fault(str(path), "is no readable JSON: nested too deeply")]) from error
    if not isinstance(found, dict):
        raise BadInput([Fault(str(path), "is no JSON object; it must begin with {")])
    return found


def read_ledger(path: Path, held: Records) -> Ledger:
    """The ledger of earlier releases; empty where the file is not there yet.

    Raises
    ------
    BadInput
        For a file that is no ledger, or names what the case does not have.
    """
    if not path.exists():
        return Ledger()
    raw, faults = read_object(path), Faults(path)
    answers: dict[Question, float | None] = {}
    then = changed_domains(held, _domains(raw, faults))  # of all answers, looked up once
    entries = raw.get("answers")
    if not isinstance(entries, list):
        faults.add("answers: must be a list, as an earlier run has written it")
        entries = []
    for number, entry in enumerate(entries, 1):
        try:
            question, answers[question] = answer_from(entry, held, then)
        except ValueError as error:
            faults.add(f"answers, number {number}: is no answer of an earlier release ({error})")
    faults.refuse()
    return Ledger(answers)


def _domains(raw: dict[str, Any], faults: Faults) -> Domains:
    try:
        return domains_of(raw)
    except ValueError as error:
        faults.add(str(error))
        return {}


def as_text(content: Mapping[str, Any]) -> str:
    """JSON that a person can read; floats have the fewest digits that give them back."""
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def write_files(texts: Mapping[Path, str]) -> None:
    """Write files, each whole; none is touched before all are written beside their places.

    Raises
    ------
    BadInput
        If one cannot be written.
    """
    waiting: dict[Path, Path] = {}
    for path, text in texts.items():
        try:
            waiting[path] = _beside(path, text)
        except OSError as error:
            for one in waiting.values():
                one.unlink()
            raise BadInput([Fault(str(path), f"cannot be written: {error.strerror}")]) from error
    for path, one in waiting.items():
        one.replace(path)


def _beside(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise IsADirectoryError(0, "is a folder; name a file")
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}-", delete=False
    ) as file:
        file.write(text)
    return Path(file.name)
