"""The example partnership: made by each app's own `demo.load`, all of it or nothing.

It is made of actions, so that what a visitor sees could have been done through the pages.
"""

import datetime as dt
from dataclasses import dataclass, field
from importlib import import_module
from random import Random

from django.db import transaction

from groundswell.engines.measures.models import MeasureSet
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Organisation, Person, Team

SEED = 20260615
FOUNDED_DAYS_AGO = 760  # the partnership has a little over two years behind it
APPS = (
    "groundswell.ground.people",
    "groundswell.ground.messages",
    "groundswell.engines.measures",
    "groundswell.engines.surveys",
    "groundswell.engines.library",
    "groundswell.wings.challenges",
    "groundswell.front",
)


@dataclass(frozen=True)
class DemoWorld:
    """What one app's example data may build on; each app adds what it has made."""

    today: dt.date
    at: dt.datetime
    founder: Actor
    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    measure_sets: dict[str, MeasureSet] = field(default_factory=dict)
    random: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311


@transaction.atomic
def load(at: dt.datetime) -> DemoWorld | None:
    """Make the example partnership as it stands at `at`; nothing where there are people already."""
    from groundswell.ground.people import actions

    if Person.objects.exists():
        return None
    founder = actions.found_system(
        name="Priya Nair",
        email="priya.nair@harrowmere.example",
        at=at - dt.timedelta(days=FOUNDED_DAYS_AGO),
    )
    world = DemoWorld(today=day_of(at), at=at, founder=founder)
    for app in APPS:
        _load_part(f"{app}.demo", world)
    return world


def _load_part(module: str, world: DemoWorld) -> None:
    try:
        part = import_module(module)
    except ModuleNotFoundError as missing:
        if missing.name != module:
            raise
        return
    part.load(world)
