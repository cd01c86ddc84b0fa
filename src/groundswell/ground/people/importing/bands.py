"""Pay bands as staff lists write them."""

import re

from ..kinds import PayBand

# The national pay scale codes: XR01 to XR07 are bands 1 to 7, band 8 takes four, XR12 is band 9.
_SCALES = dict(enumerate(("1", "2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "8d", "9"), start=1))
_SCALE = re.compile(r"\bxr0?(\d{1,2})\b")
_PLAIN = re.compile(
    r"(?:afc|agenda for change|nhs|review body)?\s*(?:band|grade)?\s*(\d)\s*([a-d])?"
)
_RANGE = re.compile(r"band (\d) ?-? ?(?:range|r) ?([a-d])")
_WORDS = {
    PayBand.MEDICAL: re.compile(r"\b(medical|dental|doctor|consultant|dentist|m&d)\b"),
    PayBand.VSM: re.compile(r"\b(vsm|very senior manager)\b"),
    PayBand.OTHER: re.compile(r"\b(other|another sector|non[- ]?afc|not afc)\b"),
}


def band_in(text: str) -> str | None:
    """The code of the pay band that a text names; None where it names none for certain.

    >>> band_in("Band 8A"), band_in("NHS|XR08|Review Body Band 8 - Range A"), band_in("8")
    ('8a', '8a', None)
    """
    plain = " ".join(text.casefold().split())
    if found := _SCALE.search(plain):
        return _SCALES.get(int(found[1]))
    if found := _PLAIN.fullmatch(plain) or _RANGE.search(plain):
        code = found[1] + (found[2] or "")
        return code if code in PayBand.values else None
    return next((str(band) for band, words in _WORDS.items() if words.search(plain)), None)
