"""Everything that is done in the library."""

from .admitting import admit_editor
from .drafting import draft_from
from .packs import take_in_pack
from .publishing import note_published, note_withdrawn
from .shelves import open_shelf
from .standing import (
    mark_shaken,
    recheck,
    restore_standing,
    set_standing,
    shake,
    standing_version,
)
from .works import write_work_entries

__all__ = [
    "admit_editor",
    "draft_from",
    "mark_shaken",
    "note_published",
    "note_withdrawn",
    "open_shelf",
    "recheck",
    "restore_standing",
    "set_standing",
    "shake",
    "standing_version",
    "take_in_pack",
    "write_work_entries",
]
