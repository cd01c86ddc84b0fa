"""Where the setting says so, an administrator without a passkey is there without that role."""

import pytest
from allauth.mfa.models import Authenticator
from tests.ground.people.signing_in.browser import sign_in_by_code
from tests.ground.people.signing_in.test_passkeys import PASSKEY, SECURITY, a_passkey
from tests.world import NOON, a_person, acting, an_organisation, holding, joins

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.people import actions
from groundswell.ground.people.standing import actor_for

pytestmark = pytest.mark.django_db
TOLD = "What an administrator sees and does here needs a passkey."


@pytest.fixture(autouse=True)
def strong(settings, at_noon):
    settings.REQUIRE_STRONG_ADMINISTRATORS = True


@pytest.fixture
def trust():
    return an_organisation()


@pytest.fixture
def ngozi(trust):
    return holding(joins(a_person("Ngozi Bello"), trust), "administrator", trust).person


@pytest.fixture
def pages(trust, ngozi):
    """What only an administrator opens."""
    place = f"/people/organisations/{trust.pk}"
    role = f"/people/persons/{ngozi.pk}/roles/add/"
    return [
        f"{place}/trail/",
        f"{place}/people/add/",
        role,
        f"/imports/start/staff-list/?organisation={trust.pk}",
    ]


@pytest.fixture
def with_passkey(client, monkeypatch):
    """`with_passkey(person)`: a browser in which the person signed in with one."""

    def sign_in(person):
        monkeypatch.setattr(
            "groundswell.ground.people.views.passkeys.passkey_of",
            lambda credential: Authenticator.objects.filter(user=person).first(),
        )
        client.post(PASSKEY, {"credential": "{}"})
        return client

    return sign_in


def test_by_a_code_an_administrator_administers_nothing_and_is_told(ngozi, pages):
    client = sign_in_by_code(ngozi.email)
    assert [client.get(page).status_code for page in pages] == [403, 403, 403, 403]
    assert TOLD in client.get(SECURITY).content.decode()


def test_with_a_passkey_they_administer_as_ever(ngozi, pages, with_passkey):
    a_passkey(ngozi)
    client = with_passkey(ngozi)
    assert [client.get(page).status_code for page in pages] == [200, 200, 200, 200]
    assert TOLD not in client.get(SECURITY).content.decode()


def test_unless_the_setting_says_so_a_code_is_enough(ngozi, pages, settings):
    settings.REQUIRE_STRONG_ADMINISTRATORS = False
    client = sign_in_by_code(ngozi.email)
    assert [client.get(page).status_code for page in pages] == [200, 200, 200, 200]


def test_who_administers_nothing_needs_no_passkey(trust):
    client = sign_in_by_code(joins(a_person(), trust).email)
    assert TOLD not in client.get(SECURITY).content.decode()


def test_the_page_says_beside_the_missing_buttons_what_to_do(ngozi, with_passkey):
    a_passkey(ngozi)
    page = sign_in_by_code(ngozi.email).get(SECURITY).content.decode()
    assert "You have a passkey. Sign in with it to add another." in page
    assert "Sign in again" in page
    assert "Remove" not in page
    page = with_passkey(ngozi).get(SECURITY).content.decode()
    assert "Add a passkey" in page
    assert "Remove" in page


def test_the_first_passkey_is_added_by_a_code_and_a_further_one_is_not(ngozi):
    by = actor_for(ngozi, on=NOON.date(), may_administer=False)
    first = actions.add_passkey(name="Phone", credential={}, by=by, at=NOON)
    with pytest.raises(Refused, match="Sign in with it to add another"):
        actions.add_passkey(name="Thief", credential={}, by=by, at=NOON)
    with pytest.raises(Refused, match="Sign in with a passkey to remove one"):
        actions.remove_passkey(passkey=first, by=by, at=NOON)
    actions.add_passkey(name="Key ring", credential={}, by=acting(ngozi), at=NOON)
    actions.remove_passkey(passkey=first, by=acting(ngozi), at=NOON)
    assert Authenticator.objects.get(user=ngozi).data["name"] == "Key ring"
