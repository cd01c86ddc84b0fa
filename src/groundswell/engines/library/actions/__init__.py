"""Everything that is done in the library."""

from .admitting import admit_editor
from .asking import answer_question, ask_question, take_back_question
from .lists import (
    bring_back_list,
    change_list,
    delete_list,
    forget_deleted,
    make_list,
    share_list,
    stop_sharing_list,
)
from .notes import bring_back_note, delete_note, write_note
from .packs import take_in_pack
from .publishing import note_moved, note_published, note_withdrawn
from .saving import clear_withdrawn, move_saved, put_on_lists, save_thing, take_off_list
from .shelves import open_shelf
from .submitting import (
    decline_submission,
    draft_from_submission,
    submit_case_study,
    take_back_submission,
)
from .works import note_work_written, write_work_entries

__all__ = [
    "admit_editor",
    "answer_question",
    "ask_question",
    "bring_back_list",
    "bring_back_note",
    "change_list",
    "clear_withdrawn",
    "decline_submission",
    "delete_list",
    "delete_note",
    "draft_from_submission",
    "forget_deleted",
    "make_list",
    "move_saved",
    "note_moved",
    "note_published",
    "note_withdrawn",
    "note_work_written",
    "open_shelf",
    "put_on_lists",
    "save_thing",
    "share_list",
    "stop_sharing_list",
    "submit_case_study",
    "take_back_question",
    "take_back_submission",
    "take_in_pack",
    "take_off_list",
    "write_note",
    "write_work_entries",
]
