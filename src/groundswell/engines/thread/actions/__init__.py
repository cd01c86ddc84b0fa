"""Everything that is done on the thread."""

from .doubting import set_doubts, settle_doubts
from .linking import link, unlink

__all__ = ["link", "set_doubts", "settle_doubts", "unlink"]
