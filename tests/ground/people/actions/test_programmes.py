"""Roles in pieces of work that cross employers: challenges, cohorts."""

from uuid import uuid4

import pytest
from tests.world import NOON, TODAY, a_founder, a_person, acting, an_organisation, holding, joins

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people import actions, queries
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.models import Person, Role
from groundswell.ground.people.queries.finding import people_seen_by

pytestmark = pytest.mark.django_db
WORK = uuid4()


def a_lead() -> Actor:
    place = an_organisation()
    return holding(joins(a_person("Ngozi Bello"), place), RoleCode.SYSTEM_LEAD, place)


def make(person: Person, code: str = RoleCode.TEAM_MEMBER, by: Actor | None = None) -> Role:
    return actions.grant_programme_role(
        person=person, code=code, programme_id=WORK, programme="Home for lunch",
        by=by or a_lead(), at=NOON,
    )  # fmt: skip


def test_somebody_without_an_employer_here_is_welcomed_into_an_account_of_their_own() -> None:
    person = actions.welcome_person(
        email=" Dele@Kettleon.example ", name="Dele Martins", by=a_lead(), at=NOON
    )
    assert (person.email, person.name) == ("dele@kettleon.example", "Dele Martins")
    assert acting(person).organisation_ids == frozenset()


def test_who_is_known_already_is_found_and_not_renamed() -> None:
    known = a_person("Joyce Lim")
    found = actions.welcome_person(email=known.email, name="J. Lim", by=a_lead(), at=NOON)
    assert (found.pk, found.name) == (known.pk, "Joyce Lim")


def test_an_ended_account_is_not_welcomed() -> None:
    known = a_person("Joyce Lim")
    actions.end_person(person=known, by=a_founder(), at=NOON)
    with pytest.raises(Unusable, match="has ended"):
        actions.welcome_person(email=known.email, name="Joyce Lim", by=a_lead(), at=NOON)


def test_who_leads_nothing_invites_nobody() -> None:
    nobody = acting(a_person("Sam Ortiz"))
    with pytest.raises(Refused):
        actions.welcome_person(email="new@example.org", name="New", by=nobody, at=NOON)
    with pytest.raises(Refused):
        make(a_person("Joyce Lim"), by=nobody)


def test_a_role_in_a_piece_of_work_holds_there_and_nowhere_else() -> None:
    person = a_person("Joyce Lim")
    make(person, RoleCode.COACH)
    actor = acting(person)
    assert actor.programme_ids == {WORK}
    assert actor.holds(RoleCode.COACH, programme_id=WORK)
    assert not actor.holds(RoleCode.COACH, programme_id=uuid4())
    assert f"programme:{WORK}" in actor.reader_keys
    assert queries.holders_of(WORK, RoleCode.COACH) == [person]


def test_a_role_is_held_once_however_often_it_is_granted() -> None:
    person, lead = a_person("Joyce Lim"), a_lead()
    assert make(person, by=lead).pk == make(person, by=lead).pk
    assert Role.objects.filter(person=person).count() == 1


def test_a_role_of_an_organisation_is_no_role_of_a_piece_of_work() -> None:
    with pytest.raises(Unusable, match="can’t be held there"):
        make(a_person("Joyce Lim"), RoleCode.ADMINISTRATOR)


def test_an_ended_account_is_given_no_role() -> None:
    known, lead = a_person("Joyce Lim"), a_lead()
    actions.end_person(person=known, by=a_founder(), at=NOON)
    with pytest.raises(Refused, match="has ended"):
        make(known, by=lead)


def test_an_ended_role_opens_nothing_and_can_be_given_again() -> None:
    person, lead = a_person("Joyce Lim"), a_lead()
    first = make(person, by=lead)
    end = {"code": RoleCode.TEAM_MEMBER, "programme_id": WORK, "programme": "Home for lunch"}
    for _twice in range(2):
        actions.end_programme_role(person=person, by=lead, at=NOON, **end)  # type: ignore[arg-type]
    assert acting(person).programme_ids == frozenset()
    assert make(person, by=lead).pk != first.pk


def test_who_has_gone_ends_nothing() -> None:
    person = a_person("Joyce Lim")
    gone = a_lead()
    gone.person.is_active = False
    with pytest.raises(Refused):
        actions.end_programme_role(
            person=person, code=RoleCode.COACH, programme_id=WORK, programme="x", by=gone, at=NOON
        )


def test_people_of_one_piece_of_work_see_each_other_without_sharing_an_employer() -> None:
    lead, dele, joyce = a_lead(), a_person("Dele Martins"), a_person("Joyce Lim")
    make(dele, by=lead)
    assert not people_seen_by(acting(dele)).filter(pk=joyce.pk).exists()
    make(joyce, by=lead)
    assert people_seen_by(acting(dele)).filter(pk=joyce.pk).exists()


def test_a_role_in_a_piece_of_work_is_ended_there_and_named_by_it() -> None:
    person = a_person("Joyce Lim")
    role = make(person)
    with pytest.raises(Refused, match="ends where the work is: in Home for lunch"):
        actions.end_role(role=role, by=a_founder(), at=NOON)
    assert "Home for lunch" in str(queries.demo_page(TODAY, "/").people)


def test_a_role_of_pieces_of_work_alone_is_offered_in_no_form() -> None:
    offered = dict(queries.role_choices())
    assert RoleCode.SPONSOR not in offered
    assert offered[RoleCode.TEAM_LEADER] == "Team leader (one team)"
