"""The rows of a file by field rather than by heading: what an importer is handed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from groundswell.ground.kernel.errors import Fault

from .cells import Cell
from .tables import Table


@dataclass(frozen=True, slots=True)
class Records:
    """A table of which each wanted field is tied to a column, by the person who brought it.

    Columns are lists as long as the table, so that 100,000 rows are walked without a dictionary
    each. `numbers` are the rows as a spreadsheet counts them: the headings are row 1.
    """

    table: Table
    mapping: Mapping[str, int]  # field code to place of the column; fields without one are left out

    def __len__(self) -> int:
        return len(self.table.rows)

    @property
    def numbers(self) -> Sequence[int]:
        return self.table.numbers

    def has(self, code: str) -> bool:
        """Whether the person said which column holds this field."""
        return code in self.mapping

    def column(self, code: str) -> list[Cell]:
        """The field's cells, one a row; nothing but None where no column holds the field."""
        if code not in self.mapping:
            return [None] * len(self)
        place = self.mapping[code]
        return [row[place] for row in self.table.rows]

    def cell(self, index: int, code: str) -> Cell:
        """One cell; None where no column holds the field."""
        return self.table.rows[index][self.mapping[code]] if code in self.mapping else None

    def heading(self, code: str) -> str:
        """The column's heading as the file has it; the code where no column holds the field."""
        return self.table.headings[self.mapping[code]] if code in self.mapping else code

    def fault(self, index: int, code: str, reason: str, remedy: str) -> Fault:
        """A fault in the row at `index` (from 0) and the field's column."""
        return Fault(self.numbers[index], self.heading(code), reason, remedy)
