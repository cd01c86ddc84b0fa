"""Everything that is done in the library."""

from .admitting import admit_editor
from .publishing import note_published, note_withdrawn
from .shelves import open_shelf

__all__ = ["admit_editor", "note_published", "note_withdrawn", "open_shelf"]
