"""What a page of a survey sends: who may answer, where they are, and all that was answered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup, escape

from ..definition import Definition
from ..definition.answers import FIELD, field_of

# Names of fields that are no answers.
SLIP, TOKEN, LANGUAGE, AT, GO, GROUP, SEEN, DOOR = (
    "slip", "token", "language", "at", "go", "group", "seen", "door",
)  # fmt: skip
_LONGEST = 600  # characters of a field that is no answer; a slip has 384
START, NEXT, BACK, CHECK, SEND = "start", "next", "back", "check", "send"


@dataclass(frozen=True, slots=True)
class Sent:
    """One press of a button. `raw` holds every answer as typed, also those of other pages."""

    slip: str = ""
    token: str = ""  # where the answer may be linked, for a stated reason, to who gives it
    language: str = ""
    at: str = ""  # the page it comes from: its number from 0, or "summary"
    go: str = ""  # what the button asks for
    group: str = ""
    seen: bool = False  # the warning about names was shown before
    door: str = ""  # the shared tablet that it comes from
    raw: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def page(self) -> int:
        """The page it comes from; -1 for any that has no number.

        >>> Sent(at="2").page, Sent(at="summary").page
        (2, -1)
        """
        return _index(self.at)

    @property
    def target(self) -> int:
        """The page that the button leads to by its number; -1 where it names none."""
        return _index(self.go.removeprefix("page:")) if self.go.startswith("page:") else -1


def _index(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1


def read_sent(definition: Definition, posted: Mapping[str, Any], *, at: str = "") -> Sent:
    """Whatever was posted, without judging it; fields that no page of ours has are left out.

    `at` is the page it comes from, where that is known from elsewhere.
    """
    lists: Mapping[str, list[str]] = dict(posted.lists())  # type: ignore[attr-defined]

    def one(name: str) -> str:
        return (lists.get(name) or [""])[-1][:_LONGEST]

    language = one(LANGUAGE)
    go = one(GO)
    return Sent(
        slip=one(SLIP),
        token=one(TOKEN),
        language=go.removeprefix("language:") if go.startswith("language:") else language,
        at=at or one(AT),
        go=go,
        group=one(GROUP),
        seen=one(SEEN) == "yes",
        door=one(DOOR),
        raw={name: lists[f] for name in definition.questions if (f := field_of(name)) in lists},
    )


def hidden(fields: Mapping[str, str]) -> Markup:
    """Hidden fields, those without a value left out."""
    return _joined(_field(name, value) for name, value in fields.items() if value)


def carried(raw: Mapping[str, list[str]], shown: frozenset[str]) -> Markup:
    """The answers that the page does not show, as hidden fields: nothing is kept elsewhere."""
    return _joined(_field(FIELD + name, value) for name, value in _values(raw) if name not in shown)


def _values(raw: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, several in raw.items() for value in several if value)


def _field(name: str, value: str) -> str:
    """With its value escaped; where it is a number, as most answers are, there is nothing to do."""
    safe = value if value.isalnum() else escape(value)
    return f'<input type="hidden" name="{name}" value="{safe}">'


def _joined(fields: Iterator[str]) -> Markup:
    return Markup("".join(fields))  # noqa: S704  (each has escaped what it holds)
