"""Text that can be kept and shown: plain line ends, nothing unseen in it."""

import re

from django.utils.translation import gettext as _

from .errors import Unusable

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


def usable_text(text: str, *, field: str, most: int, missing: str = "") -> str:
    """The text as it is kept, at most so many characters.

    Raises Unusable; `missing` is the sentence for no text, where there has to be one.
    """
    kept = plain(text)
    if missing and not kept:
        raise Unusable(missing, field=field)
    if has_unseen(kept):
        raise Unusable(_("Take out the characters that cannot be shown."), field=field)
    if len(kept) > most:
        raise Unusable(
            _("Use at most %(most)s characters. You used %(used)s.")
            % {"most": f"{most:,}", "used": f"{len(kept):,}"},
            field=field,
        )
    return kept
