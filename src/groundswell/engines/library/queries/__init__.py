"""Everything that the pages of the library read."""

from ..reading.keeping import kept_entries, kept_shelves
from ..reading.versions import standing_version
from .access import draft_for, draft_of, entry_for, item_for, work_for
from .drafts import DraftPage, drafts_from, shown_draft
from .finding import FindPage, find_page, works_found
from .home import HomePage, home_page
from .item_pages import ItemPage, document_of, draft_page, item_page
from .keeping import KeepingPage, draft_url, keeping_cards, keeping_page
from .sitemap import Place, sitemap
from .standing import address_of_thing, instead_of, shelf_of, standing_pairs, thing_for
from .uploads import (
    make_page,
    packs_page,
    page_choices,
    shelf_choices,
    shelf_kept_by,
    shelves_for,
    upload_for,
    upload_page,
    works_file,
    works_page,
)
from .work_pages import WorkPage, work_page

__all__ = [
    "DraftPage",
    "FindPage",
    "HomePage",
    "ItemPage",
    "KeepingPage",
    "Place",
    "WorkPage",
    "address_of_thing",
    "document_of",
    "draft_for",
    "draft_of",
    "draft_page",
    "draft_url",
    "drafts_from",
    "entry_for",
    "find_page",
    "home_page",
    "instead_of",
    "item_for",
    "item_page",
    "keeping_cards",
    "keeping_page",
    "kept_entries",
    "kept_shelves",
    "make_page",
    "packs_page",
    "page_choices",
    "shelf_choices",
    "shelf_kept_by",
    "shelf_of",
    "shelves_for",
    "shown_draft",
    "sitemap",
    "standing_pairs",
    "standing_version",
    "thing_for",
    "upload_for",
    "upload_page",
    "work_for",
    "work_page",
    "works_file",
    "works_found",
    "works_page",
]
