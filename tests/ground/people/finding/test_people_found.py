"""Whom somebody finds, and may choose."""

from uuid import UUID

import pytest
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

from groundswell.ground.people import actions
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Organisation
from groundswell.ground.people.queries import people_found, person_chosen

pytestmark = pytest.mark.django_db


@pytest.fixture
def trust() -> Organisation:
    return an_organisation(ods_code="RZH")


@pytest.fixture
def elsewhere() -> Organisation:
    return an_organisation("Tarnside Mental Health Trust")


@pytest.fixture
def joyce(trust: Organisation) -> Actor:
    return acting(joins(a_person(), trust))


def names(asker: Actor, asked: str, *among: Organisation, **more: object) -> list[str]:
    found = people_found(asker, [o.pk for o in among], asked=asked, **more)  # type: ignore[arg-type]
    return [option.name for option in found.options]


@pytest.mark.parametrize("asked", ["sam", "ort", "ORTIZ sa", "sam.ortiz@harrowmere.example"])
def test_colleagues_are_found_by_parts_of_name_and_address(joyce, trust, asked):
    joins(a_person("Sam Ortiz"), trust, job_title="Analyst")
    found = people_found(joyce, asked=asked)
    assert [(o.name, o.detail) for o in found.options] == [
        ("Sam Ortiz", f"Analyst, {trust.name}, sam.ortiz@harrowmere.example")
    ]
    assert found.words == "1 person found."


def test_nobody_of_another_organisation_is_found(joyce, elsewhere):
    sam = joins(a_person("Sam Ortiz"), elsewhere)
    assert names(joyce, "sam") == []
    assert names(joyce, "sam", elsewhere) == []
    assert person_chosen(joyce, [], str(sam.pk)) is None
    assert person_chosen(joyce, [elsewhere.pk], str(sam.pk)) is None


def test_people_of_several_organisations_are_found_by_who_shares_them(joyce, trust, elsewhere):
    joins(a_person("Sam Ortiz"), trust)
    joins(a_person("Sam Lamb"), elsewhere)
    both = holding(joyce.person, "analyst", organisation=elsewhere)
    assert names(both, "sam") == ["Sam Lamb", "Sam Ortiz"]
    assert names(both, "sam", elsewhere) == ["Sam Lamb"]
    assert names(both, "sam", trust, elsewhere) == ["Sam Lamb", "Sam Ortiz"]


def test_a_system_administrator_finds_people_anywhere(elsewhere):
    joins(a_person("Sam Ortiz"), elsewhere)
    assert names(a_founder(), "sam") == ["Sam Ortiz"]
    assert names(a_founder(), "sam", elsewhere) == ["Sam Ortiz"]


def test_who_may_no_longer_sign_in_is_neither_found_nor_chosen(joyce, trust):
    sam = joins(a_person("Sam Ortiz"), trust)
    actions.end_person(person=sam, by=a_founder(), at=NOON)
    assert names(joyce, "sam") == []
    assert person_chosen(joyce, [trust.pk], str(sam.pk)) is None


def test_a_list_is_short_and_says_so(joyce, trust):
    for n in range(9):
        joins(a_person(f"Sam {n}"), trust)
    found = people_found(joyce, asked="sam")
    assert len(found.options) == 8
    assert found.words == "The first 8 are shown. Type more of the name to find others."


def test_nothing_asked_finds_nothing_and_a_stranger_is_said_to_be_none(joyce):
    assert people_found(joyce, asked=" ").words == ""
    assert people_found(joyce, asked="zebra").words.startswith("Nobody is found by “zebra”.")


def test_who_was_chosen_stays_in_the_list_and_who_is_offered_already_is_left_out(joyce, trust):
    sam = joins(a_person("Sam Ortiz"), trust)
    kwame = joins(a_person("Kwame Boateng"), trust)
    found = people_found(joyce, asked="kwame", chosen=str(sam.pk))
    assert [(o.name, o.is_chosen) for o in found.options] == [
        ("Sam Ortiz", True),
        ("Kwame Boateng", False),
    ]
    assert names(joyce, "kwame", but=[str(kwame.pk)]) == []
    assert names(joyce, "kwame", chosen=str(kwame.pk), but=[str(kwame.pk)]) == []
    assert names(joyce, "sam", chosen=str(sam.pk)) == ["Sam Ortiz"]


@pytest.mark.parametrize("value", ["x", "", str(UUID(int=7))])
def test_a_value_of_nobody_chooses_nobody(joyce, value):
    assert person_chosen(joyce, [], value) is None


def test_who_belongs_or_holds_a_role_there_today_may_be_chosen(joyce, trust, elsewhere):
    both = holding(joyce.person, "analyst", organisation=elsewhere)
    ward = a_team(trust)
    member, leader = joins(a_person("Sam Ortiz"), trust), a_person("Kwame Boateng")
    holding(leader, "team_leader", team=ward)
    past = joins(a_person("Ruth Adeyemi"), trust)
    actions.end_membership(
        membership=past.memberships.get(), ends_on=LAST_SPRING, by=a_founder(), at=NOON
    )
    allowed = [p for p in (member, leader, past) if person_chosen(both, [trust.pk], str(p.pk))]
    assert allowed == [member, leader]
    assert person_chosen(both, [elsewhere.pk], str(member.pk)) is None
    assert person_chosen(both, [], str(member.pk)) == member
    assert both.on == TODAY


def test_finding_asks_the_same_number_of_times_however_many_there_are(
    joyce, trust, django_assert_max_num_queries
):
    for n in range(12):
        joins(a_person(f"Sam {n}"), trust)
    with django_assert_max_num_queries(4):
        people_found(joyce, asked="sam")
