from .choosing import choose_channels
from .digests import send_digests
from .forgetting import forget_old
from .reading import mark_all_read, mark_read
from .sending import post_letter, post_letters, post_mail, send_waiting
from .telling import tell

__all__ = [
    "choose_channels",
    "forget_old",
    "mark_all_read",
    "mark_read",
    "post_letter",
    "post_letters",
    "post_mail",
    "send_digests",
    "send_waiting",
    "tell",
]
