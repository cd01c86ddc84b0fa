"""What a reader can choose among: each of an item's codes as ``name:code``."""

from ..models import Item

_BY_FIELD = ("strength", "component", "lens", "sector", "meant_for", "effort")
_BY_STREAM = ("serves", "levels")


def facets_of(item: Item) -> list[str]:
    """
    The codes of the item's own fields, and its tags.
    """
    found = [
        f"{name}:{value}"
        for name in _BY_FIELD
        if isinstance(value := getattr(item, name, None), str) and value
    ]
    for name in _BY_STREAM:
        stream = getattr(item, name, None)
        if stream is not None:
            found += [f"{name}:{child['value']}" for child in stream.raw_data]
    tags = sorted(tag.name.casefold() for tag in item.tags.all())
    return [*found, *(f"tag:{tag}" for tag in tags)]
