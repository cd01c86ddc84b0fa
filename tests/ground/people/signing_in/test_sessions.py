"""When a session ends: roles that change, accounts that end, shared computers left alone."""

import pytest
from django.conf import settings
from tests.ground.people.signing_in.browser import SIGN_IN, is_signed_in, sign_in_by_code
from tests.world import NOON, a_founder, a_person, an_organisation, holding, joins

from groundswell.ground.people import actions
from groundswell.ground.people.models import Role

pytestmark = pytest.mark.django_db
HERE = "/people/organisations/"


def still_in(client) -> bool:
    return client.get(HERE).status_code == 200


def test_session_ends_when_a_role_is_granted_and_when_it_ends():
    trust = an_organisation()
    joyce = joins(a_person(), trust)
    client = sign_in_by_code(joyce.email)
    assert still_in(client)
    holding(joyce, "analyst", trust)
    assert not still_in(client)
    client = sign_in_by_code(joyce.email)
    role = Role.objects.get(person=joyce)
    assert still_in(client)
    actions.end_role(role=role, by=a_founder(), at=NOON)
    assert not still_in(client)


def test_other_peoples_sessions_go_on():
    trust = an_organisation()
    joyce, sam = joins(a_person(), trust), joins(a_person("Sam Ortiz"), trust)
    client = sign_in_by_code(sam.email)
    holding(joyce, "analyst", trust)
    assert still_in(client)


def test_session_ends_with_the_account_and_with_a_new_address():
    joyce, sam = a_person(), a_person("Sam Ortiz")
    of_joyce, of_sam = sign_in_by_code(joyce.email), sign_in_by_code(sam.email)
    actions.end_person(person=joyce, by=a_founder(), at=NOON)
    actions.change_person(
        person=sam, name=sam.name, known_as="", email="new@rzh.example", by=a_founder(), at=NOON
    )
    assert not still_in(of_joyce)
    assert not still_in(of_sam)


def test_shared_computer_is_signed_out_after_a_quarter_of_an_hour_alone(at_noon):
    client = sign_in_by_code(a_person().email, shared_computer="on")
    for _ in range(3):
        at_noon.shift(settings.SHARED_COMPUTER_IDLE_SECONDS - 1)
        assert still_in(client)
    at_noon.shift(settings.SHARED_COMPUTER_IDLE_SECONDS + 1)
    answer = client.get(HERE)
    assert (answer.status_code, answer.url) == (302, SIGN_IN)
    assert not is_signed_in(client)
    page = client.get(SIGN_IN).content.decode()
    assert "signed you out after 15 minutes, because this is a shared computer" in page


def test_every_page_says_on_a_shared_computer_that_it_signs_out():
    told = "we sign you out after 15 minutes without a click. Save"
    shared = sign_in_by_code(a_person().email, shared_computer="on")
    own = sign_in_by_code(a_person("Sam Ortiz").email)
    assert told in shared.get("/people/own-data/").content.decode()
    assert told not in own.get("/people/own-data/").content.decode()


def test_shared_computers_cookie_goes_with_the_browser():
    shared = sign_in_by_code(a_person().email, shared_computer="on")
    own = sign_in_by_code(a_person("Sam Ortiz").email)
    assert shared.cookies["sessionid"]["max-age"] == ""
    assert own.cookies["sessionid"]["max-age"] == settings.SESSION_COOKIE_AGE


def test_own_computer_stays_signed_in_through_a_shift_and_no_longer(at_noon):
    client = sign_in_by_code(a_person().email)
    at_noon.shift(settings.SHARED_COMPUTER_IDLE_SECONDS * 4)
    assert still_in(client)
    at_noon.shift(settings.SESSION_COOKIE_AGE)
    assert not still_in(client)


def test_box_ticked_by_somebody_before_does_not_stick(at_noon):
    joyce = a_person()
    client = sign_in_by_code(joyce.email, shared_computer="on")
    client.post("/accounts/sign-out/")
    from tests.ground.people.signing_in.browser import ask_for_code, newest_code, type_code

    ask_for_code(client, joyce.email)
    type_code(client, newest_code())
    at_noon.shift(settings.SHARED_COMPUTER_IDLE_SECONDS + 1)
    assert still_in(client)


def test_security_page_says_what_kind_of_computer_this_is():
    shared = sign_in_by_code(a_person().email, shared_computer="on")
    assert "You said it is shared" in shared.get("/people/security/").content.decode()
    own = sign_in_by_code(a_person("Sam Ortiz").email)
    assert "up to 12 hours" in own.get("/people/security/").content.decode()
