import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from tests.ground.people.looking import found
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
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.people import actions
from groundswell.ground.people.models import ApiToken, Membership, Person, Role

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + dt.timedelta(days=1)


def change(person, *, by, **changes):
    known = {"name": person.name, "known_as": person.known_as, "email": person.email}
    return actions.change_person(person=person, **(known | changes), by=by, at=NOON)


@pytest.fixture
def trust():
    return an_organisation()


@pytest.fixture
def ngozi(trust):
    return holding(joins(a_person("Ngozi Bello"), trust), "administrator", trust)


def test_any_administrator_adds_people_and_nobody_else(ngozi):
    added = actions.add_person(email=" Sam@RZH.example", name="Sam Ortiz", by=ngozi, at=NOON)
    assert (added.email, added.greeting_name) == ("sam@rzh.example", "Sam")
    with pytest.raises(Refused, match="Only an administrator can add people"):
        actions.add_person(email="x@rzh.example", name="X", by=acting(added), at=NOON)


def test_person_is_greeted_as_they_like():
    assert a_person("Oluwaseun Ade", known_as="Seun").greeting_name == "Seun"


@pytest.mark.parametrize("email", ["joyce", "", "a@b", "x" * 250 + "@rzh.example", "a b@c.example"])
def test_address_that_is_none_is_refused(email):
    with pytest.raises(Unusable) as caught:
        actions.add_person(email=email, name="Joyce", by=a_founder(), at=NOON)
    assert caught.value.field == "email"


def test_address_belongs_to_one_person_whatever_its_letters():
    a_person(email="joyce@rzh.example")
    with pytest.raises(Unusable, match="already a person with this address"):
        a_person(email="JOYCE@rzh.example")


def test_person_is_found_by_colleagues_and_not_by_others(trust):
    joyce = joins(a_person(), trust, job_title="Ward manager")
    sam = joins(a_person("Sam Ortiz"), trust)
    dele = joins(a_person("Dele Martins"), an_organisation("Kettle On"))
    colleagues = found("lim", acting(sam).reader_keys)
    assert [(e.pk, e.detail) for e in colleagues] == [(joyce.pk, f"Ward manager, {trust.name}")]
    assert found("lim", acting(dele).reader_keys) == []
    assert found("joyce.lim", a_founder().reader_keys)


def test_people_change_their_own_name_but_not_their_address(trust):
    joyce = joins(a_person(), trust)
    changed = change(joyce, by=acting(joyce), name="Joyce Tan", known_as="Joy")
    assert (changed.name, changed.known_as, changed.version) == ("Joyce Tan", "Joy", 2)
    assert found("tan", acting(joyce).reader_keys)
    with pytest.raises(Refused, match="every organisation that Joyce Tan belongs to"):
        change(changed, by=acting(joyce), email="new@rzh.example")


def test_colleague_changes_nobody(trust):
    joyce, sam = joins(a_person(), trust), joins(a_person("Sam Ortiz"), trust)
    with pytest.raises(Refused):
        change(joyce, by=acting(sam), name="X")


def test_new_address_closes_the_former_one(trust, ngozi):
    joyce = joins(a_person(), trust)
    EmailAddress.objects.create(user=joyce, email=joyce.email, verified=True)
    changed = change(joyce, by=ngozi, email="joyce.tan@rzh.example")
    assert not EmailAddress.objects.exists()
    assert changed.get_session_auth_hash() != joyce.get_session_auth_hash()
    with pytest.raises(Unusable, match="already a person"):
        change(changed, by=ngozi, email=a_person("Sam Ortiz").email)


def test_administrator_of_one_of_two_places_gains_nothing_in_the_other(trust, ngozi):
    joyce = joins(joins(a_person(), trust), an_organisation("Other"))
    with pytest.raises(Refused, match="every organisation"):
        change(joyce, by=ngozi, email="mine@rzh.example")
    with pytest.raises(Refused, match="every organisation"):
        actions.end_person(person=joyce, by=ngozi, at=NOON)


@pytest.mark.parametrize("code", ["administrator", "analyst", "board_member"])
def test_administrator_of_a_place_has_no_hold_on_people_with_a_system_role(trust, ngozi, code):
    tom = joins(a_person("Tom Ashworth"), trust)
    holding(tom, code)
    with pytest.raises(Refused, match="system administrator"):
        change(tom, by=ngozi, email="mine@rzh.example")


def test_person_of_nowhere_belongs_to_system_administrators(ngozi):
    joyce = a_person()
    with pytest.raises(Refused):
        actions.end_person(person=joyce, by=ngozi, at=NOON)
    actions.end_person(person=joyce, by=a_founder(), at=NOON)


def test_programme_role_lies_outside_every_organisation(trust, ngozi):
    joyce = joins(a_person(), trust)
    Role.objects.create(
        person=joyce, code="analyst", scope="programme", programme_id=joyce.pk, starts_on=TODAY
    )
    with pytest.raises(Refused):
        actions.end_person(person=joyce, by=ngozi, at=NOON)


def test_two_people_changing_at_once_overwrite_nothing():
    joyce = a_person()
    change(joyce, by=a_founder(), name="First", version=1)
    with pytest.raises(Stale):
        change(joyce, by=a_founder(), name="Second", version=1)


def test_ended_person_holds_nothing_and_is_not_found(trust, ngozi):
    ward = a_team(trust)
    joyce = joins(joins(a_person(), trust), trust, ward, starts_on=TOMORROW)
    holding(joyce, "team_leader", team=ward)
    actions.make_token(name="Dashboard", expires_on=TOMORROW, by=acting(joyce), at=NOON)
    ended = actions.end_person(person=joyce, by=ngozi, at=NOON)
    assert (ended.is_active, ended.ended_at) == (False, NOON)
    assert not Role.objects.filter(person=joyce, ended_at=None).exists()
    assert {m.ends_on for m in Membership.objects.filter(person=joyce)} == {TODAY, TOMORROW}
    assert ApiToken.objects.get().withdrawn_at == NOON
    assert found("joyce", a_founder().reader_keys) == []
    event = AuditEvent.objects.get(name="person.ended")
    assert (event.about_label, event.organisation_id) == ("Joyce Lim", trust.pk)
    with pytest.raises(Refused, match="has already ended"):
        actions.end_person(person=joyce, by=a_founder(), at=NOON)


def test_nobody_ends_their_own_account():
    founder = a_founder()
    with pytest.raises(Refused, match="can’t end your own account"):
        actions.end_person(person=founder.person, by=founder, at=NOON)


def test_last_system_administrator_who_lasts_is_not_ended():
    founder = a_founder()
    helper = holding(a_person("Sam Ortiz"), "administrator", ends_on=TOMORROW)
    with pytest.raises(Refused, match="last system administrator"):
        actions.end_person(person=founder.person, by=helper, at=NOON)
    holding(a_person("Ruth Adeyemi"), "administrator")
    actions.end_person(person=founder.person, by=helper, at=NOON)
    assert not Person.objects.get(pk=founder.id).is_active


def test_outsider_is_told_who_may_and_not_how_many_administrators_there_are():
    founder, joyce = a_founder(), a_person()
    with pytest.raises(Refused, match="every organisation"):
        actions.end_person(person=founder.person, by=acting(joyce), at=NOON)


def test_a_colleague_costs_the_index_a_row_for_each_word_and_place():
    from groundswell.ground.kernel.models import SearchWord

    joyce = joins(a_person(email="joyce.lim@rzh.example"), an_organisation())
    rows = SearchWord.objects.filter(entry_id=joyce.pk)
    assert set(rows.values_list("word", flat=True)) == {"joyce", "lim"}
    assert rows.count() == 2 * 2  # the organisation's people, and who administers the system
    assert found("joyce.lim@rzh.example", acting(joyce).reader_keys)
