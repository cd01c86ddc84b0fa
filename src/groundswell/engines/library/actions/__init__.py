"""Everything that is done in the library."""

from .admitting import admit_editor
from .packs import take_in_pack
from .publishing import note_moved, note_published, note_withdrawn
from .shelves import open_shelf
from .works import note_work_written, write_work_entries

__all__ = [
    "admit_editor",
    "note_moved",
    "note_published",
    "note_withdrawn",
    "note_work_written",
    "open_shelf",
    "take_in_pack",
    "write_work_entries",
]
