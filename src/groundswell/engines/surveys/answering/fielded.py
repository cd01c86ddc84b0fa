"""A survey in the field, as the respondents' pages need to know it: loaded once, asked often."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from groundswell.ground.ballots.kinds import Mode

from ..definition import Definition
from ..kinds import LANGUAGES, State, language_name


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that will happen after the survey closes, as promised to those who answer."""

    on: dt.date | None
    text: str


@dataclass(frozen=True, slots=True)
class Fielded:
    """What is asked and what is promised. None of it changes in the field but the closing day."""

    id: UUID
    box_id: UUID
    title: str
    purpose: str
    organisation: str
    definition: Definition
    mode: Mode
    k: int
    k_comments: int
    minutes: int
    fingerprint: str
    state: str = State.FIELD
    is_team_owned: bool = False
    opens_on: dt.date | None = None
    closes_on: dt.date | None = None
    results_on: dt.date | None = None
    steps: tuple[Step, ...] = ()
    help_text: str = ""
    groups: Mapping[str, str] | None = None  # what answers are counted with: code and label

    @property
    def is_linkable(self) -> bool:
        """Whether the right to answer travels with the answer, inside its seal."""
        return self.mode != Mode.ANONYMOUS

    def label_of(self, group: str) -> str:
        """What a group is called; empty for one that this survey does not know."""
        return (self.groups or {}).get(group, "")

    def language_for(self, wanted: str) -> str:
        """The language asked for where the survey speaks it; its own where not."""
        languages = self.definition.languages
        return wanted if wanted in languages else languages[0]

    @property
    def languages(self) -> tuple[tuple[str, str], ...]:
        """The survey's languages, each by its code and its own name."""
        return tuple((code, language_name(code)) for code in self.definition.languages)


def frame_language(language: str) -> str:
    """The language in which our own sentences around a survey's can be said.

    >>> frame_language("cy"), frame_language("pl")
    ('cy', 'en-gb')
    """
    return language if language in LANGUAGES else "en-gb"
