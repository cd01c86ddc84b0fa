"""How a work is named where it is cited."""

from ..models import Work


def cited_as(work: Work) -> str:
    """Authors (year). Title. Where. — one plain style of our own, see `exchange.citation`."""
    names = _names(work.authors)
    head = f"{names} ({work.year})" if names and work.year else names or str(work.year or "")
    parts = [head, work.title, work.container or work.publisher]
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def _names(authors: str) -> str:
    names = [name.strip() for name in authors.splitlines() if name.strip()]
    if len(names) > 3:
        return f"{names[0]} and others"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
