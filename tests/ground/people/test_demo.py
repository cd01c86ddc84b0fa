import datetime as dt

import pytest
from tests.world import NOON, a_founder, acting

from groundswell.config.demo import DemoWorld
from groundswell.ground.people import demo
from groundswell.ground.people.models import Membership, Organisation, Person, Role, Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> DemoWorld:
    world = DemoWorld(today=NOON.date(), at=NOON, founder=a_founder())
    demo.load(world)
    return world


def test_partnership_has_its_people_and_places(world):
    assert Organisation.objects.count() == len(world.organisations) == 5
    assert Team.objects.count() == len(world.teams)
    assert Person.objects.count() == len(world.people) == 300
    assert all(p.email.endswith(".example") for p in Person.objects.all())


def test_people_of_the_stories_hold_their_roles(world):
    joyce, ngozi = acting(world.people["Joyce Lim"]), acting(world.people["Ngozi Bello"])
    assert joyce.holds("team_leader", team_id=world.teams["Home for lunch"].pk)
    assert ngozi.holds("administrator", organisation_id=world.organisations["hospitals"].pk)
    assert world.founder.is_system_administrator
    assert {r.code for r in Role.objects.all()} >= {"analyst", "board_member"}


def test_everybody_began_before_today(world):
    assert not Membership.objects.filter(starts_on__gt=NOON.date()).exists()
    assert Membership.objects.filter(starts_on__gt=dt.date(2016, 1, 1)).count() > 300


def test_same_people_come_every_time(world):
    names = sorted(world.people)
    again = DemoWorld(today=NOON.date(), at=NOON, founder=world.founder)
    again.people.update({k: world.people[k] for k in names[:0]})
    assert demo._names(again) == demo._names(
        DemoWorld(today=NOON.date(), at=NOON, founder=world.founder)
    )
