"""A staff list of 100,000 rows and 100,000 numbers in 2,800 measures, through the whole flow: the
dry run, then the saving, all rows or none. The index of search is told of people afterwards, in
the background. Before each, the same file with one fault in its very last row: it is refused, also
where somebody insists, and no table has a row more."""

from typing import Any

from tests.proof._databases import on_both

TITLE = "Files of 100,000 rows"
LIMITS = {"staff list": (30, 60), "numbers": (20, 20)}  # seconds: the dry run, the saving


def trial() -> list[str]:
    found = on_both("tests.proof._imports")
    lines = [
        "| Database | File | Dry run, s | Saving, s | Search, s | What came of it |",
        "|---|---|--:|--:|--:|---|",
    ]
    for database, files in found.items():
        lines += [_line(database, name, one) for name, one in files.items()]
    missed = [m for database, files in found.items() for m in _missed(database, files)]
    limits = "; ".join(f"{n}: {c} s and {a} s" for n, (c, a) in LIMITS.items())
    lines += ["", f"Limits of dry run and saving: {limits}."]
    lines += ["", "Missed: " + ", ".join(missed) + "." if missed else "Every limit is kept."]
    return lines


def _line(database: str, name: str, one: dict[str, Any]) -> str:
    what = one.get("outcome") or (
        f"{one['faults']} fault, in row {one['row']:,}; nothing changed. “{one['said']}”"
    )
    apply, search = one.get("apply", "–"), one.get("search") or "–"
    return f"| {database} | {name} | {one['check']} | {apply} | {search} | {what} |"


def _missed(database: str, files: dict[str, Any]) -> list[str]:
    found = []
    for name, limits in LIMITS.items():
        for step, limit in zip(("check", "apply"), limits, strict=True):
            if files[name][step] > limit:
                found.append(f"{step} of {name} on {database}: {files[name][step]} s")
    return found
