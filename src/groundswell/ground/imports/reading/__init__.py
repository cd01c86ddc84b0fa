"""Reading a file that came from anybody: a table, or a sentence that says why not."""

from .files import Reading, read, read_pasted
from .workbooks import sheets_of_workbook

__all__ = ["Reading", "read", "read_pasted", "sheets_of_workbook"]
