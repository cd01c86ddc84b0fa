"""A page drawn once, with slots for what differs from one person to the next.

The template language draws a page of questions in some milliseconds; to fill the slots of one that
was drawn before takes some hundredths of one. A slot is filled with text, which is escaped, or with
`Markup` of ours, which is not.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

# No text that a survey holds can be taken for a slot: nobody knows this process's mark.
_MARK = secrets.token_hex(8)
_SLOT = re.compile(f"\x02{_MARK}:([^\x03]*)\x03")


def slot(name: str) -> Markup:
    """Stands in a template where the text of that name will be.

    >>> Drawn.of(f"<b>{slot('who')}</b>").filled({"who": "<i>"})
    '<b>&lt;i&gt;</b>'
    """
    return Markup(f"\x02{_MARK}:{name}\x03")  # noqa: S704  (the name is ours)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a template gave: text, a slot's name, text, a slot's name, and text at the end."""

    parts: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Drawn":
        return cls(tuple(_SLOT.split(text)))

    @property
    def slots(self) -> frozenset[str]:
        return frozenset(self.parts[1::2])

    def filled(self, values: Mapping[str, str]) -> str:
        """The page with each slot filled; a slot without a value stays empty.

        >>> Drawn.of("plain").filled({})
        'plain'
        """
        get = values.get
        whole = list(self.parts)
        whole[1::2] = [escape(value) if (value := get(name)) else "" for name in whole[1::2]]
        return "".join(whole)
