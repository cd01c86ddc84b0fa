import copy
from dataclasses import dataclass

import pytest
from tests.engines.gatherings.making import PROGRAMME, a_gathering, in_programme
from tests.world import a_person, acting, an_organisation, joins

from groundswell.engines.gatherings.models import Gathering
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Organisation


@dataclass
class House:
    """A trust, a meeting there today at two, and everybody who has to do with it."""

    trust: Organisation
    meeting: Gathering  # in the programme, an hour from now
    organiser: Actor
    invited: Actor  # of the trust
    leader: Actor  # of the programme
    coach: Actor
    sponsor: Actor
    member: Actor  # of the programme, not invited
    colleague: Actor  # of the trust, not invited
    outsider: Actor  # of another organisation


@pytest.fixture(scope="module")
def house_of_module(kept_for_module: None) -> House:
    trust, other = an_organisation(), an_organisation("Tarnside Mental Health Trust")
    leader = in_programme(joins(a_person("Lena Ford"), trust), "team_leader")
    organiser = in_programme(joins(a_person("Joyce Lim"), trust), "team_member")
    invited = acting(joins(a_person("Mo Khan"), trust))
    meeting = a_gathering(organiser, people=[invited], programme_id=PROGRAMME, organisation=trust)
    return House(
        trust=trust,
        meeting=meeting,
        organiser=organiser,
        invited=invited,
        leader=leader,
        coach=in_programme(a_person("Coco Chan"), "coach"),
        sponsor=in_programme(a_person("Sol Price"), "sponsor"),
        member=in_programme(a_person("Mina Roy"), "team_member"),
        colleague=acting(joins(a_person("Amara Okafor"), trust)),
        outsider=acting(joins(a_person("Dele Martins"), other)),
    )


@pytest.fixture
def house(house_of_module: House, db: None) -> House:
    return copy.deepcopy(house_of_module)


@pytest.fixture
def browser(house, signed_in):
    """`browser("leader")`: that person's own browser."""
    return lambda who: signed_in(getattr(house, who).person)
