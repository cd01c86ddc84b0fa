"""Text that would run where it is not shown as text, in every field that holds text, and the eyes
that look for it in what leaves: pages, pictures, comma-separated text and workbooks."""

import csv
import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser
from typing import Any

import openpyxl
from django.apps import apps
from django.db import IntegrityError, models, transaction
from tests.hostile.attacks import Target
from tests.url_rows import TABLE
from tests.url_table import Scene

from groundswell.ground.imports import actions as imports
from groundswell.ground.imports.importers import Place, importers
from groundswell.ground.imports.models import ImportRun

CORPUS = [
    "<script>run(1)</script>", "\"><img src=x onerror=run(1)>", "'><svg/onload=run(1)>",
    "</title></textarea><script>run(1)</script>", "javascript:run(1)", "]]><script>run(1)</script>",
    "\" autofocus onfocus=run(1) x=\"", "--><iframe srcdoc='<script>run(1)</script>'>",
    "{{ 7*7 }}{% include 'run(1)' %}", "%(by)s %s run(1)", "=cmd|' /C calc'!A1 run(1)",
    "@SUM(1+1)*run(1)", "+1+run(1)", "-2+3+run(1)", "=HYPERLINK(\"//x.example\",\"run(1)\")",
    " =1+run(1)", "\u202e=1+run(1)", "＝1+run(1)",
    "=1+\"><script>run(1)</script><img src=x onerror=run(1)>",
]  # fmt: skip
# Codes, addresses and keys: what people cannot write themselves, or only in a form that is checked.
NOT_TYPED = re.compile(
    r"(^|_)(id|email|code|kind|state|hash|password|url|key|model|importer|fingerprint|word|reader"
    r"|variation|assurance|rule|channel|scope|via|error|address|slug|occasion|kept_by|template"
    r"|instrument|format|path)$"
)
LOOKERS = ("system_administrator", "administrator_here", "team_leader", "member")
KINDS = {"csv": ["csv", "xlsx", "svg", "png"], "json": ["json", "xlsx"]}  # of files, by the ending


def fill(text: str) -> int:
    """Write the text into every field of every row; returns how many fields there are."""
    n_fields = 0
    for model in apps.get_models():
        if not model.__module__.startswith("groundswell."):
            continue
        names = [f.name for f in model._meta.concrete_fields if _is_typed(f)]
        if model._meta.object_name == "AuditEvent":
            names.remove("name")
            model._default_manager.update(details=_Everything(text).told())
        n_fields += len(names)
        for number, row in enumerate(model._default_manager.all()):
            told = dict.fromkeys(names, f"{text} {number}")
            _write(model._default_manager.filter(pk=row.pk), told)
    return n_fields


def _write(row: Any, told: dict[str, str]) -> None:
    """All fields at once; one by one where the table holds some of them to each other."""
    try:
        with transaction.atomic():
            row.update(**told)
    except IntegrityError:
        for name, text in told.items():
            with suppress(IntegrityError), transaction.atomic():
                row.update(**{name: text})


class _Everything:
    """The details that a sentence of the trail may name."""

    def __init__(self, text: str) -> None:
        self._text = text

    def told(self) -> dict[str, str]:
        names = ("place", "role", "what", "counts", "reason", "other", "title", "name", "n")
        return dict.fromkeys(names, self._text)


def _is_typed(one: Any) -> bool:
    if not isinstance(one, (models.TextField, models.CharField)) or one.choices:
        return False
    return not NOT_TYPED.search(one.name)


def pages(targets: list[Target]) -> Iterator[tuple[str, str]]:
    """Every address that is read, with the name of its URL; the files in each of their kinds."""
    for target in targets:
        if set(TABLE[target.name].get.values()) <= {401, 404, 405}:
            continue
        stem, dot, ending = target.address.rpartition(".")
        for one in KINDS.get(ending, [ending]):
            yield target.name, f"{stem}{dot}{one}"


def a_file(scene: Scene, text: str) -> ImportRun:
    """A staff list of such text, as far as its dry run."""
    from tests.world import acting

    out = io.StringIO(newline="")
    rows = [[f"p{n}@x.example" if n else text, f"{text} {n}", text] for n in range(3)]
    csv.writer(out).writerows([["Email", "Name", text], *rows])
    by = acting(scene.people["administrator_here"])
    place = Place(scene.here.pk)
    at = scene.made["at"]
    run = imports.start_run(
        importer=importers["staff-list"], place=place, file_name=f"{text}.csv",
        content=out.getvalue().encode(), by=by, at=at,
    )  # fmt: skip
    imports.map_columns(run=run, mapping=run.mapping, by=by, at=at)
    return run


def opened(scene: Scene, persona: str, address: str) -> Any:
    answer = scene.browser(persona).get(address)
    return answer if answer.status_code == 200 else None


def runs(answer: Any) -> list[str]:
    """What in the answer would run; nothing where all is text."""
    kind = answer["Content-Type"].partition(";")[0]
    content = b"".join(answer) if answer.streaming else answer.content
    look = {"text/html": _in_page, "text/csv": _in_csv, "image/svg+xml": _in_picture}
    if kind.endswith("spreadsheetml.sheet"):
        return _in_workbook(content)
    return look[kind](content) if kind in look else []


def _in_page(content: bytes) -> list[str]:
    return _Page(content.decode()).found


class _Page(HTMLParser):
    """Whatever of a page a browser would run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        if tag in {"iframe", "object", "embed", "base"}:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            address = (value or "").strip().lower()
            if name.startswith("on") or name in {"srcdoc", "style"}:
                self.found.append(f"<{tag} {name}>")
            if name in {"href", "src", "action", "formaction"} and address.startswith("javascript"):
                self.found.append(f"<{tag} {name}={value}>")

    def handle_data(self, data: str) -> None:
        if self._inside in {"script", "style"} and "run(" in data:
            self.found.append(f"<{self._inside}> {data[:80]}")


def _in_csv(content: bytes) -> list[str]:
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [cell for row in rows for cell in row if _is_formula(cell)]


def _is_formula(cell: str) -> bool:
    return bool(re.match(r"[\s\u200e\u202e]*[=+\-@＝＋－＠\t\r]", cell)) and not re.fullmatch(
        r"[-+]?[\d.,]+|-|–", cell
    )


def _in_workbook(content: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return [str(cell.value) for cell in cells if cell.data_type == "f" or cell.hyperlink]


def _in_picture(content: bytes) -> list[str]:
    found = []
    for part in ElementTree.fromstring(content).iter():
        tag = part.tag.rpartition("}")[2]
        if tag in {"script", "foreignObject", "iframe"} or any(
            a.startswith("on") for a in part.attrib
        ):
            found.append(f"<{tag}>")
    return found
