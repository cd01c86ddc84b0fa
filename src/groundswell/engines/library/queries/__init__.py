"""Everything that the pages of the library read."""

from .access import draft_of, entry_for, item_for, work_for
from .finding import FindPage, find_page
from .home import HomePage, home_page
from .item_pages import ItemPage, document_of, draft_page, item_page
from .sitemap import Place, sitemap
from .work_pages import WorkPage, work_page

__all__ = [
    "FindPage",
    "HomePage",
    "ItemPage",
    "Place",
    "WorkPage",
    "document_of",
    "draft_of",
    "draft_page",
    "entry_for",
    "find_page",
    "home_page",
    "item_for",
    "item_page",
    "sitemap",
    "work_for",
    "work_page",
]
