"""Everybody's shelf with the starting library on it, and two who look after it."""

import datetime as dt
from typing import TYPE_CHECKING

from groundswell.ground.people import actions as people
from groundswell.ground.people.kinds import RoleCode

from . import actions, demo_readers
from .packs import read_folder

if TYPE_CHECKING:  # config stands above this floor; what it hands down is used, never imported
    from groundswell.config.demo import DemoWorld

_OPENED_DAYS_AGO = 120
_KEEPERS = {"Amara Okafor": RoleCode.EDITOR, "Ngozi Bello": RoleCode.REVIEWER}


def load(world: "DemoWorld") -> None:
    """Open the common shelf, take the starting library in, and let two people work on it."""
    at = world.at - dt.timedelta(days=_OPENED_DAYS_AGO)
    shelf = actions.open_shelf(organisation=None, by=world.founder, at=at)
    read = read_folder()
    if read.contents is None:  # our own pack: its test says so long before
        raise ValueError(read.faults)
    actions.take_in_pack(contents=read.contents, shelf=shelf, by=world.founder, at=at)
    for name, code in _KEEPERS.items():
        people.grant_role(
            person=world.people[name], code=code, starts_on=at.date(), by=world.founder, at=at
        )
    demo_readers.load(world, shelf)
