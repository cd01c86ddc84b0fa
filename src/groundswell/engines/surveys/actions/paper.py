"""Forms on paper, typed by two people: what differs is shown and settled, then it is sent in.

The right to answer is taken from the entrance when both typings agree, put with the form, and then
spent: each in a transaction of its own, for an answer is never written beside anything else. So a
form that nobody types again takes nobody's place, and one that is sent in twice is in once.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

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


@transaction.atomic
def type_sheet(
    *, survey: Survey, doorway: Doorway, raw: Raw, group: str = "", by: Actor, at: dt.datetime
) -> str:
    """Take a form in for the first time. Gives the code to write on it, which is kept nowhere.

    Raises
    ------
    Refused
        If the actor may not, or as many forms as the way in was made for are in.
    Unusable
        If an answer cannot be taken: the first fault's sentence.
    """
    survey = locked(survey)
    policies.type_sheet(by, survey).or_refuse()
    policies.begin_at(Doorway.objects.get(pk=doorway.pk)).or_refuse()
    _read(survey, raw, group)
    code = sheets.new_code()
    Sheet.objects.create(
        survey=survey,
        code_hash=sheets.hash_of(code),
        closed=sheets.shut(Typed(raw, group, str(doorway.pk)), code),
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
        If the actor typed it first, or may not, or as many as the way in was made for are in.
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
    slip = first.slip or _slip_for(sheet, first, code, at)
    if slip is None:
        return Settled((), first)
    assert sheet.survey.box_id is not None
    box = public_box(sheet.survey.box_id)
    ballots.cast(box=box, slip=slip, payload=payload_of(reading.answers), at=at)
    Sheet.objects.filter(pk=sheet.pk).delete()
    return Settled((), first)


def _slip_for(sheet: Sheet, first: Typed, code: str, at: dt.datetime) -> str | None:
    """The slip of the form, kept with it before it is spent: pressed twice, it is the same one.

    None where the form has just been sent in by somebody else's press.
    """
    doorway = Doorway.objects.select_related("survey").get(pk=first.doorway)
    given = replace(first, slip=give_slip(doorway=doorway, has_begun=True, at=at))
    as_it_was = Sheet.objects.filter(pk=sheet.pk, closed=bytes(sheet.closed))
    if as_it_was.update(closed=sheets.shut(given, code)):
        return given.slip
    now = Sheet.objects.filter(pk=sheet.pk).first()
    held = sheets.opened(bytes(now.closed), code) if now else None
    return held.slip if held else None


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
