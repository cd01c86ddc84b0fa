"""Every write to commitments: made, worded, moved, handed on, closed, reminded of."""

from .changing import Overtaken, change_commitment
from .closing import drop_commitment, keep_commitment, reopen_commitment
from .handing import delegate_commitment, hand_back_commitment
from .making import make_commitment
from .moving import move_commitment
from .reminding import remind_owners

__all__ = [
    "Overtaken",
    "change_commitment",
    "delegate_commitment",
    "drop_commitment",
    "hand_back_commitment",
    "keep_commitment",
    "make_commitment",
    "move_commitment",
    "remind_owners",
    "reopen_commitment",
]
