"""Files as people bring them, and the flow walked through as the program walks it."""

import csv
import io
from collections.abc import Callable
from typing import Any

import xlsxwriter
from tests.world import NOON

from groundswell.ground.imports import actions
from groundswell.ground.imports.guessing import guess_columns
from groundswell.ground.imports.importers import Place, fields_of, importers, place_of
from groundswell.ground.imports.models import ImportRun
from groundswell.ground.people.actors import Actor


def csv_of(*rows: Any, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx_of(*rows: Any, name: str = "Staff") -> bytes:
    """A workbook with one sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def uploaded(
    by: Actor,
    code: str,
    content: bytes,
    organisation: Any = None,
    name: str = "list.csv",
    about: Any = None,
) -> ImportRun:
    return actions.start_run(
        importer=importers[code],
        place=Place(organisation.pk if organisation else None, about.pk if about else None),
        file_name=name,
        content=content,
        by=by,
        at=NOON,
    )


def checked(
    commit: Callable[..., Any],
    by: Actor,
    code: str,
    content: bytes,
    organisation: Any = None,
    about: Any = None,
    **options: Any,
) -> ImportRun:
    """The file as far as its dry run; `commit` is the fixture that runs what waits for a commit."""
    run = uploaded(by, code, content, organisation, about=about)
    mapping = guess_columns(fields_of(importers[code], place_of(run)), run.headings)
    actions.map_columns(run=run, mapping=mapping, by=by, at=NOON)
    actions.choose_options(run=run, options=options, by=by, at=NOON)
    with commit(execute=True):
        actions.check_run(run=run, by=by, at=NOON)
    run.refresh_from_db()
    return run


def applied(commit: Callable[..., Any], by: Actor, run: ImportRun) -> ImportRun:
    with commit(execute=True):
        actions.confirm_run(run=run, fingerprint=run.fingerprint, by=by, at=NOON)
    run.refresh_from_db()
    return run


def brought_in(
    commit: Callable[..., Any],
    by: Actor,
    code: str,
    content: bytes,
    organisation: Any = None,
    about: Any = None,
    **options: Any,
) -> ImportRun:
    """The file from its upload to the end."""
    run = checked(commit, by, code, content, organisation, about, **options)
    return applied(commit, by, run)


def heap(run: ImportRun, code: str) -> list[list[str]]:
    """The lines of one heap of the dry run; empty where there is none."""
    return next((h["lines"] for h in run.preview["heaps"] if h["code"] == code), [])


def reasons(run: ImportRun) -> list[tuple[int, str]]:
    return [(fault["row"], fault["reason"]) for fault in run.faults]
