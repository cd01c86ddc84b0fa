"""Which column of a file means which field, guessed from the headings."""

from collections.abc import Sequence

from .importers import Field


def folded(heading: str) -> str:
    """The heading without capitals, blanks and punctuation.

    >>> folded("Org Code"), folded("org_code"), folded("E-mail")
    ('orgcode', 'orgcode', 'email')
    """
    return "".join(c for c in heading.casefold() if c.isalnum())


def guess_columns(fields: Sequence[Field], headings: Sequence[str]) -> dict[str, int]:
    """The place of the first column that means each field; a column is guessed for one field only.

    A field's earlier guesses count more than its later ones: "Org Code" wins over "Code".
    """
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        places.setdefault(folded(heading), place)
    found: dict[str, int] = {}
    for field in fields:
        names = [folded(text) for text in (field.code, str(field.label), *field.guesses)]
        free = (places[n] for n in names if n in places and places[n] not in found.values())
        if (place_found := next(free, None)) is not None:
            found[field.code] = place_found
    return found
