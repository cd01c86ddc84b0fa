"""What forms carry, to know whether somebody else was faster."""

from ..models import Item, Work


def standing_version(thing: Item | Work) -> str:
    """What a form carries, to know whether somebody else was faster."""
    said = (thing.standing, thing.standing_on, thing.superseded_by_id, len(thing.standing_reason))
    return ":".join("" if part is None else str(part) for part in said)
