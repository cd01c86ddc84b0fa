"""Pages of one survey, each drawn once in a language and kept; see `filling`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import engines
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from groundswell.ground.web.shell import bare_shell

from ..definition import Kind, Question, Words, said_in
from ..definition.answers import field_of
from ..definition.questions import NA
from . import wording
from .fielded import Fielded, frame_language
from .filling import Drawn, slot
from .speaking import note_on

_FOLDER = "surveys/answering/"


def drawn(template: str, page: Any) -> Drawn:
    """A template of the respondents’ pages, drawn with its slots."""
    found = engines["jinja2"].get_template(_FOLDER + template)
    return Drawn.of(found.render({"page": page, "shell": bare_shell(), "slot": slot}))


@dataclass(frozen=True, slots=True)
class Around:
    """What every page of a survey has around it."""

    title: str
    organisation: str
    language: str
    html_language: str
    survey: str = ""
    languages: Sequence[tuple[str, str]] = ()
    action: str = ""
    fingerprint: str = ""
    door: str = ""


@dataclass(frozen=True, slots=True)
class PromisePage(Around):
    said: Any = None
    note: str = ""  # on words of ours that nobody has reviewed


@dataclass(frozen=True, slots=True)
class QuestionsPage(Around):
    heading: str = ""
    intro: str = ""
    short: str = ""
    go: str = ""


@dataclass(frozen=True, slots=True)
class ThanksPage(Around):
    said: Any = None
    mine: str = ""


@dataclass(frozen=True, slots=True)
class SaidPage(Around):
    said: Any = None
    carried: str = ""
    help_text: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    code: int
    label: str
    is_none: bool = False


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """One question as its template needs it."""

    field: str
    kind: str
    label: str
    hint: str
    is_required: bool
    most_letters: str
    described: str  # ids of what explains the field
    options: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class RowPart:
    """One line of the summary."""

    label: str
    language: str
    index: int


@dataclass(frozen=True, slots=True)
class GroupsPart:
    choices: tuple[tuple[str, str], ...]


class Drawings:
    """Every page of one survey as far as it has been asked for."""

    def __init__(self, fielded: Fielded) -> None:
        self.fielded = fielded
        self._kept: dict[tuple[str, ...], Drawn] = {}

    def promise(self, language: str, door: str = "") -> Drawn:
        def draw() -> Drawn:
            said = wording.promise(self.fielded, door=door)
            return drawn(
                "promise.html",
                PromisePage(
                    **self._around(language, said.heading, door=door),
                    said=said,
                    note=note_on(frame_language(language)),
                ),
            )

        return self._once(("promise", language, door), draw)

    def groups(self, language: str, codes: tuple[str, ...]) -> Drawn:
        """The choice of what answers are counted with, among some groups."""

        def draw() -> Drawn:
            choices = tuple((code, self.fielded.label_of(code)) for code in codes)
            return drawn("_groups.html", GroupsPart(choices))

        return self._once(("groups", language, *codes), draw)

    def page(self, language: str, index: int) -> Drawn:
        """The frame of one page of questions."""

        def draw() -> Drawn:
            page = self.fielded.definition.pages[index]
            title = said_in(page.title, language) or self.fielded.title
            heading = spoken(page.title, language) or title
            return self._questions(language, title, heading, spoken(page.intro, language), "next")

        return self._once(("page", language, str(index)), draw)

    def summary(self, language: str) -> Drawn:
        def draw() -> Drawn:
            intro = _("Nothing has been sent yet. You can change any answer before you send.")
            title = _("Look over your answers")
            return self._questions(language, title, title, intro, "send")

        return self._once(("summary", language), draw)

    def question(self, language: str, question: Question) -> Drawn:
        return self._once(
            ("question", language, question.id),
            lambda: drawn("_question.html", _question_part(question, language)),
        )

    def row(self, language: str, question: Question, index: int) -> Drawn:
        return self._once(
            ("row", language, question.id),
            lambda: drawn("_row.html", RowPart(spoken(question.label, language), language, index)),
        )

    def thanks(self, language: str, door: str = "") -> Drawn:
        def draw() -> Drawn:
            said = wording.thanks(self.fielded)
            mine = settings.PUBLIC_URL.partition("://")[2] + reverse("answering:mine")
            around = self._around(language, said.title, door=door)
            return drawn("thanks.html", ThanksPage(**around, said=said, mine=mine))

        return self._once(("thanks", language, door), draw)

    def _questions(self, language: str, title: str, heading: str, intro: str, go: str) -> Drawn:
        page = QuestionsPage(
            **self._around(language, title),
            heading=heading,
            intro=intro,
            short=wording.short(self.fielded),
            go=go,
        )
        return drawn("questions.html", page)

    def _around(self, language: str, title: str, *, door: str = "") -> dict[str, Any]:
        return {
            "title": title,
            "organisation": self.fielded.organisation,
            "language": language,
            "html_language": html_language(language),
            "survey": str(self.fielded.id),
            "languages": self.fielded.languages,
            "action": address_of(self.fielded),
            "fingerprint": self.fielded.fingerprint,
            "door": door,
        }

    def _once(self, key: tuple[str, ...], draw: Callable[[], Drawn]) -> Drawn:
        found = self._kept.get(key)
        if found is None:
            with translation.override(frame_language(key[1])):
                found = self._kept[key] = draw()
        return found


def address_of(fielded: Fielded) -> str:
    """Where answers are sent: it names the survey, and nobody."""
    return reverse("answering:answer", args=[fielded.id])


def html_language(language: str) -> str:
    """As a page names its language: a screen reader chooses its voice by it.

    >>> html_language("cy"), html_language("pl")
    ('cy', 'en-GB')
    """
    frame = frame_language(language)
    return "en-GB" if frame == "en-gb" else frame


def spoken(said: Words, language: str) -> Markup:
    """A sentence of the survey, marked with its language where the page around it has another: it
    may be said in the survey's first, where nobody has translated it.

    >>> spoken({"en-gb": "Agree", "cy": "Cytuno"}, "cy"), spoken({"en-gb": "Agree"}, "cy")
    (Markup('Cytuno'), Markup('<span lang="en-GB">Agree</span>'))
    """
    text, own = said_in(said, language), language if said.get(language) else next(iter(said), "")
    if not text or own == frame_language(language):
        return escape(text)
    return Markup('<span lang="{}">{}</span>').format("en-GB" if own == "en-gb" else own, text)


def _question_part(question: Question, language: str) -> QuestionPart:
    field = field_of(question.id)
    hint = spoken(question.hint, language)
    options = [Choice(o.code, spoken(o.label, language)) for o in question.options]
    if question.allows_na:
        options.append(Choice(NA, _("I can’t say"), is_none=True))
    return QuestionPart(
        field=field,
        kind=str(question.kind) if question.kind in {Kind.TEXT, Kind.SEVERAL} else "one",
        label=spoken(question.label, language),
        hint=hint,
        is_required=question.is_required,
        most_letters=f"{question.most_letters:,}",
        described=" ".join([f"{field}-hint"] * bool(hint) + [f"{field}-names"]),
        options=tuple(options),
    )
