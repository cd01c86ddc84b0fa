"""Work in the background: charts drawn anew after a definition changed in many places."""

import datetime as dt

from django_tasks import task

from . import actions, queries

_AT_ONCE = 500  # measures in one transaction


@task()
def look_for_shifts(definition_id: str, at: str) -> None:
    """Chart every measure of a definition anew."""
    measures = queries.measures_of(definition_id)
    for start in range(0, len(measures), _AT_ONCE):
        actions.look_for_shifts(
            measures=measures[start : start + _AT_ONCE], at=dt.datetime.fromisoformat(at)
        )
