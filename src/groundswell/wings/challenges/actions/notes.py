"""What a challenge note says, as it is typed."""

from dataclasses import asdict, dataclass

from ..models import Challenge
from .checks import words


@dataclass(frozen=True, slots=True)
class NoteWords:
    """What a challenge note says, as it is typed."""

    problem: str = ""
    population: str = ""
    place: str = ""
    strategy: str = ""
    guardrails: str = ""
    questions: str = ""
    logistics: str = ""


def fill_note(challenge: Challenge, note: NoteWords) -> None:
    for name, text in asdict(note).items():
        setattr(challenge, name, words(text, field=name))
