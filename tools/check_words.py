"""Sentences for people that do not go through gettext: in templates, refusals and faults.

A word that is the same in every language (a name, a unit, a code) is listed in SAME_EVERYWHERE.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src" / "groundswell"
SPEAKING = {"Decision", "Unusable", "Stale", "Fault", "Refused", "ValidationError"}
SAME_EVERYWHERE = {"Groundswell", "htmx", "CSV", "XLSX", "PNG", "ODS", "API", "SPC", "Ctrl", "NHS"}
ATTRIBUTES = re.compile(r'\b(?:alt|title|aria-label|placeholder|summary)="([^"{]*)"')
MARKUP = re.compile(
    r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[^<>]*>|&[#\w]+;|\b[a-z-]+=\"[^\"]*\"",
    re.DOTALL | re.IGNORECASE,
)
DJANGO_MARKED = re.compile(
    r"{%-?\s*blocktrans(?:late)?\b.*?{%-?\s*endblocktrans(?:late)?\s*-?%}"
    r"|{%-?\s*comment\b.*?{%-?\s*endcomment\s*-?%}|{%.*?%}|{{.*?}}|{#.*?#}",
    re.DOTALL,
)
TRANSLATING = {"_", "gettext", "ngettext", "pgettext"}
SENTENCE = re.compile(r"[A-Z][a-z]+(\s|$|\.)")
LETTERS = re.compile(r"[^\W\d_]{2,}")


def unmarked() -> list[str]:
    """One line for each sentence that a translator would never see."""
    return [
        *(
            f"{_named(f)}:{fault}"
            for f in _files("jinja2/**/*.html")
            for fault in in_jinja(_text(f))
        ),
        *(
            f"{_named(f)}:{fault}"
            for f in _files("templates/**/*")
            for fault in in_django(_text(f))
        ),
        *(f"{_named(f)}:{fault}" for f in _files("**/*.py") for fault in in_python(_text(f))),
    ]


def in_jinja(text: str) -> list[str]:
    """Words outside `{% trans %}` and `_()` in a page, and in attributes that are read aloud.

    >>> in_jinja("<p>{% trans %}Hello{% endtrans %}</p>"), in_jinja('<p class="a">Hello</p>')
    ([], ['1: Hello'])
    """
    flat = _flat(text)
    spoken = [*ATTRIBUTES.finditer(flat), *re.finditer(r"[^\0]+", MARKUP.sub(_as_nulls, flat))]
    found = [(m.start(), _first_words(m.group(m.lastindex or 0))) for m in spoken]
    return [f"{flat.count(chr(10), 0, at) + 1}: {said}" for at, said in found if said] + [
        f"{line}: {said}" for line, said in _literals(Environment().parse(_known_tags(text)))
    ]


def in_django(text: str) -> list[str]:
    """The same for the pages that are not ours by design, in Django's own template language."""
    bare = DJANGO_MARKED.sub(" ", text)
    spoken = [*ATTRIBUTES.findall(bare), MARKUP.sub(" ", bare)]
    return [f"0: {said}" for said in map(_first_words, spoken) if said]


def in_python(text: str) -> list[str]:
    """Literals handed to what a page will show: `Decision("No.")` instead of `Decision(_("No."))`.

    >>> in_python('Decision("No.")'), in_python('Decision(_("No."))')
    (['1: Decision: No.'], [])
    >>> in_python('Fault(1, "", f"a {x} b")')
    ['1: Fault: a  b']
    """
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in SPEAKING:
            name = ast.unparse(node.func).split(".")[-1]
            given = [*node.args, *(k.value for k in node.keywords if k.arg in {None, *SPOKEN})]
            found += [f"{node.lineno}: {name}: {said}" for a in given if (said := _said(a))]
    return found


WITHOUT_DJANGO = {"science", "cli", "migrations"}  # gettext is not there; the tools speak English
SPOKEN = {"reason", "remedy", "sentence", "message"}


def _said(node: ast.expr) -> str:
    """A literal with more than one word in it, or one word and a full stop."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    said = "".join(
        p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)
    )
    return said if re.search(r"\w[\s.]", said + " ") and re.search(r"\s|\.$", said) else ""


def _flat(text: str) -> str:
    """The template with its tags blanked: what is left is markup, and words nobody translates."""
    kept, inside, within_trans = [], False, False
    for _line, kind, value in Environment().lex(text):
        if kind in {"block_begin", "variable_begin", "comment_begin"}:
            inside = True
        if kind == "name" and value in {"trans", "endtrans"} and inside:
            within_trans = value == "trans"
        blank = inside or within_trans or kind != "data"
        kept.append(re.sub(r"[^\n]", "0", value) if blank else value)
        if kind in {"block_end", "variable_end", "comment_end"}:
            inside = False
    return "".join(kept)


def _literals(node: nodes.Node) -> Iterator[tuple[int, str]]:
    """Sentences written inside a tag, such as the label of a button, outside `_()`."""
    if isinstance(node, nodes.Call) and getattr(node.node, "name", "") in TRANSLATING:
        return
    value = node.value if isinstance(node, nodes.Const) else None
    if isinstance(value, str) and SENTENCE.match(value) and _first_words(value):
        yield node.lineno, value[:60]
    for child in node.iter_child_nodes():
        yield from _literals(child)


def _known_tags(text: str) -> str:
    """Without `{% trans %}` blocks, which only the page's own environment can parse."""
    blank = lambda m: "\n" * m.group().count("\n")  # noqa: E731
    return re.sub(r"{%-?\s*trans\b.*?{%-?\s*endtrans\s*-?%}", blank, text, flags=re.DOTALL)


def _as_nulls(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "\0", found.group())


def _first_words(text: str) -> str:
    words = [w for w in LETTERS.findall(text) if w not in SAME_EVERYWHERE]
    return " ".join(text.split())[:60] if words else ""


def _files(pattern: str) -> list[Path]:
    found = (f for f in sorted(SRC.glob(f"**/{pattern}")) if f.is_file())
    return [f for f in found if not WITHOUT_DJANGO & set(f.parts)]


def _text(file: Path) -> str:
    return file.read_text()


def _named(file: Path) -> str:
    return str(file.relative_to(ROOT))
