import pytest
from tests.ground.people.looking import found
from tests.world import NOON, TODAY, a_founder, a_person, a_team, an_organisation, holding, joins

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.people import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def trust():
    return an_organisation()


@pytest.fixture
def ngozi(trust):
    return holding(a_person("Ngozi Bello"), "administrator", trust)


def test_administrator_adds_teams_within_teams(trust, ngozi):
    medicine = actions.add_team(organisation=trust, name="Medicine", by=ngozi, at=NOON)
    ward = actions.add_team(organisation=trust, name="Ward 7", parent=medicine, by=ngozi, at=NOON)
    assert ward.parent == medicine
    assert {e.name for e in AuditEvent.objects.filter(organisation_id=trust.pk)} >= {"team.added"}


def test_another_organisations_administrator_touches_no_team(trust):
    other = an_organisation("Other")
    ruth = holding(a_person("Ruth Adeyemi"), "administrator", other)
    ward = a_team(trust)
    for step in (
        lambda: actions.add_team(organisation=trust, name="X", by=ruth, at=NOON),
        lambda: actions.rename_team(team=ward, name="X", by=ruth, at=NOON),
        lambda: actions.close_team(team=ward, by=ruth, at=NOON),
    ):
        with pytest.raises(Refused, match="Only an administrator of Harrowmere"):
            step()


def test_team_is_found_by_those_of_its_organisation(trust):
    ward, other = a_team(trust), an_organisation("Other")
    joyce, dele = joins(a_person(), trust), joins(a_person("Dele Martins"), other)
    from tests.world import acting

    assert [e.pk for e in found("ward", acting(joyce).reader_keys)] == [ward.pk]
    assert found("ward", acting(dele).reader_keys) == []
    assert len(found("ward", a_founder().reader_keys)) == 1


def test_larger_team_is_open_and_of_the_same_organisation(trust, ngozi):
    other = a_team(an_organisation("Other"), "Elsewhere")
    with pytest.raises(Unusable, match="same organisation") as caught:
        actions.add_team(organisation=trust, name="X", parent=other, by=ngozi, at=NOON)
    assert caught.value.field == "parent"
    medicine = actions.close_team(team=a_team(trust, "Medicine"), by=ngozi, at=NOON)
    with pytest.raises(Unusable, match="Medicine is closed"):
        actions.add_team(organisation=trust, name="X", parent=medicine, by=ngozi, at=NOON)


@pytest.mark.parametrize("within", [True, False])
def test_name_is_taken_once_beside_its_neighbours(trust, ngozi, within):
    parent = a_team(trust, "Medicine") if within else None
    a_team(trust, "Ward 7", parent)
    with pytest.raises(Unusable, match="already a team called Ward 7") as caught:
        a_team(trust, "Ward 7", parent)
    assert caught.value.field == "name"


def test_closed_organisation_takes_no_teams(trust):
    actions.close_organisation(organisation=trust, by=a_founder(), at=NOON)
    with pytest.raises(Refused, match="takes no new teams"):
        a_team(trust)


def test_renamed_team_is_found_by_its_new_name(trust, ngozi):
    ward = a_team(trust)
    actions.rename_team(team=ward, name="Ward 9", version=1, by=ngozi, at=NOON)
    assert found("9", ngozi.reader_keys)
    assert AuditEvent.objects.get(name="team.renamed").details == {"former": "Ward 7"}
    with pytest.raises(Stale):
        actions.rename_team(team=ward, name="Ward 10", version=1, by=ngozi, at=NOON)


def test_team_is_renamed_to_no_name_that_is_taken_but_may_keep_its_own(trust, ngozi):
    ward = a_team(trust)
    a_team(trust, "Ward 8")
    with pytest.raises(Unusable, match="already a team called Ward 8"):
        actions.rename_team(team=ward, name="Ward 8", by=ngozi, at=NOON)
    actions.rename_team(team=ward, name="Ward 7", by=ngozi, at=NOON)


def test_team_closes_once_and_after_the_teams_within_it(trust, ngozi):
    medicine = a_team(trust, "Medicine")
    ward = a_team(trust, "Ward 7", medicine)
    with pytest.raises(Unusable, match="Close the teams within Medicine first"):
        actions.close_team(team=medicine, by=ngozi, at=NOON)
    actions.close_team(team=ward, by=ngozi, at=NOON)
    assert actions.close_team(team=medicine, by=ngozi, at=NOON).closed_on == TODAY
    with pytest.raises(Refused, match="already closed"):
        actions.close_team(team=medicine, by=ngozi, at=NOON)


def test_teams_stand_within_teams_eight_deep(trust, ngozi):
    team = None
    for depth in range(8):
        team = a_team(trust, f"Level {depth}", team)
    with pytest.raises(Unusable, match="at most 8 deep") as caught:
        a_team(trust, "Level 8", team)
    assert caught.value.field == "parent"
