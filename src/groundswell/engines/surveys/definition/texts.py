"""Text that can be kept and shown: plain line ends, nothing unseen in it."""

import re

# What no page shows, what parts a line unseen, and what turns the direction of the letters.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def plain(text: str) -> str:
    """The text with plain line ends and no blanks around it.

    >>> plain(" one\\r\\ntwo ")
    'one\\ntwo'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def has_unseen(text: str) -> bool:
    """Whether the text holds characters that cannot be shown.

    >>> has_unseen("a\\x00b"), has_unseen("a\\tb\\nc")
    (True, False)
    """
    return _UNSEEN.search(text) is not None
