"""What was promised to those who answer: what happens after the close, and on which day."""

import datetime as dt
from dataclasses import dataclass

from groundswell.ground.web import words

from ..models import Survey


@dataclass(frozen=True, slots=True)
class Promised:
    on: dt.date | None
    text: str

    @property
    def day(self) -> str:
        return words.day(self.on) if self.on else ""


def promised(survey: Survey) -> list[Promised]:
    """The steps of a survey, as they were promised, the earliest first."""
    found = [Promised(_day(one.get("on")), str(one.get("text", ""))) for one in survey.next_steps]
    return sorted(found, key=lambda step: step.on or dt.date.max)


def _day(text: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        return None
