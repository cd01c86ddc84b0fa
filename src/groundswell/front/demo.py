"""When something last needed the people of the example; the rest comes from the rooms."""

import datetime as dt
from typing import TYPE_CHECKING

from groundswell.ground.people.standing import actor_for

from . import actions

if TYPE_CHECKING:
    from groundswell.config.demo import DemoWorld

_DAYS_AGO = {"Amara Okafor": 3, "Joyce Lim": 1, "Ruth Adeyemi": 12, "Imran Siddiqui": 5}


def load(world: "DemoWorld") -> None:
    """Note the day for those who have been here before."""
    for name, days in _DAYS_AGO.items():
        if name in world.people:
            at = world.at - dt.timedelta(days=days)
            actions.note_needs(by=actor_for(world.people[name], on=world.today), at=at)
