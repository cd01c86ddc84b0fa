"""Pages of the library."""

from .bringing import (
    look_again,
    make_pack,
    packs,
    put_upload_away,
    starting_library,
    take_upload,
    upload,
    works,
    works_file,
)
from .editing import editor_only, preview
from .keeping import draft, keeping, restore, standing
from .reading import document, home, item, sitemap, work

__all__ = [
    "document",
    "draft",
    "editor_only",
    "home",
    "item",
    "keeping",
    "look_again",
    "make_pack",
    "packs",
    "preview",
    "put_upload_away",
    "restore",
    "sitemap",
    "standing",
    "starting_library",
    "take_upload",
    "upload",
    "work",
    "works",
    "works_file",
]
