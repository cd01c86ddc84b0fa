import datetime as dt

import pytest
from tests.world import (
    NOON,
    TODAY,
    a_founder,
    a_person,
    a_team,
    acting,
    an_organisation,
    holding,
    joins,
)

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.messages.queries import inbox_page
from groundswell.ground.people import actions
from groundswell.ground.people.models import Role

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + dt.timedelta(days=1)
YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def trust():
    return an_organisation()


@pytest.fixture
def ngozi(trust):
    return holding(joins(a_person("Ngozi Bello"), trust), "administrator", trust)


def grant(person, code, *, by, **where):
    where.setdefault("starts_on", TODAY)
    return actions.grant_role(person=person, code=code, by=by, at=NOON, **where)


def test_administrator_grants_in_their_organisation_and_its_teams(trust, ngozi):
    ward, joyce = a_team(trust), joins(a_person(), trust)
    grant(joyce, "analyst", organisation=trust, by=ngozi)
    grant(joyce, "team_leader", team=ward, by=ngozi)
    held = acting(joyce)
    assert held.holds("analyst", organisation_id=trust.pk)
    assert held.holds("team_leader", team_id=ward.pk)
    events = AuditEvent.objects.filter(name="role.granted", about_id=str(joyce.pk))
    assert {e.details["place"] for e in events} == {"Ward 7", trust.name}
    assert {e.organisation_id for e in events} == {trust.pk}


def test_administrator_grants_nothing_elsewhere(trust, ngozi):
    other = an_organisation("Other")
    joyce = joins(joins(a_person(), trust), other)
    for where in ({"organisation": other}, {"team": a_team(other)}):
        with pytest.raises(Refused, match="Only an administrator of the organisation"):
            grant(joyce, "analyst", by=ngozi, **where)
    with pytest.raises(Refused, match="Only a system administrator can grant"):
        grant(joyce, "analyst", by=ngozi)


def test_colleague_grants_nothing(trust):
    joyce = joins(a_person(), trust)
    with pytest.raises(Refused):
        grant(joyce, "administrator", organisation=trust, by=acting(joyce))


def test_role_goes_to_people_of_the_organisation(trust, ngozi):
    dele = a_person("Dele Martins")
    with pytest.raises(Refused, match="Dele Martins does not belong to this organisation yet"):
        grant(dele, "analyst", organisation=trust, by=ngozi)
    grant(dele, "analyst", organisation=trust, by=a_founder())


def test_role_goes_to_nobody_who_has_left(trust, ngozi):
    joyce = joins(a_person(), trust)
    actions.end_person(person=joyce, by=ngozi, at=NOON)
    with pytest.raises(Refused, match="account of Joyce Lim has ended"):
        grant(joyce, "analyst", organisation=trust, by=a_founder())


@pytest.mark.parametrize(
    "code, where",
    [("team_leader", "organisation"), ("team_leader", "system"), ("analyst", "team")],
)
def test_role_is_held_where_it_can_be(trust, code, where):
    places = {
        "organisation": {"organisation": trust},
        "system": {},
        "team": {"team": a_team(trust)},
    }
    with pytest.raises(Unusable, match="can’t be held there") as caught:
        grant(a_person(), code, by=a_founder(), **places[where])
    assert caught.value.field == "code"


def test_unknown_role_is_refused(trust):
    with pytest.raises(Unusable, match="Choose one of the list"):
        grant(a_person(), "king", organisation=trust, by=a_founder())


def test_role_is_held_once_at_a_time(trust):
    joyce = a_person()
    grant(joyce, "analyst", organisation=trust, ends_on=TOMORROW, by=a_founder())
    for days in ({}, {"starts_on": YESTERDAY, "ends_on": TODAY}, {"starts_on": TOMORROW}):
        with pytest.raises(Unusable, match="already holds this role at that time"):
            grant(joyce, "analyst", organisation=trust, by=a_founder(), **days)
    later = TOMORROW + dt.timedelta(days=1)
    grant(joyce, "analyst", organisation=trust, starts_on=later, by=a_founder())
    grant(joyce, "analyst", organisation=an_organisation("Other"), by=a_founder())


def test_role_does_not_end_before_it_starts(trust):
    with pytest.raises(Unusable, match="can’t come before the start"):
        grant(a_person(), "analyst", organisation=trust, ends_on=YESTERDAY, by=a_founder())


def test_role_holds_from_its_first_to_its_last_day(trust):
    joyce = a_person()
    grant(joyce, "analyst", organisation=trust, ends_on=TOMORROW, by=a_founder())
    held = [
        acting(joyce, on=TODAY + dt.timedelta(days=d)).holds("analyst", organisation_id=trust.pk)
        for d in (-1, 0, 1, 2)
    ]
    assert held == [False, True, True, False]


def test_ended_role_is_gone_at_once_and_can_be_granted_again(trust, ngozi):
    joyce = joins(a_person(), trust)
    role = grant(joyce, "analyst", organisation=trust, by=ngozi)
    actions.end_role(role=role, by=ngozi, at=NOON)
    assert not acting(joyce).holds("analyst", organisation_id=trust.pk)
    with pytest.raises(Refused, match="already ended"):
        actions.end_role(role=role, by=ngozi, at=NOON)
    grant(joyce, "analyst", organisation=trust, by=ngozi)


def test_role_past_its_last_day_cannot_be_ended(trust, ngozi):
    joyce = joins(a_person(), trust)
    role = grant(
        joyce, "analyst", organisation=trust, starts_on=YESTERDAY, ends_on=YESTERDAY, by=ngozi
    )
    with pytest.raises(Refused, match="already ended"):
        actions.end_role(role=role, by=ngozi, at=NOON)


def test_only_that_places_administrator_ends_a_role(trust, ngozi):
    other = an_organisation("Other")
    in_organisation = grant(a_person(), "analyst", organisation=other, by=a_founder())
    in_team = grant(a_person("Sam Ortiz"), "team_leader", team=a_team(other), by=a_founder())
    in_system = grant(a_person("Tom Ashworth"), "board_member", by=a_founder())
    for role in (in_organisation, in_team):
        with pytest.raises(Refused, match="Only an administrator of the organisation"):
            actions.end_role(role=role, by=ngozi, at=NOON)
    with pytest.raises(Refused, match="Only a system administrator"):
        actions.end_role(role=in_system, by=ngozi, at=NOON)
    actions.end_role(role=in_team, by=a_founder(), at=NOON)
    actions.end_role(role=in_system, by=a_founder(), at=NOON)


def test_system_keeps_an_administrator_who_lasts():
    founder = a_founder()
    first = Role.objects.get()
    with pytest.raises(Refused, match="last system administrator"):
        actions.end_role(role=first, by=founder, at=NOON)
    holding(a_person("Sam Ortiz"), "administrator", ends_on=TOMORROW)
    holding(a_person("Tom Ashworth"), "administrator", starts_on=TOMORROW)
    with pytest.raises(Refused, match="last system administrator"):
        actions.end_role(role=first, by=founder, at=NOON)
    other = holding(a_person("Ruth Adeyemi"), "administrator")
    actions.end_role(role=first, by=founder, at=NOON)
    last = Role.objects.get(person=other.person)
    with pytest.raises(Refused, match="last system administrator"):
        actions.end_role(role=last, by=other, at=NOON)


def test_administrators_role_for_a_while_can_always_be_ended():
    a_founder()
    short = grant(a_person(), "administrator", ends_on=TOMORROW, by=a_founder())
    actions.end_role(role=short, by=a_founder(), at=NOON)


def test_person_is_told_of_a_role_given_and_of_its_end(
    trust, ngozi, django_capture_on_commit_callbacks
):
    sam = joins(a_person("Sam Ortiz"), trust)
    with django_capture_on_commit_callbacks(execute=True):
        role = grant(sam, "analyst", organisation=trust, by=ngozi)
        actions.end_role(role=role, by=ngozi, at=NOON)
    told = inbox_page(acting(sam), number=None, at=NOON).rows
    assert {message.subject for message in told} == {
        f"You have a role: Analyst, {trust.name}",
        f"Your role has ended: Analyst, {trust.name}",
    }
