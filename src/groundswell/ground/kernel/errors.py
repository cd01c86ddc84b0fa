"""What can go wrong that is nobody's refusal and no fault of the program."""

from dataclasses import dataclass


class Unusable(Exception):
    """What was given cannot be used; `str()` says what and what would be right, fit for the page.

    A form shows it beside `field`, or above the form where no field is named.
    """

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class Stale(Unusable):
    """Somebody else changed the thing since it was read; nothing was overwritten."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file: where it is, what is wrong, what would be right.

    `row` counts from 1 with the heading row as 1; 0 speaks of the file as a whole.
    """

    row: int
    column: str
    reason: str
    remedy: str
