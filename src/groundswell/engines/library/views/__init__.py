"""Pages of the library."""

from . import asking, lists, notes, submitting
from .editing import editor_only, preview
from .glossary import glossary
from .reading import document, home, item, sitemap, work

__all__ = [
    "asking",
    "document",
    "editor_only",
    "glossary",
    "home",
    "item",
    "lists",
    "notes",
    "preview",
    "sitemap",
    "submitting",
    "work",
]
