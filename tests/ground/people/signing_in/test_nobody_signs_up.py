import pytest
from django.urls import NoReverseMatch, reverse
from tests.world import NOON, a_founder, a_person, acting

from groundswell.ground.people import actions, adapters
from groundswell.ground.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name", ["account_signup", "account_reset_password", "account_email", "socialaccount_signup"]
)
def test_there_is_no_page_to_sign_up_or_for_passwords(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_no_way_of_signing_in_is_open_to_new_people(rf):
    assert not adapters.AccountAdapter().is_open_for_signup(rf.get("/"))
    assert not adapters.SocialAdapter().is_open_for_signup(rf.get("/"), None)


def test_password_opens_nothing(client):
    joyce = a_person()
    assert not client.login(username=joyce.email, password="")
    Person.objects.filter(pk=joyce.pk).update(password="plain")
    assert not client.login(username=joyce.email, password="plain")


def test_key_limit_is_said_by_the_policy_of_the_page():
    from groundswell.ground.people import policies

    assert policies.make_token(a_founder(), 20, 20).reason.startswith("You have 20 keys")


def test_ended_person_is_not_written_down_as_signed_in():
    from groundswell.ground.kernel.decisions import Refused

    joyce = a_person()
    actions.end_person(person=joyce, by=a_founder(), at=NOON)
    joyce.refresh_from_db()
    with pytest.raises(Refused, match="This account has ended"):
        actions.note_sign_in(person=joyce, way="x", before=None, at=NOON)
    assert not acting(joyce).roles
