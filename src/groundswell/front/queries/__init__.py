from .doubts import DoubtsPage, doubts_page, settle_page
from .finding import search_page
from .home import home_page, needs_page
from .thread_page import thread_page

__all__ = [
    "DoubtsPage",
    "doubts_page",
    "home_page",
    "needs_page",
    "search_page",
    "settle_page",
    "thread_page",
]
