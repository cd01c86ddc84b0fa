"""Everything that the pages of the library read."""

from ..reading.keeping import kept_entries, kept_shelves
from ..reading.versions import standing_version
from .access import draft_for, draft_of, entry_for, item_for, work_for
from .asking import known_of, own_question_for, question_for, questions_page
from .drafts import DraftPage, drafts_from, shown_draft
from .finding import FindPage, find_page, works_found
from .glossary import glossary_page
from .home import HomePage, home_page
from .item_pages import ItemPage, document_of, item_page, preview_page
from .keeping import cards_for, refuse_who_keeps_none, refuse_who_reviews_none, shelves_open_to
from .letting_out import may_go_out
from .lists import (
    deleted_list_for,
    list_for,
    list_page,
    lists_of,
    lists_with,
    readable_of,
    shared_list,
    shared_page,
)
from .making_packs import choosing, make_page
from .mine import my_page
from .moving import may_go_to
from .notes import NotePlace, note_for, note_place
from .shelves import Places, ShelvesPage, place_without_shelf, places_without_shelf, shelves_page
from .shown_files import captions_of, editor_file_for, film_of, picture_of
from .sitemap import Place, sitemap
from .standing import address_of_thing, instead_of, shelf_of, standing_pairs, thing_for
from .standing_cards import KeepingPage, draft_url, keeping_cards, keeping_page
from .submitting import own_submission_for, review_page, sent_page, submission_for, submissions_page
from .uploads import (
    packs_page,
    shelf_choices,
    shelf_kept_by,
    shelves_for,
    upload_for,
    upload_page,
    works_file,
    works_page,
)
from .work_pages import WorkPage, work_page
from .writing import places_to_write

__all__ = [
    "DraftPage",
    "FindPage",
    "HomePage",
    "ItemPage",
    "KeepingPage",
    "NotePlace",
    "Place",
    "Places",
    "ShelvesPage",
    "WorkPage",
    "address_of_thing",
    "captions_of",
    "cards_for",
    "choosing",
    "deleted_list_for",
    "document_of",
    "draft_for",
    "draft_of",
    "draft_url",
    "drafts_from",
    "editor_file_for",
    "entry_for",
    "film_of",
    "find_page",
    "glossary_page",
    "home_page",
    "instead_of",
    "item_for",
    "item_page",
    "keeping_cards",
    "keeping_page",
    "kept_entries",
    "kept_shelves",
    "known_of",
    "list_for",
    "list_page",
    "lists_of",
    "lists_with",
    "make_page",
    "may_go_out",
    "may_go_to",
    "my_page",
    "note_for",
    "note_place",
    "own_question_for",
    "own_submission_for",
    "packs_page",
    "picture_of",
    "place_without_shelf",
    "places_to_write",
    "places_without_shelf",
    "preview_page",
    "question_for",
    "questions_page",
    "readable_of",
    "refuse_who_keeps_none",
    "refuse_who_reviews_none",
    "review_page",
    "sent_page",
    "shared_list",
    "shared_page",
    "shelf_choices",
    "shelf_kept_by",
    "shelf_of",
    "shelves_for",
    "shelves_open_to",
    "shelves_page",
    "shown_draft",
    "sitemap",
    "standing_pairs",
    "standing_version",
    "submission_for",
    "submissions_page",
    "thing_for",
    "upload_for",
    "upload_page",
    "work_for",
    "work_page",
    "works_file",
    "works_found",
    "works_page",
]
