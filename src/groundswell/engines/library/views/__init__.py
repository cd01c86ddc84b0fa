"""Pages of the library."""

from .editing import editor_only, preview
from .keeping import draft, keeping, restore, standing
from .reading import document, home, item, sitemap, work

__all__ = ["document", "draft", "editor_only", "home", "item", "keeping", "preview", "restore",
           "sitemap", "standing", "work"]
