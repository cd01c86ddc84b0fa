"""Which page comes next: pure, from what was sent and what of it can be taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from groundswell.ground.web.screening import Looks, looks_of

from ..definition import Definition
from ..definition.answers import Answers, Reading, read_values
from ..definition.asking import AskedPage, pages_for
from ..definition.questions import Kind
from .sent import BACK, CHECK, NEXT, SEND, START, Sent

SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Turn:
    """What to show next: a page by its place, or the summary; or that all is ready to be sent."""

    to: int | str
    pages: tuple[AskedPage, ...]
    reading: Reading
    faults: Mapping[str, str] = field(default_factory=dict)  # shown beside their questions
    warnings: Mapping[str, tuple[Looks, ...]] = field(default_factory=dict)
    is_ready: bool = False

    @property
    def number(self) -> int:
        """The place among the pages that this person is asked, from 1."""
        found = [n for n, one in enumerate(self.pages, 1) if one.index == self.to]
        return found[0] if found else len(self.pages) + 1

    @property
    def n_pages(self) -> int:
        """The pages this person is asked, and the summary."""
        return len(self.pages) + 1


def nothing_read() -> Reading:
    """Of a page that nobody has filled in yet."""
    return Reading(Answers({}))


def turn(definition: Definition, sent: Sent) -> Turn:
    """Where the button leads. Forwards only past a page whose answers can be taken."""
    reading = read_values(
        definition,
        sent.raw,
        group=sent.group,
        language=sent.language,
        only=None if sent.go == SEND else _asked_at(definition, sent),
    )
    pages = pages_for(definition, reading.answers.values)
    here = _here(pages, sent)
    faults = {fault.question: fault.sentence for fault in reading.faults}
    if sent.go in {NEXT, CHECK, SEND} and here is not None:
        of_here = {q.id: faults[q.id] for q in here.page.questions if q.id in faults}
        if of_here:
            return Turn(here.index, pages, reading, of_here)
    if sent.go == SEND:
        return _to_send(definition, sent, pages, reading)
    return Turn(_next(pages, sent, here), pages, reading)


def _asked_at(definition: Definition, sent: Sent) -> frozenset[str]:
    """The questions of the page that it comes from: those of later pages need no answer yet."""
    if 0 <= sent.page < len(definition.pages):
        return frozenset(q.id for q in definition.pages[sent.page].questions)
    return frozenset()


def _here(pages: tuple[AskedPage, ...], sent: Sent) -> AskedPage | None:
    return next((one for one in pages if one.index == sent.page), None)


def _next(pages: tuple[AskedPage, ...], sent: Sent, here: AskedPage | None) -> int | str:
    asked = [one.index for one in pages]
    if sent.go == START:
        return asked[0] if asked else SUMMARY
    if sent.go.startswith("page:"):
        return sent.target if sent.target in asked else (asked[0] if asked else SUMMARY)
    if sent.go == NEXT:
        return next((index for index in asked if index > sent.page), SUMMARY)
    if sent.go == BACK:
        before = [i for i in asked if i < sent.page] if sent.at != SUMMARY else asked
        return before[-1] if before else (asked[0] if asked else SUMMARY)
    if sent.go == CHECK or sent.at == SUMMARY:
        return SUMMARY
    return here.index if here else (asked[0] if asked else SUMMARY)


def _to_send(
    definition: Definition, sent: Sent, pages: tuple[AskedPage, ...], reading: Reading
) -> Turn:
    """All of it: the first page that lacks something, a warning shown once, or ready."""
    faults = {fault.question: fault.sentence for fault in reading.faults}
    for one in pages:
        of_page = {q.id: faults[q.id] for q in one.page.questions if q.id in faults}
        if of_page:
            return Turn(one.index, pages, reading, of_page)
    warnings = {} if sent.seen else _warnings(definition, reading)
    return Turn(SUMMARY, pages, reading, warnings=warnings, is_ready=not warnings)


def _warnings(definition: Definition, reading: Reading) -> dict[str, tuple[Looks, ...]]:
    questions = definition.questions
    texts = (
        (name, value)
        for name, value in reading.answers.values.items()
        if questions[name].kind == Kind.TEXT and isinstance(value, str)
    )
    return {name: looks for name, value in texts if (looks := looks_of(value))}
