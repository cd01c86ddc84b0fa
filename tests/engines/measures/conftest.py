import copy
from dataclasses import dataclass

import pytest
from tests.engines.measures.making import SHIFTED, a_measure
from tests.world import a_person, a_team, acting, an_organisation, holding, joins

from groundswell.engines.measures.models import Measure
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Organisation, Team


@dataclass
class House:
    """A trust with a team, a measure of that team, and everybody who has to do with it."""

    trust: Organisation
    team: Team
    measure: Measure
    leader: Actor  # of the team, who also owns the numbers
    member: Actor  # of the team
    colleague: Actor  # of the trust, of no team
    analyst: Actor  # of the trust
    administrator: Actor  # of the trust
    everywhere: Actor  # analyst of the whole system
    outsider: Actor  # of another organisation


@pytest.fixture(scope="module")
def house_of_module(kept_for_module: None) -> House:
    trust = an_organisation()
    other = an_organisation("Tarnside Mental Health Trust")
    team = a_team(trust, "Home for lunch")
    joyce = joins(a_person("Joyce Lim"), trust, team)
    leader = holding(joyce, "team_leader", team=team)
    measure = a_measure(trust, team=team, owner=joyce, by=leader, values=SHIFTED, places=0)
    return House(
        trust=trust,
        team=team,
        measure=measure,
        leader=leader,
        member=acting(joins(a_person("Mo Khan"), trust, team)),
        colleague=acting(joins(a_person("Amara Okafor"), trust)),
        analyst=holding(joins(a_person("Sam Ortiz"), trust), "analyst", organisation=trust),
        administrator=holding(
            joins(a_person("Ngozi Bello"), trust), "administrator", organisation=trust
        ),
        everywhere=holding(a_person("Ana Silva"), "analyst"),
        outsider=acting(joins(a_person("Dele Martins"), other)),
    )


@pytest.fixture
def house(house_of_module: House, db: None) -> House:
    return copy.deepcopy(house_of_module)
