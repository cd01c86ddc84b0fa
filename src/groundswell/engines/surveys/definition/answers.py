"""What somebody answered: read from what was posted, packed to bytes, and unpacked again."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from groundswell.ground.kernel.texts import has_unseen, plain

from .asking import Value, asked_questions
from .questions import NA, Definition, Kind, Question

FIELD = "a-"
"""What the name of a question's field begins with; other fields are the form's own."""

MOST_GROUP = 80
"""Most characters of the group that answers are counted with."""

_LONGEST = "\U0001f331"  # a character that takes the most bytes
_CODE = re.compile(r"-?[0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class Answers:
    """One person's answers, by question, with the group they are counted with.

    A value is a code, several codes in order, or a text; NA where somebody could not say. A
    question without an answer is not there.
    """

    values: Mapping[str, Value]
    group: str = ""  # "" where somebody would rather not say
    language: str = ""


@dataclass(frozen=True, slots=True)
class AnswerFault:
    """One answer that cannot be taken: of which question, and the sentence for beside it."""

    question: str  # "" where it belongs to none
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The answers that can be taken, and a fault for each that cannot."""

    answers: Answers
    faults: tuple[AnswerFault, ...] = ()

    @property
    def is_clean(self) -> bool:
        return not self.faults


def field_of(question_id: str) -> str:
    """The name of a question's field in a form.

    >>> field_of("clear_roles")
    'a-clear_roles'
    """
    return FIELD + question_id


def read_answers(
    definition: Definition,
    posted: Mapping[str, Any],
    *,
    group: str = "",
    language: str = "",
    only: Collection[str] | None = None,
) -> Reading:
    """The answers in a form that was sent in. Never raises, whatever was posted.

    Parameters
    ----------
    posted
        What a form sends: `request.POST` as it is, or a list of texts by name of field. Fields
        whose name does not begin with `FIELD` are passed over.
    group, language
        What the answers are counted with, and what the page spoke; both travel with them.
    only
        The questions of the page that is looked at: others may still be without an answer.
    """
    lists = dict(posted.lists()) if hasattr(posted, "lists") else posted
    raw = {name[len(FIELD) :]: value for name, value in lists.items() if _is_field(name)}
    return read_values(definition, raw, group=group, language=language, only=only)


def _is_field(name: object) -> bool:
    return isinstance(name, str) and name.startswith(FIELD)


def read_values(
    definition: Definition,
    raw: Mapping[str, Any],
    *,
    group: str = "",
    language: str = "",
    only: Collection[str] | None = None,
) -> Reading:
    """As `read_answers`, from values by the id of their question: of a file, or of a form."""
    values: dict[str, Value] = {}
    sentences: dict[str, str] = {}
    for name, question in definition.questions.items():
        value, sentence = _read(question, raw.get(name))
        if value is not None:
            values[name] = value
        if sentence:
            sentences[name] = sentence
    asked = asked_questions(definition, values)
    counting = {name: values[name] for name in asked if name in values}
    for name, question in asked.items():
        if question.is_required and name not in counting and (only is None or name in only):
            sentences.setdefault(name, _missing(question))
    faults = [AnswerFault(name, sentences[name]) for name in asked if name in sentences]
    return Reading(
        Answers(counting, group if _is_group(group) else "", _language(language, definition)),
        (*faults, *_of_no_question(definition, raw, group)),
    )


def _of_no_question(
    definition: Definition, raw: Mapping[str, Any], group: str
) -> Iterator[AnswerFault]:
    questions = definition.questions
    if any(name not in questions for name in raw):
        yield AnswerFault("", _("Something was sent that this survey does not ask."))
    if not _is_group(group):
        yield AnswerFault("", _("Choose one of the groups given."))


def _is_group(group: str) -> bool:
    return len(group) <= MOST_GROUP and not has_unseen(group)


def _language(language: str, definition: Definition) -> str:
    return language if language in definition.languages else definition.languages[0]


def _missing(question: Question) -> str:
    if question.allows_na:
        return _("Choose an answer, or “I can’t say”.")
    if question.kind == Kind.TEXT:
        return _("Write an answer.")
    return _("Choose an answer.")


_Found = tuple[Value | None, str]  # the value, where there is one, and what is wrong


def _read(question: Question, raw: Any) -> _Found:
    if raw is None:
        return None, ""
    if isinstance(raw, list) and len(raw) == 1 and isinstance(raw[0], str):
        code = question.coded.get(raw[0])  # what nearly everybody sends
        if code is not None:
            return code, ""
    given = [
        one for one in (raw if isinstance(raw, list | tuple) else [raw]) if one not in _NOTHING
    ]
    if not given:
        return None, ""
    if question.kind == Kind.SEVERAL:
        return _several(question, given)
    if len(given) > 1:
        return None, _("Give one answer.")
    return _text(question, given[0]) if question.kind == Kind.TEXT else _one(question, given[0])


_NOTHING = (None, "")


def _one(question: Question, given: Any) -> _Found:
    code = _code(question, given)
    return (None, _("Choose one of the answers given.")) if code is None else (code, "")


def _several(question: Question, given: list[Any]) -> _Found:
    codes = {_code(question, one) for one in given}
    chosen = sorted(code for code in codes if code is not None)
    if len(chosen) < len(codes):
        return None, _("Choose from the answers given.")
    if NA in chosen and len(chosen) > 1:
        return None, _("Choose either “I can’t say” or other answers.")
    return tuple(chosen), ""


def _code(question: Question, given: Any) -> int | None:
    """The code of an option, or NA where that may be said; None for anything else."""
    if isinstance(given, str) and _CODE.fullmatch(given):
        given = int(given)
    if not isinstance(given, int) or isinstance(given, bool):
        return None
    is_known = given in question.codes or (given == NA and question.allows_na)
    return given if is_known else None


def _text(question: Question, given: Any) -> _Found:
    if not isinstance(given, str):
        return None, _("Write your answer as text.")
    text = plain(given)
    if has_unseen(text):
        return None, _("Take out the characters that cannot be shown.")
    if len(text) > question.most_letters:
        return None, _("Use at most %(most)s characters. You used %(used)s.") % {
            "most": f"{question.most_letters:,}",
            "used": f"{len(text):,}",
        }
    return text or None, ""


def payload_of(answers: Answers) -> bytes:
    """The answers as bytes, to be sealed. They carry no time and nobody’s name."""
    return json.dumps(
        {"g": answers.group, "l": answers.language, "a": dict(answers.values)},
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def answers_of(payload: bytes) -> Answers:
    """The answers that the bytes stand for. Raises ValueError where they stand for none."""
    document = json.loads(payload.decode())
    if not isinstance(document, dict) or set(document) != {"g", "l", "a"}:
        raise ValueError("These bytes are no answers.")
    if not isinstance(document["a"], dict):
        raise ValueError("These bytes hold no answers.")
    values = {name: _unpacked(value) for name, value in document["a"].items()}
    return Answers(values, str(document["g"]), str(document["l"]))


def _unpacked(value: Any) -> Value:
    if isinstance(value, list):
        return tuple(_number(one) for one in value)
    return value if isinstance(value, str) else _number(value)


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("These bytes hold something that is no answer.")
    return value


def longest_payload(definition: Definition) -> int:
    """Most bytes that anybody’s answers can take: what every payload is padded to."""
    values = {name: _longest(question) for name, question in definition.questions.items()}
    language = max(definition.languages, key=lambda code: len(code.encode()))
    return len(payload_of(Answers(values, _LONGEST * MOST_GROUP, language)))


def _longest(question: Question) -> Value:
    if question.kind == Kind.TEXT:
        return _LONGEST * question.most_letters
    if question.kind == Kind.SEVERAL:
        return tuple(question.codes) or (NA,)
    return max((*question.codes, NA), key=lambda code: len(str(code)))
