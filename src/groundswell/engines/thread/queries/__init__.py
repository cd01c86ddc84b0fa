"""Every read of the thread that a page or another app needs."""

from .between import link_between
from .gaps import Gap, gaps_of
from .neighbours import Group, Links, links_of, thread_url
from .seen_links import SeenLink
from .walking import Node, Place, Thread, thread_of

__all__ = [
    "Gap",
    "Group",
    "Links",
    "Node",
    "Place",
    "SeenLink",
    "Thread",
    "gaps_of",
    "link_between",
    "links_of",
    "thread_of",
    "thread_url",
]
