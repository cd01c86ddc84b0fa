"""Some messages for the people of the example: what was told them in the last days."""

import datetime as dt
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.people.models import Person, Team
from groundswell.ground.people.standing import actor_for

from . import actions

if TYPE_CHECKING:
    from groundswell.config.demo import DemoWorld

_NAMED = ("Amara Okafor", "Joyce Lim", "Sam Ortiz", "Ngozi Bello", "Imran Siddiqui", "Ruth Adeyemi")
_OPENED_DAYS_AGO = 9


def load(world: "DemoWorld") -> None:
    """Tell the named people what they would have been told."""
    people = [world.people[name] for name in _NAMED if name in world.people]
    _say_account_is_open(world, people)
    leaders = {"Joyce Lim": "Home for lunch", "Ngozi Bello": "Improvement team"}
    for days_ago, (name, team) in enumerate(leaders.items(), start=2):
        if name in world.people and team in world.teams:
            _say_role_began(world, world.people[name], world.teams[team], days_ago)
    if "Sam Ortiz" in world.people:
        _say_file_is_in(world, world.people["Sam Ortiz"])


def _say_account_is_open(world: "DemoWorld", people: list[Person]) -> None:
    """Told some days ago, and read by all but the last."""
    at = world.at - dt.timedelta(days=_OPENED_DAYS_AGO)
    actions.tell(
        person_ids=[p.pk for p in people],
        kind="people.access",
        subject=_("You can sign in"),
        body=_("Your account is open. Sign in with your mail address; nobody needs a password."),
        url=reverse("front:home"),
        key="demo:open",
        at=at,
    )
    for person in people[:-1]:
        _read_everything(world, person, at + dt.timedelta(hours=3))


def _read_everything(world: "DemoWorld", person: Person, at: dt.datetime) -> None:
    actions.mark_all_read(until=at, by=actor_for(person, on=world.today), at=at)


def _say_role_began(world: "DemoWorld", person: Person, team: Team, days_ago: int) -> None:
    actions.tell(
        person_ids=[person.pk],
        kind="people.access",
        subject=_("“%(team)s” is in your hands") % {"team": team.name},
        body=_("You may add its numbers and answer for its charts. Ask an administrator if this "
               "is not right."),
        url=reverse("people:team", args=[team.pk]),
        key=f"demo:team:{team.pk}",
        at=world.at - dt.timedelta(days=days_ago, hours=2),
    )  # fmt: skip


def _say_file_is_in(world: "DemoWorld", person: Person) -> None:
    actions.tell(
        person_ids=[person.pk],
        kind="imports.finished",
        subject=_("Your file has been read"),
        body=_("Each row was checked and nothing was wrong. Its numbers stand where they belong."),
        url=reverse("front:home"),
        key="demo:file",
        at=world.at - dt.timedelta(days=1, hours=3),
    )
