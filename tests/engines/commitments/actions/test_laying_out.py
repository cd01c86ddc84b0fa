"""A system lead lays out the plan of a piece of work, and tells of the whole of it elsewhere."""

import pytest
from tests.engines.commitments.conftest import Crew
from tests.world import a_person, an_organisation, holding, joins

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.messages.models import Message
from groundswell.ground.people.kinds import RoleCode


def test_a_system_lead_writes_down_who_does_what_without_taking_part(crew: Crew) -> None:
    place = an_organisation("Riverside")
    lead = holding(joins(a_person("Lea Park"), place), RoleCode.SYSTEM_LEAD, place)
    assert crew.promise(by=lead).owner == crew.member.person
    with pytest.raises(Refused, match="take part"):
        crew.promise(by=crew.colleague)


def test_of_a_whole_plan_nobody_is_told_step_by_step(crew: Crew) -> None:
    crew.promise(by=crew.leader, is_told=False)
    assert not Message.objects.exists()
    crew.promise(by=crew.leader)
    assert Message.objects.exists()
