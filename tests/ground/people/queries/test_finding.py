import datetime as dt

import pytest
from django.http import Http404
from tests.world import (
    LAST_SPRING,
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

from groundswell.ground.people import actions, queries
from groundswell.ground.people.actors import Actor, HeldRole
from groundswell.ground.people.standing import actor_for

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def trust():
    return an_organisation(ods_code="RZH")


def test_organisation_is_found_by_its_people_and_by_system_wide_roles(trust):
    other = an_organisation("Other")
    joyce = acting(joins(a_person(), trust))
    assert queries.organisation_for(joyce, trust.pk) == trust
    for missing in (other.pk, joyce.id):
        with pytest.raises(Http404):
            queries.organisation_for(joyce, missing)
    tom = holding(a_person("Tom Ashworth"), "board_member")
    assert queries.organisation_for(tom, other.pk) == other
    assert queries.known_organisation(other.pk) == other


def test_own_organisations_are_listed_without_the_closed(trust):
    other = an_organisation("Another")
    joyce = joins(joins(a_person(), trust), other)
    assert queries.organisations_of(acting(joyce)) == [other, trust]
    actions.close_organisation(organisation=other, by=a_founder(), at=NOON)
    assert queries.organisations_of(acting(joyce)) == [trust]


def test_team_is_found_within_ones_organisations(trust):
    ward, elsewhere = a_team(trust), a_team(an_organisation("Other"))
    joyce = acting(joins(a_person(), trust))
    assert queries.team_for(joyce, ward.pk) == ward
    with pytest.raises(Http404):
        queries.team_for(joyce, elsewhere.pk)


def test_open_teams_are_listed_by_name(trust):
    wards = [a_team(trust, n) for n in ("Ward 8", "Ward 7", "Ward 9")]
    actions.close_team(team=wards[2], by=a_founder(), at=NOON)
    assert [t.name for t in queries.teams_of(trust)] == ["Ward 7", "Ward 8"]


def test_organisations_are_found_by_many_codes_at_once(trust, django_assert_num_queries):
    codes = ["rzh ", "RZX", *(f"X{i}" for i in range(900))]
    with django_assert_num_queries(2):
        assert queries.organisations_by_ods(codes) == {"RZH": trust}
    assert queries.organisations_by_ods([]) == {}


def test_people_are_found_by_many_addresses_at_once(django_assert_num_queries):
    joyce = a_person(email="joyce@rzh.example")
    addresses = [" Joyce@rzh.example", *(f"{i}@x.example" for i in range(900))]
    with django_assert_num_queries(2):
        assert queries.people_by_email(addresses) == {"joyce@rzh.example": joyce}


def test_names_of_many_people_come_at_once():
    joyce, sam = a_person(), a_person("Sam Ortiz")
    named = queries.people_named([joyce.pk, None, sam.pk, joyce.pk, an_organisation().pk])
    assert named == {joyce.pk: "Joyce Lim", sam.pk: "Sam Ortiz"}


def test_membership_and_role_are_found_within_ones_organisations(trust):
    joyce = joins(a_person(), trust)
    row = joyce.memberships.get()
    holding(joyce, "team_leader", team=a_team(trust))
    role = joyce.roles.get()
    assert queries.membership_for(acting(joyce), row.pk) == row
    assert queries.role_for(acting(joyce), role.pk) == role
    dele = acting(joins(a_person("Dele Martins"), an_organisation("Other")))
    for look in (queries.membership_for, queries.role_for):
        with pytest.raises(Http404):
            look(dele, row.pk if look is queries.membership_for else role.pk)


def test_actor_holds_what_runs_that_day_and_teams_count_for_larger_ones(trust):
    medicine = a_team(trust, "Medicine")
    ward = a_team(trust, "Ward 7", medicine)
    joyce = joins(a_person(), trust, ward)
    holding(joyce, "analyst", trust, starts_on=TODAY, ends_on=TODAY)
    today = acting(joyce)
    assert today.team_ids == {ward.pk, medicine.pk}
    assert today.holds("analyst", organisation_id=trust.pk)
    assert not acting(joyce, TODAY + DAY).roles
    assert not acting(joyce, LAST_SPRING - DAY).organisation_ids
    assert today.reader_keys == {
        f"person:{joyce.pk}",
        f"organisation:{trust.pk}",
        f"team:{ward.pk}",
        f"team:{medicine.pk}",
    }


def test_role_in_a_team_makes_its_organisation_ones_own(trust):
    lead = holding(a_person(), "team_leader", team=a_team(trust))
    assert lead.organisation_ids == {trust.pk}


def test_loading_an_actor_takes_three_queries(trust, django_assert_num_queries):
    joyce = joins(a_person(), trust, a_team(trust))
    with django_assert_num_queries(3):
        actor_for(joyce, on=TODAY)


def test_role_elsewhere_is_not_held_here(trust):
    joyce = a_person()
    actor = Actor(person=joyce, on=TODAY, roles=frozenset({HeldRole("analyst", joyce.pk)}))
    assert not actor.holds("analyst", organisation_id=trust.pk)
    assert not actor.holds("analyst")
    assert not actor.is_system_administrator


def test_rows_are_told_by_their_names(trust):
    joyce = joins(a_person(), trust, a_team(trust))
    holding(joyce, "analyst", trust)
    assert str(joyce.memberships.get()) == "Joyce Lim (Harrowmere Teaching Hospitals)"
    assert str(joyce.roles.get()) == "Analyst: Joyce Lim"
    assert str(trust) == trust.name


def test_person_is_known_to_django_by_their_address():
    from groundswell.ground.people.models import Person

    joyce = a_person(email="joyce@rzh.example")
    assert Person.objects.get_by_natural_key("JOYCE@rzh.example") == joyce
