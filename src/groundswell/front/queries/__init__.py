from .finding import search_page
from .home import home_page, needs_page
from .thread_page import thread_page

__all__ = ["home_page", "needs_page", "search_page", "thread_page"]
