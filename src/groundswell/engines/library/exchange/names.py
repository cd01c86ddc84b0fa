"""Names as most formats write them: “Family, Given”; without a comma it is a body."""

from .work import OTHERS, Author


def author_of(text: str) -> Author:
    """
    >>> author_of("Edmondson, A. C.")
    Author(family='Edmondson', given='A. C.', literal='')
    >>> author_of("NHS England")
    Author(family='', given='', literal='NHS England')
    """
    family, comma, given = text.partition(",")
    return Author(family=family, given=given) if comma else Author(literal=text)


def name_of(author: Author) -> str:
    """The name that `author_of` reads; of a family name alone the comma stays.

    >>> name_of(Author("Edmondson", "A. C.")), name_of(Author("Plato")), name_of(OTHERS)
    ('Edmondson, A. C.', 'Plato,', 'et al.')
    """
    if author == OTHERS:
        return "et al."
    if author.literal:
        return author.literal
    return f"{author.family}, {author.given}" if author.given else f"{author.family},"
