"""Who the journeys are about, and a quick way in where signing in is not the point."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from tests.engines.measures.making import BEFORE, STEADY, a_measure
from tests.journeys.mails import code_mailed_to
from tests.journeys.visitor import Visitor
from tests.world import a_founder, a_person, a_team, acting, an_organisation, holding, joins

from groundswell.engines.measures.models import Measure
from groundswell.ground.people.models import Organisation, Person, Team

Visitors = Callable[..., Visitor]
BEFORE_AND_AFTER = [*BEFORE, *(x + 2 for x in STEADY)]  # the 14th week begins a shift


@dataclass
class Cast:
    """The hospitals with one ward, two other members of the partnership, and their people."""

    hospitals: Organisation
    tarnside: Organisation
    kettle_on: Organisation
    ward: Team
    joyce: Person  # leads the ward
    kwame: Person  # works there
    sam: Person  # analyst of the whole system
    ruth: Person  # board member
    ngozi: Person  # administrator
    dele: Person  # a volunteer of the charity

    def measure(self, **changes: Any) -> Measure:
        """A measure of the ward, kept by Joyce."""
        about: dict[str, Any] = {
            "team": self.ward,
            "owner": self.joyce,
            "audience": "organisation",
            "n": 50,
            "values": BEFORE_AND_AFTER,
            **changes,
        }
        return a_measure(self.hospitals, by=acting(self.joyce), **about)


def a_cast() -> Cast:
    hospitals = an_organisation("Harrowmere Teaching Hospitals", ods_code="RZH")
    tarnside = an_organisation("Tarnside Mental Health Trust", ods_code="RZT")
    kettle_on = an_organisation("Kettle On", kind="charity")
    ward = a_team(hospitals, "Ward 7")
    cast = Cast(
        hospitals=hospitals,
        tarnside=tarnside,
        kettle_on=kettle_on,
        ward=ward,
        joyce=joins(a_person("Joyce Lim"), hospitals, ward),
        kwame=joins(a_person("Kwame Boateng"), hospitals, ward),
        sam=joins(a_person("Sam Ortiz"), hospitals),
        ruth=joins(a_person("Ruth Adeyemi"), hospitals),
        ngozi=joins(a_person("Ngozi Bello"), hospitals),
        dele=joins(a_person("Dele Martins", email="dele.martins@kettleon.example"), kettle_on),
    )
    holding(cast.joyce, "team_leader", team=ward)
    holding(cast.sam, "analyst")
    holding(cast.ruth, "board_member", organisation=hospitals)
    holding(cast.ngozi, "administrator", organisation=hospitals)
    return cast


def the_founder() -> Person:
    return a_founder().person


def comes_in(visitor: Visitors, person: Person, width: int = 1280, **how: Any) -> Visitor:
    """A window in which the person has signed in already."""
    somebody = visitor(width, **how)
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    address = f"{urlsplit(somebody.home).scheme}://{urlsplit(somebody.home).netloc}"
    somebody.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
    return somebody


def signs_in_by_mail(somebody: Visitor, address: str) -> None:
    """The whole way in, as everybody goes it who has no passkey."""
    somebody.opens("/").is_at("Sign in").types("Your e-mail address", address)
    somebody.presses("Mail me a code").is_at("Type your code")
    somebody.types("Code", code_mailed_to(address)).presses("Sign in")
