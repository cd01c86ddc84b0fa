"""Everything that is done in the library."""

from .admitting import admit_editor
from .asking import answer_question, ask_question, take_back_question
from .drafting import draft_from
from .forgetting import forget_files, forget_waiting_pictures
from .lists import (
    bring_back_list,
    change_list,
    delete_list,
    forget_deleted,
    make_list,
    share_list,
    stop_sharing_list,
)
from .making_packs import make_pack
from .notes import bring_back_note, delete_note, write_note
from .packs import take_in_pack
from .publishing import note_moved, note_published, note_withdrawn
from .references import take_in_works
from .reviewing import note_commented, note_let_out, note_returned, note_sent_in
from .saving import clear_withdrawn, move_saved, put_on_lists, save_thing, take_off_list
from .shelves import open_shelf
from .standing import mark_shaken, recheck, restore_standing, set_standing, shake
from .submitting import (
    decline_submission,
    draft_from_submission,
    submit_case_study,
    take_back_submission,
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
from .works import note_work_written, write_work_entries

__all__ = [
    "admit_editor",
    "answer_question",
    "ask_question",
    "bring_back_list",
    "bring_back_note",
    "change_list",
    "clear_withdrawn",
    "confirm_upload",
    "decline_submission",
    "delete_list",
    "delete_note",
    "draft_from",
    "draft_from_submission",
    "forget_deleted",
    "forget_files",
    "forget_uploads",
    "forget_waiting_pictures",
    "look_again",
    "look_through",
    "make_list",
    "make_pack",
    "mark_shaken",
    "move_saved",
    "note_commented",
    "note_let_out",
    "note_moved",
    "note_published",
    "note_returned",
    "note_sent_in",
    "note_withdrawn",
    "note_work_written",
    "open_shelf",
    "put_on_lists",
    "put_upload_away",
    "recheck",
    "restore_standing",
    "save_thing",
    "send_pack",
    "send_works",
    "set_standing",
    "shake",
    "share_list",
    "stop_sharing_list",
    "submit_case_study",
    "take_back_question",
    "take_back_submission",
    "take_in_pack",
    "take_in_works",
    "take_off_list",
    "take_upload",
    "write_note",
    "write_work_entries",
]
