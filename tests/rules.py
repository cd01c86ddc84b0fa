"""Rules of the house as functions: a source text in, a list of offences out.

`test_architecture.py` holds the whole of `src` to them and shows of each that it bites.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SRC = Path(__file__).parents[1] / "src" / "groundswell"
WRITES = {
    "save", "delete", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
}  # fmt: skip
RECORDERS = {"audit.record", "audit.record_each", "_record", "record"}
HANDS_ON = {"_record", "record"}
CLOCKS = {"now", "utcnow", "today", "localdate", "localtime"}
READS = {
    "objects", "all", "filter", "exclude", "exists", "count", "first", "last", "get_queryset",
    "order_by", "select_related", "prefetch_related", "aggregate", "annotate",
}  # fmt: skip
NAMELESS = {"utils", "helpers", "services", "util", "helper", "service", "common", "misc"}


def modules(layer: str) -> list[Path]:
    """The files of one layer in every app: `views.py`, or all of the package `views`."""
    found = {*SRC.rglob(f"{layer}.py"), *SRC.rglob(f"{layer}/**/*.py")}
    return sorted(f for f in found if "science" not in f.parts and "migrations" not in f.parts)


def sources(*layers: str) -> Iterator[tuple[str, str]]:
    """Each file of the layers as a short name and its text."""
    for layer in layers:
        for file in modules(layer):
            yield str(file.relative_to(SRC)), file.read_text()


def _attributes(text: str) -> Iterator[ast.Attribute]:
    return (n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Attribute))


def _names_imported(text: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def touches_the_orm(text: str) -> list[str]:
    """A view reads and writes through queries and actions, never by itself."""
    found = [f"{n.lineno}: .{n.attr}" for n in _attributes(text) if n.attr in WRITES | {"objects"}]
    return found + [
        f"{line}: {name}"
        for line, name in _names_imported(text)
        if name.endswith((".get_object_or_404", ".get_list_or_404"))
    ]


def knows_of_requests(text: str) -> list[str]:
    """Actions, policies and forms below the view take no request and give no response."""
    taken = [
        f"{argument.lineno}: {function.name}({argument.arg})"
        for function in ast.walk(ast.parse(text))
        if isinstance(function, ast.FunctionDef)
        for argument in [*function.args.args, *function.args.kwonlyargs]
        if argument.arg == "request"
    ]
    return taken + [
        f"{line}: {name}"
        for line, name in _names_imported(text)
        if name.startswith("django.http.") and name != "django.http.Http404"
    ]


def reads_the_clock(text: str) -> list[str]:
    """Below the view, the time is told (`at`, `on`), never asked for."""
    return [
        f"{n.lineno}: {ast.unparse(n)}"
        for n in _attributes(text)
        if n.attr in CLOCKS and re.search(r"\b(timezone|datetime|date|dt)\b", ast.unparse(n.value))
    ]


def public_functions(text: str) -> list[ast.FunctionDef]:
    body = ast.parse(text).body
    return [n for n in body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]


def exported(text: str) -> list[str]:
    """The names in `__all__` of a package's first file."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return list(ast.literal_eval(node.value))
    return []


def takes_actor_or_clock_by_place(text: str) -> list[str]:
    """`by` and `at` are told by their names, so that no two of them are ever swapped."""
    return [
        f"{function.lineno}: {function.name}({argument.arg})"
        for function in public_functions(text)
        for argument in function.args.args
        if argument.arg in {"by", "at"}
    ]


def has_domain_logic_in_signals(text: str) -> list[str]:
    return [
        f"{line}: {name}"
        for line, name in _names_imported(text)
        if name.startswith("django.dispatch")
        or (".signals." in f".{name}." and name.startswith(("django.", "allauth.", "wagtail.")))
    ]


def overrides_save(text: str) -> list[str]:
    return [
        f"{method.lineno}: {owner.name}.{method.name}"
        for owner in ast.walk(ast.parse(text))
        if isinstance(owner, ast.ClassDef)
        for method in owner.body
        if isinstance(method, ast.FunctionDef) and method.name in {"save", "delete"}
    ]


def writes_the_trail(text: str) -> bool:
    """Whether a module writes down events, by the kernel's own call or by its room's `record`."""
    return "import audit" in text or bool(re.search(r"from \.\w+ import [^\n]*\brecord\b", text))


def audit_names(text: str) -> list[tuple[int, str | None]]:
    """What every `record(...)` names first; None where it is not written out.

    A room's own `record(event, ...)` that hands its argument on is no event of its own.
    """
    found: list[tuple[int, str | None]] = []
    tree = ast.parse(text)
    for function, call in _calls_of_record(tree):
        handed_on = {a.arg for a in function.args.args} if function else set()
        for option in _options(call.args[0] if call.args else call, tree):
            if isinstance(option, ast.Constant) and isinstance(option.value, str):
                found.append((call.lineno, option.value))
            elif not (isinstance(option, ast.Name) and option.id in handed_on):
                found.append((call.lineno, None))
    return found


def _options(first: ast.expr, tree: ast.Module) -> list[ast.expr]:
    """What an argument can be: both sides of an `if`, or every value of a dict of this module."""
    if isinstance(first, ast.IfExp):
        return [first.body, first.orelse]
    if isinstance(first, ast.Subscript):
        for node in tree.body:
            named = isinstance(node, ast.Assign) and ast.unparse(node.targets[0])
            if named == ast.unparse(first.value) and isinstance(node.value, ast.Dict):  # type: ignore[union-attr]
                return list(node.value.values)  # type: ignore[union-attr]
    return [first]


def _calls_of_record(
    tree: ast.AST, within: ast.FunctionDef | None = None
) -> Iterator[tuple[ast.FunctionDef | None, ast.Call]]:
    for node in ast.iter_child_nodes(tree):
        here = node if isinstance(node, ast.FunctionDef) and node.name in HANDS_ON else within
        if isinstance(node, ast.Call) and ast.unparse(node.func) in RECORDERS:
            yield within, node
        yield from _calls_of_record(node, here)


def queries_in_template(text: str) -> list[str]:
    """A template loops over ready values; it calls nothing that could ask the database."""
    found = re.findall(r"\.(\w+)\s*(?=\(|\|length)|\.(objects)\b", text)
    names = [a or b for a, b in found]
    return [f".{name}" for name in names if name in READS | WRITES]


def inline_style_or_script(text: str) -> list[str]:
    """The content security policy allows neither; a page must not lean on what it blocks."""
    bare = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
    return re.findall(
        r"<[^<>]*\s(?:style|on[a-z]+)\s*=|<style\b|<script(?![^>]*(?:\bsrc=|\bnonce=|application/json))|javascript:",
        bare,
    )


def nameless_modules(paths: list[Path]) -> list[str]:
    """Name the thing: a file of odds and ends has no reader."""
    return [str(p) for p in paths if p.stem in NAMELESS]


def short_test_names(text: str, fewest_words: int = 3) -> list[str]:
    """A test's name is a sentence."""
    tests = [
        n.name
        for n in ast.walk(ast.parse(text))
        if isinstance(n, ast.FunctionDef) and n.name.startswith("test_")
    ]
    return [name for name in tests if len(name.removeprefix("test_").split("_")) < fewest_words]


DISCLOSURE = "groundswell.science.disclosure"


def knows_disclosure(text: str) -> list[str]:
    """What may be shown of people is decided in one room; nobody else plans or publishes."""
    return [
        f"{line}: {name}"
        for line, name in _names_imported(text)
        if f"{name}.".startswith(f"{DISCLOSURE}.")
    ]


def opens_a_source(text: str) -> list[str]:
    """An owner hands its source over (`sources.add`); to read one is for releases alone."""
    tree = ast.parse(text)
    if not any("ground.releases" in f".{name}" for _, name in _names_imported(text)):
        return []
    handed_over = {
        id(call.func.value)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "add"
    }
    return [
        f"{node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.Attribute) and id(node) not in handed_over
        if _named(node) == "sources"
    ]


def names_a_table(text: str, names: set[str]) -> list[str]:
    """Where a table is named: by its class, its label, or the way to it from another table."""
    return [
        f"{node.lineno}: {found}"
        for node in ast.walk(ast.parse(text))
        if (found := _named(node)) and found.casefold() in {name.casefold() for name in names}
    ]


def _named(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
