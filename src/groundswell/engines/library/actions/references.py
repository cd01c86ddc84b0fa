"""References from other programs become works of literature, all of a file or none."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.people.actors import Actor

from .. import policies
from ..exchange import Work as Exchanged
from ..exchange import key_of
from ..kinds import WORK
from ..models import Work
from ..packs import Part
from ..packs.literature import fill_work, said_of
from .works import write_work_entries

_BATCH = 40  # rows a statement; a work has many columns


@transaction.atomic
def take_in_works(
    *, works: Sequence[Exchanged], by: Actor, at: dt.datetime, source: str = ""
) -> list[Work]:
    """Make a work of each reference that has a title. Which are new has been looked at before.

    Readers find them from today. `source` is the file's name, for the trail. Raises Refused.
    """
    policies.take_in_works(by).or_refuse()
    keys = _FreeKeys(set(Work.objects.values_list("key", flat=True)))
    made = [_work(given, keys, at) for given in works if given.title]
    Work.objects.bulk_create(made, batch_size=_BATCH)
    write_work_entries(made, on=day_of(at))
    if made:
        audit.record(
            "library.works_taken_in", about=made[0], by=by, at=at, n=len(made), source=source
        )
    return made


class _FreeKeys:
    """Gives each work a key that no other has, without asking the database for each."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._next: dict[str, int] = {}

    def __call__(self, wanted: str) -> str:
        stem = wanted[:70] or "work"
        key = stem
        while key in self._taken:
            self._next[stem] = self._next.get(stem, 1) + 1
            key = f"{stem}-{self._next[stem]}"
        self._taken.add(key)
        return key


def _work(given: Exchanged, free: _FreeKeys, at: dt.datetime) -> Work:
    work = Work(key=free(key_of(given)), created_at=at)
    said = said_of(given)
    if not str(said.get("url", "")).lower().startswith(("http://", "https://")):
        said.pop("url", None)  # an address that no browser opens safely is not kept as one
    fill_work(work, Part(WORK, work.key, said))
    return work
