"""You said, we did; and what was promised to happen, day by day."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.web import words

from ...kinds import Deed
from ...models import Outcome, Survey
from ...results.promises import Promised, promised

_SHAPES = {Deed.DID: "done", Deed.WILL: "todo", Deed.WONT: "dropped"}


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    said: str
    shape: str
    state: str
    answer: str
    change_url: str  # empty for those who may not


@dataclass(frozen=True, slots=True)
class StepShown:
    on: str
    text: str
    is_past: bool


def outcomes_of(survey: Survey, *, is_keeper: bool) -> tuple[OutcomeShown, ...]:
    return tuple(_shown(one, is_keeper=is_keeper) for one in survey.outcomes.all())


def _shown(outcome: Outcome, *, is_keeper: bool) -> OutcomeShown:
    deed = Deed(outcome.deed)
    args = [outcome.survey_id, outcome.pk]
    return OutcomeShown(
        said=outcome.said,
        shape=_SHAPES[deed],
        state=_state(deed, outcome.on),
        answer=outcome.why or outcome.did,
        change_url=reverse("surveys:change_outcome", args=args) if is_keeper else "",
    )


def _state(deed: Deed, on: dt.date | None) -> str:
    if on is None:
        return str(deed.label)
    sentence = _("Done on %(day)s") if deed == Deed.DID else _("By %(day)s")
    return sentence % {"day": words.day(on)}


def steps_of(survey: Survey, today: dt.date) -> Sequence[StepShown]:
    """What was promised before anybody answered, with the day of the results among it."""
    steps = promised(survey)
    if survey.results_on:
        steps.append(Promised(survey.results_on, _("Everyone asked reads the results")))
    steps.sort(key=lambda step: step.on or dt.date.max)
    return [
        StepShown(step.day, step.text, step.on is not None and step.on <= today) for step in steps
    ]
