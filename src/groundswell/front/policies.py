"""Who may do what on the pages above the rooms."""

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor


def note_needs(actor: Actor) -> Decision:
    """Everybody may, for themselves: the action reaches no further."""
    return ALLOWED
