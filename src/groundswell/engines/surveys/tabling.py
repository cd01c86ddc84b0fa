"""From what people answered, one by one, to columns; and from a survey's scales to the science."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from groundswell.science import scales

from .columns import CANT_SAY, NOT_ANSWERED, Codes, Columns, columns_of, of_option
from .definition import Definition, Kind, Question, ScaleOf

Value = int | tuple[int, ...] | str


@dataclass(frozen=True, slots=True)
class Heard:
    """What one person answered, as it came out of the box.

    `receipt` is the hash of their four words; `invitation_id` is known in surveys that are not
    anonymous and only there.
    """

    values: Mapping[str, Value]
    group: str = ""
    receipt: str = ""
    invitation_id: UUID | None = None


def tabled(definition: Definition, heard: Sequence[Heard]) -> Columns:
    """Everybody's answers as columns; texts stay out of it."""
    columns: dict[str, Codes] = {}
    for question in definition.questions.values():
        columns |= _columns(question, [one.values.get(question.id) for one in heard])
    known = [str(one.invitation_id) for one in heard if one.invitation_id]
    return Columns.of(
        columns, [one.group for one in heard], known if len(known) == len(heard) > 0 else None
    )


def _columns(question: Question, values: list[Value | None]) -> dict[str, Codes]:
    if question.kind is Kind.SEVERAL:
        return {
            of_option(question.id, code): _array(_chosen(value, code) for value in values)
            for code in question.codes
        }
    return {name: _array(_code(value) for value in values) for name in columns_of(question)}


def _array(codes: Iterable[int]) -> Codes:
    return np.fromiter(codes, dtype=np.int8)


def _code(value: Value | None) -> int:
    return value if isinstance(value, int) else NOT_ANSWERED


def _chosen(value: Value | None, code: int) -> int:
    """1 where an option was chosen, 0 where others were or none applied."""
    if not isinstance(value, tuple):
        return NOT_ANSWERED if value is None else CANT_SAY
    return CANT_SAY if CANT_SAY in value else int(code in value)


def texts_of(definition: Definition, one: Heard) -> dict[str, str]:
    """What somebody wrote, by question."""
    return {
        question.id: str(one.values[question.id])
        for question in definition.questions.values()
        if question.kind is Kind.TEXT and one.values.get(question.id)
    }


def scale_of(definition: Definition, scale: ScaleOf) -> scales.Scale:
    """A survey's score as the science has it: its items' range is that of their options."""
    codes = [code for name in scale.questions for code in definition.questions[name].codes]
    return scales.Scale(
        scale.code, scale.questions, min(codes), max(codes), scale.reversed, scale.least
    )
