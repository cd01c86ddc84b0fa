import pytest
from tests.world import NOON, TODAY, a_founder, a_person, a_team, acting, an_organisation

from groundswell.config.demo import DemoWorld
from groundswell.front import demo as front
from groundswell.front.models import NeededDay
from groundswell.ground.messages import demo, queries
from groundswell.ground.messages.models import Message, OutgoingMail

pytestmark = pytest.mark.django_db


def a_world(*names: str) -> DemoWorld:
    people = {name: a_person(name) for name in names}
    world = DemoWorld(today=TODAY, at=NOON, founder=a_founder(), people=people)
    if names:
        world.teams["Home for lunch"] = a_team(an_organisation(), "Home for lunch")
    return world


def test_the_named_people_find_something_in_their_inbox() -> None:
    world = a_world("Amara Okafor", "Joyce Lim", "Sam Ortiz", "Ngozi Bello")
    for _ in range(2):  # a second load tells nothing twice
        demo.load(world)
    assert queries.n_unread(acting(world.people["Joyce Lim"])) == 1
    assert queries.n_unread(acting(world.people["Sam Ortiz"])) == 1
    assert queries.n_unread(acting(world.people["Amara Okafor"])) == 0
    assert Message.objects.count() == 6 and OutgoingMail.objects.count() == 5
    front.load(world)
    assert NeededDay.objects.count() == 2


def test_a_world_without_them_is_left_as_it_is() -> None:
    demo.load(a_world())
    front.load(a_world())
    assert not Message.objects.exists() and not NeededDay.objects.exists()
