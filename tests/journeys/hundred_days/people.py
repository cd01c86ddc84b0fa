"""Seven people and one challenge: who they are, and the days on which they come to their pages."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import time_machine
from django.conf import settings
from django.test import Client
from tests.journeys.cast import Visitors
from tests.journeys.keyboard import Keyboard
from tests.journeys.visitor import Visitor
from tests.world import a_person, a_team, an_organisation, holding, joins

from groundswell.ground.kernel import registries
from groundswell.ground.kernel.clock import LONDON
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.models import Organisation, Person
from groundswell.wings.challenges.models import Challenge

DAY_ZERO = dt.date(2026, 8, 17)
PHONE = 360  # pixels: the member from the ward
DELES_ADDRESS = "dele.martins@post.example"  # no NHS login, and no account before the invitation
TITLE = "Home for lunch"


@dataclass
class HundredDays:
    """The story so far: what day it is, who has come in today, and the challenge's address."""

    visitors: Visitors
    clock: time_machine.Traveller
    host: Organisation
    charity: Organisation
    people: dict[str, Person]
    windows: dict[str, Visitor] = field(default_factory=dict)
    signed_in: set[str] = field(default_factory=set)
    known_pages: set[str] = field(default_factory=set)  # looked at with axe, by whoever came first

    def it_is(self, on: dt.date, hour: int = 9) -> None:
        """Whoever comes now has to sign in anew."""
        self.clock.move_to(dt.datetime.combine(on, dt.time(hour), tzinfo=LONDON))
        self.signed_in.clear()

    def it_is_day(self, n: int, hour: int = 9) -> None:
        self.it_is(DAY_ZERO + dt.timedelta(days=n), hour)

    def a_night_passes(self) -> None:
        """What the house does each day by itself."""
        now = dt.datetime.now(dt.UTC)
        for _name, chore in registries.each_day.items():
            chore(now)

    def comes(self, name: str, path: str = "", width: int = 1280) -> Visitor:
        """The person at a page of the challenge, signed in since today."""
        if name not in self.windows:
            self.windows[name] = self.window(width)
        somebody = self.windows[name]
        if name not in self.signed_in:
            self._sign_in(somebody, self.person(name))
            self.signed_in.add(name)
        return somebody.opens(path if path.startswith("/") else self.page(path))

    def window(self, width: int = 1280) -> Visitor:
        somebody = self.visitors(width)
        somebody.known_pages = self.known_pages
        return somebody

    def types_alone(self, name: str, path: str = "") -> Keyboard:
        """The same, by keyboard alone."""
        return Keyboard(self.comes(name, path))

    def stranger(self) -> Visitor:
        """Somebody without an account."""
        return self.window(PHONE)

    def person(self, name: str) -> Person:
        if name not in self.people:  # invited on the way
            self.people[name] = Person.objects.get(name__startswith=name.title())
        return self.people[name]

    def page(self, part: str = "") -> str:
        return f"/challenges/{self.challenge.pk}/{part}"

    @property
    def challenge(self) -> Challenge:
        return Challenge.objects.get()

    def _sign_in(self, somebody: Visitor, person: Person) -> None:
        client = Client()
        client.force_login(person)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        somebody.page.context.add_cookies([
            {"name": cookie.key, "value": cookie.value, "url": somebody.home}
        ])


def the_people(visitors: Visitors, clock: time_machine.Traveller) -> HundredDays:
    """The hospitals and a charity; Dele and the line manager come from outside."""
    host = an_organisation("Harrowmere Teaching Hospitals", ods_code="RZH")
    charity = an_organisation("Kettle On", kind="charity")
    ward = a_team(host, "Ward 7")
    names = {"ngozi": "Ngozi Bello", "ruth": "Ruth Adeyemi", "amara": "Amara Okafor",
             "joyce": "Joyce Lim", "imran": "Imran Siddiqui"}  # fmt: skip
    people = {key: joins(a_person(name), host) for key, name in names.items()}
    joins(people["joyce"], host, ward)
    holding(people["ngozi"], RoleCode.SYSTEM_LEAD, host)
    holding(people["imran"], RoleCode.BOARD_MEMBER, host)
    return HundredDays(visitors, clock, host, charity, people)


def finds(somebody: Visitor, name: str, **where: Any) -> None:
    """Choose a person by typing a part of their name."""
    somebody.types("Part of a name or e-mail address", name)
    somebody.page.get_by_role("radio", name=name).first.check()
