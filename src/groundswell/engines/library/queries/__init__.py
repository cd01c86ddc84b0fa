"""Everything that the pages of the library read."""

from .access import draft_of, entry_for, item_for, work_for
from .home import HomePage, home_page
from .item_pages import ItemPage, document_of, draft_page, item_page
from .work_pages import WorkPage, work_page

__all__ = [
    "HomePage",
    "ItemPage",
    "WorkPage",
    "document_of",
    "draft_of",
    "draft_page",
    "entry_for",
    "home_page",
    "item_for",
    "item_page",
    "work_for",
    "work_page",
]
