"""Pages of the library."""

from . import asking, lists, notes, shown_files, submitting
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
from .glossary import glossary
from .keeping import draft, keeping, restore, standing
from .reading import document, home, item, sitemap, work
from .shelves import shelves
from .writing import AgingPages, OwnAccount, PageEditing

__all__ = [
    "AgingPages",
    "OwnAccount",
    "PageEditing",
    "asking",
    "document",
    "draft",
    "editor_only",
    "glossary",
    "home",
    "item",
    "keeping",
    "lists",
    "look_again",
    "make_pack",
    "notes",
    "packs",
    "preview",
    "put_upload_away",
    "restore",
    "shelves",
    "shown_files",
    "sitemap",
    "standing",
    "starting_library",
    "submitting",
    "take_upload",
    "upload",
    "work",
    "works",
    "works_file",
]
