"""Every write to ballots: boxes, invitations, slips, answers in, batches out."""

from .beginning import issue_open_slip, issue_slip, sign_blinded
from .casting import cast
from .counting import close_box, open_batch
from .forgetting import destroy_keys, forget_old
from .inviting import invite, make_link, withdraw
from .opening import change_box, open_box
from .unmasking import unmask

__all__ = [
    "cast",
    "change_box",
    "close_box",
    "destroy_keys",
    "forget_old",
    "invite",
    "issue_open_slip",
    "issue_slip",
    "make_link",
    "open_batch",
    "open_box",
    "sign_blinded",
    "unmask",
    "withdraw",
]
