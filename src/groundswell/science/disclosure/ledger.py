"""The ledger: every question ever answered, and the answer that was given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from groundswell.science.disclosure.statistics import Question
from groundswell.science.disclosure.witnesses import Witness

WITHHELD = "S"
"""The one mark of everything that is not shown: too few, nobody, or hidden for others' sake."""


@dataclass(frozen=True)
class Ledger:
    """Answers given so far.

    A question that stands here is answered as before, whatever the records say now.

    Attributes
    ----------
    answers : dict of Question to float or None
        None stands for withheld.
    witnesses : tuple of Witness
        Found while planning, and tried first when the next question comes: they save time
        and decide nothing. A ledger read from a file has none.
    """

    answers: Mapping[Question, float | None] = field(default_factory=dict)
    witnesses: tuple[Witness, ...] = ()

    def with_answers(
        self, more: Mapping[Question, float | None], witnesses: Sequence[Witness] = ()
    ) -> "Ledger":
        """A ledger with further answers; those that stand already stay as they are."""
        return Ledger({**more, **self.answers}, tuple(witnesses))
