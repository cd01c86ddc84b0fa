"""What follows a large list: search learns of its people part by part, while others can work."""

import datetime as dt
from uuid import UUID

from django_tasks import task

from ..actions import findable


@task()
def show_people(person_ids: list[str], on: str) -> None:
    """Bring these people up to date in the search index; done twice it does no harm."""
    findable.show_people([UUID(i) for i in person_ids], on=dt.date.fromisoformat(on))
