"""What became of what somebody said, told by their four words and by nothing about them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ...definition import from_json, said_in
from ...kinds import State, TextState
from ...models import Receipt, Survey, WrittenText
from .outcomes import OutcomeShown, StepShown, outcomes_of, steps_of


@dataclass(frozen=True, slots=True)
class MyText:
    question: str
    state: str
    shape: str
    reason: str


@dataclass(frozen=True, slots=True)
class Mine:
    """`state` says where the survey stands; `texts` where each comment stands, never its words."""

    survey: str
    state: str
    texts: Sequence[MyText]
    steps: Sequence[StepShown]
    outcomes: Sequence[OutcomeShown]


def mine(receipt_hash: str, today: object) -> Mine | None:
    """None where no receipt has these words, or its box is still shut: both look the same."""
    receipt = Receipt.objects.select_related("survey").filter(hash=receipt_hash).first()
    if receipt is None:
        return None
    survey = receipt.survey
    return Mine(
        survey=survey.title,
        state=_state(survey),
        texts=_texts(survey, receipt),
        steps=steps_of(survey, today),  # type: ignore[arg-type]
        outcomes=outcomes_of(survey, is_keeper=False),
    )


def _state(survey: Survey) -> str:
    return {
        State.FIELD: _("The survey is still open. Your answers were mixed with others and kept."),
        State.CLOSED: _("The survey is closed. Your answers were mixed with others and count."),
        State.REPORTED: _("The results are out, and your answers count in them."),
    }.get(State(survey.state), _("Your answers were kept."))


def _texts(survey: Survey, receipt: Receipt) -> list[MyText]:
    definition = from_json(survey.definition)
    labels = {
        q.id: said_in(q.label, definition.languages[0]) for q in definition.questions.values()
    }
    rows = WrittenText.objects.filter(survey=survey, pk__in=receipt.texts).order_by("question")
    return [_text(row, labels) for row in rows]


def _text(text: WrittenText, labels: dict[str, str]) -> MyText:
    words, shape = {
        TextState.WAITING: (_("Nobody has read it yet"), "waiting"),
        TextState.KEPT: (_("It is shown as you wrote it"), "done"),
        TextState.REDACTED: (_("It is shown without some words"), "done"),
        TextState.WITHHELD: (_("It was read, and is not shown"), "dropped"),
    }[TextState(text.state)]
    return MyText(labels.get(text.question, ""), words, shape, text.reason)
