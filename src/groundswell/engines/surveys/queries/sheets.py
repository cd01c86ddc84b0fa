"""Typing a paper form: the questions in their order on one page, and where two typings differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from groundswell.ground.kernel.errors import Unusable

from .. import sheets
from ..answering import composing
from ..answering.drawing import Drawings
from ..definition import Question, said_in
from ..definition.answers import read_values
from ..models import Doorway, Sheet, Survey
from .answering import fielded
from .fielding import Crumb, crumb_of

Raw = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A form to be typed; `code` is there at the second typing."""

    title: str
    crumb: Crumb
    lead: str
    action: str
    questions: Markup
    groups: tuple[tuple[str, str], ...]
    group: str
    doorways: tuple[tuple[str, str], ...]
    doorway: str
    fault: str
    differences: tuple[Difference, ...]
    code: str
    back_url: str


@dataclass(frozen=True, slots=True)
class TypedPage:
    """The first typing is in: the code to write on the form."""

    title: str
    crumb: Crumb
    code: str
    next_url: str
    back_url: str


def paper_doorways(survey: Survey) -> dict[str, Doorway]:
    """The entrances that forms on paper come by, by their keys as a form sends them."""
    rows = survey.doorways.filter(kind=Doorway.Kind.PAPER, shut_on=None).select_related("survey")
    return {str(one.pk): one for one in rows}


def raw_of(survey: Survey, lists: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The answers in a form that was sent, by question."""
    from ..answering.sent import read_sent

    return dict(read_sent(fielded(survey.pk).definition, _Lists(lists)).raw)


class _Lists(dict[str, list[str]]):
    def lists(self):  # type: ignore[no-untyped-def]
        return self.items()


def sheet_page(
    survey: Survey,
    raw: Raw,
    *,
    group: str = "",
    doorway: str = "",
    fault: Unusable | None = None,
    sheet: Sheet | None = None,
    code: str = "",
    differing: tuple[str, ...] = (),
) -> SheetPage:
    drawings = Drawings(fielded(survey.pk))
    known = drawings.fielded
    title = _("Type a paper form a second time") if sheet else _("Type a paper form")
    names = ("surveys:settle_sheet", [survey.pk, sheet.pk]) if sheet else (
        "surveys:type_sheet", [survey.pk]
    )  # fmt: skip
    return SheetPage(
        title=title,
        crumb=crumb_of(survey, title),
        lead=_("Type what stands on the form, and nothing else. What is left out stays out."),
        action=reverse(names[0], args=names[1]),
        questions=_questions(drawings, raw, fault),
        groups=tuple((known.groups or {}).items()),
        group=group,
        doorways=tuple((pk, one.label) for pk, one in paper_doorways(survey).items()),
        doorway=doorway,
        fault=str(fault) if fault else "",
        differences=_differences(drawings, raw, group, differing, sheet, code) if sheet else (),
        code=code,
        back_url=reverse("surveys:fielding", args=[survey.pk]),
    )


def _questions(drawings: Drawings, raw: Raw, fault: Unusable | None) -> Markup:
    language = drawings.fielded.definition.languages[0]
    parts = (
        composing.question_part(
            drawings,
            question,
            raw.get(name, []),
            str(fault) if fault and fault.field == name else "",
            language,
        )
        for name, question in drawings.fielded.definition.questions.items()
    )
    return Markup("").join(Markup(part) for part in parts)  # noqa: S704  (drawn and escaped)


def _differences(
    drawings: Drawings, raw: Raw, group: str, names: tuple[str, ...], sheet: Sheet, code: str
) -> tuple[Difference, ...]:
    first = sheets.opened(bytes(sheet.closed), code)
    if first is None:
        return ()
    definition = drawings.fielded.definition
    before = read_values(definition, first.raw, only=()).answers.values
    now = read_values(definition, raw, only=()).answers.values
    language = definition.languages[0]
    told = []
    for name in names:
        question: Question | None = definition.questions.get(name)
        if question is None:
            label_of = drawings.fielded.label_of
            told.append(Difference(_("Group"), label_of(first.group), label_of(group)))
            continue
        said = [composing.said_of(question, values.get(name), language) for values in (before, now)]
        told.append(Difference(said_in(question.label, language), *said))
    return tuple(told)


def typed_page(survey: Survey, code: str) -> TypedPage:
    title = _("Write this code on the form")
    return TypedPage(
        title=title,
        crumb=crumb_of(survey, title),
        code=code,
        next_url=reverse("surveys:type_sheet", args=[survey.pk]),
        back_url=reverse("surveys:fielding", args=[survey.pk]),
    )


def sheet_by(survey: Survey, code: str) -> Sheet | None:
    """The form that a code was written on; None where no form waits under it."""
    rows = Sheet.objects.select_related("survey__keeper")
    return rows.filter(survey=survey, code_hash=sheets.hash_of(sheets.plain_code(code))).first()


def sheet_for(survey: Survey, pk: UUID) -> Sheet:
    """A form of that survey, which has come through `survey_for`. Raises Http404."""
    return get_object_or_404(Sheet.objects.select_related("survey__keeper"), survey=survey, pk=pk)
