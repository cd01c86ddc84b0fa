"""Everything that is done in the library."""

from .admitting import admit_editor
from .packs import take_in_pack
from .publishing import note_published, note_withdrawn
from .shelves import open_shelf
from .works import write_work_entries

__all__ = [
    "admit_editor",
    "note_published",
    "note_withdrawn",
    "open_shelf",
    "take_in_pack",
    "write_work_entries",
]
