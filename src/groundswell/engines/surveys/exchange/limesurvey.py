"""Reading a survey structure of LimeSurvey (.lss), of version 2 as of version 6."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.errors import Unusable

from ..definition import MOST_LETTERS, Kind, Question, Words
from .drafting import Asked, BroughtIn, Drafter, kind_of, language_code, options_of

Row = Mapping[str, str]
_TAG = re.compile(r"<[^>]{0,2000}>")
_BREAK = re.compile(r"<\s*(br|/p|/div|/li)\b[^>]{0,200}>", re.IGNORECASE)
_ALWAYS = {"", "1"}


def read_limesurvey(content: bytes) -> BroughtIn:
    """What the file asks. Raises Unusable where it is no structure of LimeSurvey."""
    try:
        root = ElementTree.fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise Unusable(_("This file is damaged, or no survey structure of LimeSurvey.")) from None
    if root.tag != "document" or root.findtext("LimeSurveyDocType") != "Survey":
        raise Unusable(_("This is no survey structure of LimeSurvey: export one as “.lss”."))
    return _Reader(_Tables(root)).read()


class _Tables:
    """The tables of the file as rows, their sentences put together by language."""

    def __init__(self, root: Element) -> None:
        self._root = root
        first = next(iter(self.rows("surveys")), {}).get("language", "")
        named = [e.text or "" for e in root.iterfind("languages/language")]
        self.codes = {name: language_code(name) for name in [first, *named] if name}
        self.languages = tuple(dict.fromkeys(c for c in self.codes.values() if c)) or ("en-gb",)

    def rows(self, table: str) -> list[Row]:
        found = self._root.find(f"{table}/rows")
        if found is None:
            return []
        return [{cell.tag: cell.text or "" for cell in row} for row in found]

    def things(self, table: str, key: str, order: str) -> list[tuple[Row, dict[str, Words]]]:
        """Each thing once, with its sentences by column; in its order."""
        once: dict[str, Row] = {}
        said: dict[str, dict[str, dict[str, str]]] = {}
        for row in self.rows(table):
            name = self._name_of(row, table, key)
            once.setdefault(name, row)
            self._note(said.setdefault(name, {}), row)
        for row in self.rows(f"{_SINGULAR.get(table, table)}_l10ns"):
            if row.get(key, "") in once:
                self._note(said[row[key]], row)
        ordered = sorted(once.items(), key=lambda pair: _whole(pair[1].get(order, "")))
        return [(row, self._in_order(said[name])) for name, row in ordered]

    def _name_of(self, row: Row, table: str, key: str) -> str:
        """Old files have no id of an answer: its question and its code name it."""
        if table == "answers" and "aid" not in row:
            return f"{row.get('qid')}:{row.get('scale_id')}:{row.get('code')}"
        return row.get(key, "")

    def _note(self, said: dict[str, dict[str, str]], row: Row) -> None:
        code = self.codes.get(row.get("language", ""), "")
        for column in _SAID:
            text = _plain(row.get(column, ""))
            if code and text:
                said.setdefault(column, {}).setdefault(code, text)

    def _in_order(self, said: Mapping[str, Mapping[str, str]]) -> dict[str, Words]:
        """By language; the first one is filled in from another where it is missing."""
        whole: dict[str, Words] = {}
        for column, words in said.items():
            first = words.get(self.languages[0]) or next(iter(words.values()))
            others = {code: words[code] for code in self.languages[1:] if code in words}
            whole[column] = {self.languages[0]: first, **others}
        return whole


_SAID = ("question", "help", "answer", "group_name", "description")
_SINGULAR = {"questions": "question", "subquestions": "question", "groups": "group"}
_SINGULAR["answers"] = "answer"


@dataclass(frozen=True, slots=True)
class _Asking:
    """One question of the file."""

    row: Row
    number: int  # counted from 1, in the order of the file
    said: Mapping[str, Words]
    parts: Sequence[tuple[Row, Mapping[str, Words]]]  # its subquestions
    answers: Sequence[tuple[Row, Mapping[str, Words]]]
    relevance: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return self.row.get("title", "")

    @property
    def label(self) -> Words:
        return self.said.get("question", {})


class _Reader:
    def __init__(self, tables: _Tables) -> None:
        self._tables = tables
        self._drafter = Drafter(tables.languages)
        self._parts = tables.things("subquestions", "qid", "question_order")
        self._answers = tables.things("answers", "aid", "sortorder")
        self._number = 0

    def read(self) -> BroughtIn:
        questions = self._tables.things("questions", "qid", "question_order")
        for group, said in self._tables.things("groups", "gid", "group_order"):
            self._group(group, said, [q for q in questions if q[0].get("gid") == group.get("gid")])
        return self._drafter.done(self._title())

    def _title(self) -> str:
        settings = self._tables.rows("surveys_languagesettings")
        return _plain(settings[0].get("surveyls_title", "")) if settings else ""

    def _group(
        self,
        group: Row,
        said: Mapping[str, Words],
        questions: Sequence[tuple[Row, Mapping[str, Words]]],
    ) -> None:
        title = said.get("group_name", {})
        self._drafter.begin_page(title, said.get("description", {}))
        for row, words in questions:
            self._number += 1
            relevance = (group.get("grelevance", ""), row.get("relevance", ""))
            asking = _Asking(
                row=row,
                number=self._number,
                said=words,
                parts=[p for p in self._parts if p[0].get("parent_qid") == row.get("qid")],
                answers=[a for a in self._answers if a[0].get("qid") == row.get("qid")],
                relevance=tuple(text for text in relevance if text.strip() not in _ALWAYS),
            )
            self._take(asking, title)

    def _take(self, asking: _Asking, title: Words) -> None:
        kind = asking.row.get("type", "")
        if kind in _ARRAYS:
            self._array(asking, title)
        elif kind in {"M", "P"}:
            self._several(asking)
        elif kind == "Q":
            self._texts(asking)
        elif kind in _LETTERS:
            self._ask(asking, asking.code, asking.label, Kind.TEXT)
        elif kind in {"L", "!", "O"}:
            self._choice(asking, _listed(asking.answers))
        elif kind in _FIXED:
            self._choice(asking, self._fixed(kind))
        else:
            self._leave_out(asking, kind)

    def _leave_out(self, asking: _Asking, kind: str) -> None:
        known = _CANNOT.get(kind)
        self._drafter.leave_out(
            asking.number,
            asking.code,
            str(known) if known else _("A question of the type “%(kind)s”.") % {"kind": kind[:10]},
            _("Ask it with answers to choose from, or in words."),
        )

    def _note(self, asking: _Asking, reason: str) -> None:
        self._drafter.leave_out(
            asking.number, asking.code, reason, _("Add a question in words below it.")
        )

    def _fixed(self, kind: str) -> list[tuple[str, Words]]:
        return [(name, {self._tables.languages[0]: str(said)}) for name, said in _FIXED[kind]()]

    def _choice(self, asking: _Asking, answers: Sequence[tuple[str, Words]]) -> None:
        if asking.row.get("type") == "O":
            self._note(asking, _("The comment beside the answer is left out."))
        if asking.row.get("other") == "Y":
            self._note(asking, _("“Other” is left out: nobody can add an answer of their own."))
        kind = Kind.SCALE if asking.row.get("type") == "5" else None
        self._ask(asking, asking.code, asking.label, kind, answers)

    def _array(self, asking: _Asking, title: Words) -> None:
        """Each line of an array becomes a question; what stands above it, the introduction."""
        kind = asking.row.get("type", "")
        answers = _listed(asking.answers) if kind in {"F", "H"} else self._fixed(kind)
        self._drafter.begin_page(title, asking.label)
        of_kind = Kind.ONE if kind == "C" else Kind.SCALE
        for part, said in asking.parts:
            name = f"{asking.code}_{part.get('title', '')}"
            label = said.get("question", {})
            self._ask(asking, name, label, of_kind, answers, hint={})
            self._drafter.also_called(f"{self._sgq(asking)}{part.get('title', '')}", name)
        self._drafter.begin_page(title, {})

    def _several(self, asking: _Asking) -> None:
        answers = [(row.get("title", ""), said.get("question", {})) for row, said in asking.parts]
        if asking.row.get("type") == "P":
            self._note(asking, _("The comments beside the answers are left out."))
        if asking.row.get("other") == "Y":
            self._note(asking, _("“Other” is left out: nobody can add an answer of their own."))
        self._ask(asking, asking.code, asking.label, Kind.SEVERAL, answers)
        _options, codes = options_of([name for name, _said in answers], [{} for _ in answers])
        for name, code in codes.items():
            for called in (f"{asking.code}_{name}", f"{self._sgq(asking)}{name}"):
                self._drafter.also_called(called, asking.code, {"Y": code})

    def _texts(self, asking: _Asking) -> None:
        for part, said in asking.parts:
            both = {
                code: f"{text}: {said.get('question', {}).get(code, '')}"
                for code, text in asking.label.items()
            }
            self._ask(asking, f"{asking.code}_{part.get('title', '')}", both, Kind.TEXT)

    def _ask(
        self,
        asking: _Asking,
        name: str,
        label: Words,
        kind: Kind | None,
        answers: Sequence[tuple[str, Words]] = (),
        *,
        hint: Words | None = None,
    ) -> None:
        answers = [(code, said) for code, said in answers if said]
        names = [code for code, _said in answers]
        options, codes = options_of(names, [said for _code, said in answers])
        question = Question(
            id="",
            kind=kind or kind_of(names),
            label=label,
            options=options,
            hint=asking.said.get("help", {}) if hint is None else hint,
            is_required=asking.row.get("mandatory") == "Y",
            most_letters=_LETTERS[asking.row.get("type", "")]
            if kind == Kind.TEXT
            else MOST_LETTERS,
        )
        self._drafter.ask(name, Asked(question, asking.number, codes, asking.relevance))
        self._drafter.also_called(self._sgq(asking), name)

    def _sgq(self, asking: _Asking) -> str:
        """How expressions call a question by its numbers: survey, group, question."""
        return "X".join(asking.row.get(name, "") for name in ("sid", "gid", "qid"))


def _listed(answers: Sequence[tuple[Row, Mapping[str, Words]]]) -> list[tuple[str, Words]]:
    return [
        (row.get("code", ""), said.get("answer", {}))
        for row, said in answers
        if row.get("scale_id", "0") in {"", "0"}
    ]


def _yes_no() -> Iterator[tuple[str, str]]:
    yield from (("Y", _("Yes")), ("N", _("No")))


def _yes_uncertain_no() -> Iterator[tuple[str, str]]:
    yield from (("Y", _("Yes")), ("U", _("Uncertain")), ("N", _("No")))


def _more_or_less() -> Iterator[tuple[str, str]]:
    yield from (("D", _("Less")), ("S", _("The same")), ("I", _("More")))


def _women_men() -> Iterator[tuple[str, str]]:
    yield from (("F", _("Woman")), ("M", _("Man")))


def _one_to(n: int) -> Iterator[tuple[str, str]]:
    yield from ((str(number), str(number)) for number in range(1, n + 1))


_FIXED = {
    "Y": _yes_no,
    "G": _women_men,
    "5": lambda: _one_to(5),
    "A": lambda: _one_to(5),
    "B": lambda: _one_to(10),
    "C": _yes_uncertain_no,
    "E": _more_or_less,
}
_ARRAYS = frozenset("ABCEFH")
_LETTERS = {"S": 250, "Q": 250, "T": MOST_LETTERS, "U": MOST_LETTERS}  # of an answer in words
_CANNOT = {
    "X": gettext_lazy("A text between questions cannot be shown."),
    "N": gettext_lazy("A number cannot be asked for."),
    "K": gettext_lazy("Several numbers cannot be asked for."),
    "D": gettext_lazy("A date cannot be asked for."),
    "R": gettext_lazy("Answers cannot be put into an order."),
    "1": gettext_lazy("An array with two scales cannot be asked."),
    ":": gettext_lazy("An array of numbers cannot be asked."),
    ";": gettext_lazy("An array of texts cannot be asked."),
    "|": gettext_lazy("A file cannot be asked for."),
    "*": gettext_lazy("Nothing is calculated while people answer."),
    "I": gettext_lazy("The language is chosen on every page here."),
}


def _plain(text: str) -> str:
    """The text without its tags; a script or style has no text at all."""
    bare = re.sub(r"(?is)<(script|style)\b.*?</\1\s*>", " ", text)
    lines = html.unescape(_TAG.sub(" ", _BREAK.sub("\n", bare))).splitlines()
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
