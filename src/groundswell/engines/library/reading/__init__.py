"""What a page of the library says, in ready values: described once, for page, print and file."""

from .describing import Described, described
from .links import Link, Links, links_of
from .mentions import mentioned

__all__ = ["Described", "Link", "Links", "described", "links_of", "mentioned"]
