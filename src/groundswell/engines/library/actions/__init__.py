"""Everything that is done in the library."""

from .admitting import admit_editor
from .drafting import draft_from
from .making_packs import make_pack
from .packs import take_in_pack
from .publishing import note_published, note_withdrawn
from .references import take_in_works
from .shelves import open_shelf
from .standing import (
    mark_shaken,
    recheck,
    restore_standing,
    set_standing,
    shake,
)
from .uploads import (
    confirm_upload,
    forget_uploads,
    look_again,
    look_through,
    put_upload_away,
    send_pack,
    send_works,
    take_upload,
)
from .works import write_work_entries

__all__ = [
    "admit_editor",
    "confirm_upload",
    "draft_from",
    "forget_uploads",
    "look_again",
    "look_through",
    "make_pack",
    "mark_shaken",
    "note_published",
    "note_withdrawn",
    "open_shelf",
    "put_upload_away",
    "recheck",
    "restore_standing",
    "send_pack",
    "send_works",
    "set_standing",
    "shake",
    "take_in_pack",
    "take_in_works",
    "take_upload",
    "write_work_entries",
]
