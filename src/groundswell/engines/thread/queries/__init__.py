"""Every read of the thread that a page or another app needs."""

from .begun import FROM, Begun, begun_from, item_of, starts_from
from .between import link_between
from .doubts import DoubtRow, SeenDoubt, causes_of, doubt_cards, doubt_rows, doubtful, doubts_of
from .gaps import Gap, gaps_of
from .neighbours import Group, Links, links_of, thread_url
from .onward import came_of
from .seen_links import SeenLink
from .walking import Node, Place, Thread, thread_of

__all__ = [
    "FROM",
    "Begun",
    "DoubtRow",
    "Gap",
    "Group",
    "Links",
    "Node",
    "Place",
    "SeenDoubt",
    "SeenLink",
    "Thread",
    "begun_from",
    "came_of",
    "causes_of",
    "doubt_cards",
    "doubt_rows",
    "doubtful",
    "doubts_of",
    "gaps_of",
    "item_of",
    "link_between",
    "links_of",
    "starts_from",
    "thread_of",
    "thread_url",
]
