"""Questions to be asked again and again: those that we ship, and a reader of others."""

from .packs import Pack, PackFaulty, pack_from, packs, read_pack, read_pack_text
from .scoring import scores_of
from .suggesting import suggestions

__all__ = [
    "Pack",
    "PackFaulty",
    "pack_from",
    "packs",
    "read_pack",
    "read_pack_text",
    "scores_of",
    "suggestions",
]
