"""By what the scores are laid out: the units, or a question with options, perhaps of one unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.ground.releases.kinds import PEOPLE, Where
from groundswell.ground.releases.queries import Numbers

from ..definition import Definition, Kind, Question, said_in
from .groups import Unit

UNITS = "units"
_MOST_OPTIONS = 20


@dataclass(frozen=True, slots=True)
class Cut:
    """A way to lay the scores out; `is_asked` once its numbers have been worked out."""

    code: str
    label: str
    plural: str
    wheres: Mapping[str, Where]
    is_asked: bool
    is_chosen: bool = False
    depths: Mapping[str, int] | None = None


def cuts_of(
    definition: Definition, units: Sequence[Unit], numbers: Numbers, chosen: str
) -> tuple[Cut, ...]:
    """Every way there is; the first is chosen where the one asked for has no numbers yet."""
    found = [*_by_unit(units, numbers), *_by_question(definition, numbers)]
    wanted = next((c.code for c in found if c.code == chosen and c.is_asked), "")
    first = next((c.code for c in found if c.is_asked), "")
    return tuple(
        Cut(
            c.code,
            c.label,
            c.plural,
            c.wheres,
            c.is_asked,
            c.is_asked and c.code == (wanted or first),
            c.depths,
        )
        for c in found
    )


def cut_for(definition: Definition, code: str) -> tuple[Where, ...]:
    """The groups of a cut by a question; none for a code that is no such question."""
    question = definition.questions.get(code)
    return tuple(_wheres(question, definition).values()) if question and _cuts(question) else ()


def _by_unit(units: Sequence[Unit], numbers: Numbers) -> list[Cut]:
    if not units:
        return []
    return [
        Cut(
            code=UNITS,
            label=_("Unit"),
            plural=_("units"),
            wheres={unit.label: unit.where for unit in units},
            is_asked=numbers.has_asked(units[0].where, PEOPLE),
            depths={unit.label: unit.depth for unit in units},
        )
    ]


def _by_question(definition: Definition, numbers: Numbers) -> list[Cut]:
    found = []
    for question in definition.questions.values():
        if _cuts(question):
            wheres = _wheres(question, definition)
            label = said_in(question.label, definition.languages[0])
            first = next(iter(wheres.values()))
            is_asked = numbers.has_asked(first, PEOPLE)
            found.append(Cut(question.id, label, _("groups"), wheres, is_asked))
    return found


def _cuts(question: Question) -> bool:
    """A question that puts everybody into one of a few groups."""
    return question.kind is Kind.ONE and 1 < len(question.options) <= _MOST_OPTIONS


def _wheres(question: Question, definition: Definition) -> dict[str, Where]:
    language = definition.languages[0]
    return {said_in(o.label, language): {question.id: [o.code]} for o in question.options}
