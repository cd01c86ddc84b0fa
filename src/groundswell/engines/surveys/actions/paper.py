"""Forms on paper, typed by two people: what differs is shown and settled, then it is sent in.

The right to answer is taken from the entrance when a form is typed first, and spent when both
typings agree: in two transactions, for an answer is never written beside anything else.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.ballots import actions as ballots
from groundswell.ground.ballots.queries import public_box
from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor

from .. import policies, sheets
from ..definition.answers import Reading, payload_of, read_values
from ..definition.reading import from_json
from ..models import Doorway, Sheet, Survey
from ..sheets import Typed
from .doorways import give_slip
from .locking import details_of, locked

Raw = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of a second typing: questions in which the two differ, or none and it is in."""

    differing: tuple[str, ...]
    first: Typed

    @property
    def is_in(self) -> bool:
        return not self.differing


def type_sheet(
    *, survey: Survey, doorway: Doorway, raw: Raw, group: str = "", by: Actor, at: dt.datetime
) -> str:
    """Take a form in for the first time. Gives the code to write on it, which is kept nowhere.

    Raises
    ------
    Refused
        If the actor may not, or as many forms as there are have been typed.
    Unusable
        If an answer cannot be taken: the first fault's sentence.
    """
    policies.type_sheet(by, survey).or_refuse()
    _read(survey, raw, group)
    slip = give_slip(doorway=doorway, at=at)
    code = sheets.new_code()
    with transaction.atomic():
        survey = locked(survey)
        policies.type_sheet(by, survey).or_refuse()
        Sheet.objects.create(
            survey=survey,
            code_hash=sheets.hash_of(code),
            closed=sheets.shut(Typed(raw, group, slip), code),
            typed_by_id=by.id,
            typed_on=day_of(at),
        )
        audit.record("survey.sheet_typed", **details_of(survey, by=by, at=at))
    return code


def settle_sheet(
    *,
    sheet: Sheet,
    code: str,
    raw: Raw,
    group: str = "",
    is_settled: bool = False,
    by: Actor,
    at: dt.datetime,
) -> Settled:
    """Compare a second typing with the first; where they agree, or it was settled which is right,
    send this one in and keep neither.

    Raises
    ------
    Refused
        If the actor typed it first, or may not.
    Unusable
        If the code is another form's, or an answer cannot be taken.
    """
    policies.settle_sheet(by, sheet.survey, sheet).or_refuse()
    first = sheets.opened(bytes(sheet.closed), code)
    if first is None:
        raise Unusable(_("This code belongs to another form."), field="code")
    reading = _read(sheet.survey, raw, group)
    differing = _differing(sheet.survey, first, reading, group)
    if differing and not is_settled:
        return Settled(differing, first)
    assert sheet.survey.box_id is not None
    box = public_box(sheet.survey.box_id)
    ballots.cast(box=box, slip=first.slip, payload=payload_of(reading.answers), at=at)
    Sheet.objects.filter(pk=sheet.pk).delete()
    return Settled((), first)


def _read(survey: Survey, raw: Raw, group: str) -> Reading:
    """The answers of a form; what somebody left out on paper is left out."""
    reading = read_values(from_json(survey.definition), raw, group=group, only=())
    if reading.faults:
        raise Unusable(reading.faults[0].sentence, field=reading.faults[0].question)
    return reading


def _differing(survey: Survey, first: Typed, second: Reading, group: str) -> tuple[str, ...]:
    before, now = _read(survey, first.raw, first.group).answers.values, second.answers.values
    questions = [name for name in {**before, **now} if before.get(name) != now.get(name)]
    return (*questions, *(["group"] if first.group != group else []))
