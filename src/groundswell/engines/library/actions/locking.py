"""One writer at a time for what one reader keeps, and what is said where two write at once."""

from groundswell.ground.kernel.errors import Stale
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Person


class Overtaken(Stale):
    """It was changed since it was read; nothing is overwritten.

    `theirs` is how it stands now, `version` the one to send with the next try.
    """

    def __init__(self, sentence: str, *, field: str, theirs: str, version: int) -> None:
        super().__init__(sentence, field=field)
        self.theirs, self.version = theirs, version


def hold_reader(*, by: Actor) -> None:
    """Two windows of one reader write one after the other: so there is one list to save to."""
    Person.objects.select_for_update().values_list("pk").get(pk=by.id)
