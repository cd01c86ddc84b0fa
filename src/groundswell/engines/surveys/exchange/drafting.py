"""What comes out of a file, whatever program wrote it: a definition, and what was not taken."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Fault

from ..definition import (
    NA,
    Condition,
    Definition,
    Kind,
    Option,
    Page,
    Question,
    ScaleOf,
    Words,
    faults_of,
    is_good_id,
)
from ..definition.checking import MOST_CODE, MOST_OPTIONS
from ..definition.editing import fresh_id
from .relevance import Atom, NotSimple, atoms_of

NA_NAME = "na"  # what “I can’t say” is called among the choices of a file
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What a file gave. With a fault there is no definition, and nothing is to be changed."""

    title: str
    definition: Definition | None
    faults: tuple[Fault, ...] = ()
    left_out: tuple[Fault, ...] = ()  # what surveys here cannot say; the rest can be used


@dataclass(slots=True)
class Asked:
    """A question on its way in: as it will be asked, and the names that its file gives it."""

    question: Question
    row: int
    codes: Mapping[str, int] = field(default_factory=dict)  # by the name of the choice
    relevance: tuple[str, ...] = ()
    page: int = 0


class Drafter:
    """Collects questions in their order and makes a definition of them."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.languages = languages
        self.faults: list[Fault] = []
        self.left_out: list[Fault] = []
        self._asked: dict[str, Asked] = {}  # by the name in the file
        self._also: dict[str, Asked] = {}
        self._pages: list[Page] = []
        self._taken: set[str] = set()

    def fault(self, row: int, column: str, reason: str, remedy: str) -> None:
        self.faults.append(Fault(row, column, reason, remedy))

    def leave_out(self, row: int, column: str, reason: str, remedy: str) -> None:
        self.left_out.append(Fault(row, column, reason, remedy))

    def begin_page(self, title: Words, intro: Words) -> None:
        self._pages.append(Page(title, (), intro))

    def ask(self, name: str, asked: Asked) -> None:
        """Put a question on the page that was begun last."""
        if not self._pages:
            self.begin_page({}, {})
        if name in self._asked:
            self.fault(
                asked.row,
                "name",
                _("“%(name)s” is used twice.") % {"name": name[:60]},
                _("Give every question a name of its own."),
            )
            return
        short = name if is_good_id(name) and name not in self._taken else self.free_id(name)
        self._taken.add(short)
        asked.question, asked.page = replace(asked.question, id=short), len(self._pages) - 1
        self._asked[name] = asked

    def also_called(self, other: str, name: str, codes: Mapping[str, int] | None = None) -> None:
        """Another name by which expressions of the file speak of a question, or of one answer."""
        asked = self._asked.get(name)
        if asked is not None:
            also = replace(asked, codes=asked.codes if codes is None else codes)
            self._also.setdefault(other, also)

    def free_id(self, name: str) -> str:
        return fresh_id(name, self._taken)

    def id_of(self, name: str) -> str | None:
        found = self._asked.get(name)
        return found.question.id if found else None

    def done(self, title: str, scales: Iterable[ScaleOf] = ()) -> BroughtIn:
        """The definition, where the file has no fault and it can be asked."""
        pages = [
            replace(page, questions=tuple(self._with_conditions(number)))
            for number, page in enumerate(self._pages)
        ]
        whole = Definition(self.languages, tuple(p for p in pages if p.questions), tuple(scales))
        definition = with_pages_split(whole)
        self._check(definition)
        return BroughtIn(
            title=title,
            definition=None if self.faults else definition,
            faults=tuple(self.faults),
            left_out=tuple(self.left_out),
        )

    def _check(self, definition: Definition) -> None:
        """What the file may say and no survey can be asked with: most of it can be put right in
        the builder, and does not keep the rest out."""
        rows = {asked.question.id: asked.row for asked in self._asked.values()}
        for flaw in faults_of(definition):
            is_grave = not definition.questions or bool(flaw.scale)
            if is_grave and not self.faults:
                remedy = _("Change it in the file, then bring it in again.")
                self.fault(rows.get(flaw.question, 0), flaw.scale, flaw.sentence, remedy)
            elif not is_grave:
                remedy = _("You can put it right in the builder.")
                self.leave_out(rows.get(flaw.question, 0), "", flaw.sentence, remedy)

    def _with_conditions(self, page: int) -> Iterable[Question]:
        for asked in self._asked.values():
            if asked.page == page:
                found = [c for text in asked.relevance for c in self._conditions(asked, text)]
                yield replace(asked.question, shown_if=tuple(found))

    def _conditions(self, asked: Asked, text: str) -> list[Condition]:
        try:
            return [self._condition(atom) for atom in atoms_of(text)]
        except (NotSimple, KeyError):
            self.leave_out(
                asked.row,
                "relevant",
                _("“%(text)s” is too much for a survey here: the question is asked always.")
                % {"text": text[:80]},
                _("Say afterwards, in the builder, on which answers it depends."),
            )
            return []

    def _condition(self, atom: Atom) -> Condition:
        on = self._asked.get(atom.question) or self._also[atom.question]
        codes = (NA if self._is_na(on, value) else on.codes[value] for value in atom.values)
        return Condition(on.question.id, frozenset(codes), atom.is_not)

    def _is_na(self, on: Asked, value: str) -> bool:
        return on.question.allows_na and value == NA_NAME and value not in on.codes


def with_pages_split(definition: Definition) -> Definition:
    """A new page before each question that depends on one of its own page: here an answer decides
    about later pages only."""
    pages: list[Page] = []
    for page in definition.pages:
        here: list[Question] = []
        parts: list[list[Question]] = [here]
        for question in page.questions:
            on_this_page = {other.id for other in here}
            if any(condition.question in on_this_page for condition in question.shown_if):
                here = []
                parts.append(here)
            here.append(question)
        intros = [page.intro, *({} for _part in parts[1:])]
        pages += [
            Page(page.title, tuple(part), intro) for part, intro in zip(parts, intros, strict=True)
        ]
    return replace(definition, pages=tuple(pages))


def options_of(names: list[str], labels: list[Words]) -> tuple[tuple[Option, ...], dict[str, int]]:
    """Options and the code of each name: the number that it is, else its place from 1 on."""
    numbers = [int(n) if n.isascii() and n.isdigit() and len(n) <= 3 else -1 for n in names]
    is_numbered = len(set(numbers)) == len(numbers) and all(0 <= n <= MOST_CODE for n in numbers)
    codes = numbers if is_numbered else [*range(1, len(names) + 1)]
    options = tuple(Option(code, label) for code, label in zip(codes, labels, strict=True))
    return options[: MOST_OPTIONS + 1], dict(zip(names, codes, strict=True))


def kind_of(names: list[str]) -> Kind:
    """A list of numbers is a scale; anything else is a choice without an order."""
    is_scale = len(names) > 2 and all(name.isascii() and name.isdigit() for name in names)
    return Kind.SCALE if is_scale else Kind.ONE


def language_code(text: str) -> str:
    """The code that a file gives a language: “Cymraeg (cy)”, “cy”, “english”; "" where none.

    >>> language_code("Swahili (sw)"), language_code("english"), language_code("Klingon!")
    ('sw', 'en-gb', '')
    """
    within = re.search(r"\(([^)]*)\)\s*$", text)
    code = (within[1] if within else text).strip().lower().replace("_", "-")
    if code in {"en", "english"}:
        return "en-gb"
    names = {info["name"].lower(): known for known, info in LANG_INFO.items() if "name" in info}
    code = names.get(code, code)
    return code if _LANGUAGE.fullmatch(code) else ""
