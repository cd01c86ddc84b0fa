"""Pages of the library."""

from .editing import editor_only, preview
from .reading import document, home, item, sitemap, work

__all__ = ["document", "editor_only", "home", "item", "preview", "sitemap", "work"]
