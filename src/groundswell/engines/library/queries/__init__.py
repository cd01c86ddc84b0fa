"""Everything that the pages of the library read."""

from .access import draft_of, entry_for, item_for, work_for
from .asking import known_of, own_question_for, question_for, questions_page
from .finding import FindPage, find_page
from .glossary import glossary_page
from .home import HomePage, home_page
from .item_pages import ItemPage, document_of, draft_page, item_page
from .keeping import (
    cards_for,
    refuse_who_keeps_none,
    refuse_who_reviews_none,
    shelves_open_to,
)
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
from .mine import my_page
from .notes import NotePlace, note_for, note_place
from .sitemap import Place, sitemap
from .submitting import (
    own_submission_for,
    review_page,
    sent_page,
    submission_for,
    submissions_page,
)
from .work_pages import WorkPage, work_page

__all__ = [
    "FindPage",
    "HomePage",
    "ItemPage",
    "NotePlace",
    "Place",
    "WorkPage",
    "cards_for",
    "deleted_list_for",
    "document_of",
    "draft_of",
    "draft_page",
    "entry_for",
    "find_page",
    "glossary_page",
    "home_page",
    "item_for",
    "item_page",
    "known_of",
    "list_for",
    "list_page",
    "lists_of",
    "lists_with",
    "my_page",
    "note_for",
    "note_place",
    "own_question_for",
    "own_submission_for",
    "question_for",
    "questions_page",
    "readable_of",
    "refuse_who_keeps_none",
    "refuse_who_reviews_none",
    "review_page",
    "sent_page",
    "shared_list",
    "shared_page",
    "shelves_open_to",
    "sitemap",
    "submission_for",
    "submissions_page",
    "work_for",
    "work_page",
]
