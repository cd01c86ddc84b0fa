"""Words are taken out of what somebody wrote, and none are put in: pure."""

import re

GAP = "[…]"
"""Stands where words were taken out; a moderator may also say what stood there: "[name]"."""

_GAP = re.compile(r"\[[^\]\n]{1,40}\]")


def only_takes_out(text: str, shown: str) -> bool:
    """Whether what is shown is the text with words taken out, each gap marked.

    >>> only_takes_out("Ask Dr Shah on Ward 7.", "Ask [name] on [ward].")
    True
    >>> only_takes_out("It is bad.", "It is [word] good.")
    False
    """
    pieces = [re.escape(piece) for piece in _GAP.split(shown)]
    return re.fullmatch(".*".join(pieces), text, re.DOTALL) is not None and len(pieces) > 1
