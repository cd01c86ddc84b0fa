import types
from importlib import import_module

import pytest
from django.test import Client
from django.urls import NoReverseMatch, include, path, reverse
from tests.ground.people.signing_in.browser import is_signed_in
from tests.world import a_person, an_organisation, holding, joins

from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.people import urls as people_urls

pytestmark = pytest.mark.django_db
LIST = "/people/demo/"


@pytest.fixture
def routed(settings):
    """The routes of the demonstration: its list beside everything else."""
    routes = types.ModuleType("routes_of_the_demonstration")
    every = import_module(settings.ROOT_URLCONF).urlpatterns
    ours = [*people_urls.demo_urls, *people_urls.urlpatterns]
    routes.urlpatterns = [path("people/", include((ours, "people"))), *every]
    settings.ROOT_URLCONF = routes


@pytest.fixture
def demo(routed, settings):
    settings.DEMO = True


@pytest.fixture
def people():
    trust = an_organisation()
    ngozi = joins(a_person("Ngozi Bello"), trust)
    holding(ngozi, "administrator", trust)
    return ngozi, joins(a_person(), trust, job_title="Ward manager")


def test_list_is_nowhere_outside_the_demonstration(client, people):
    assert client.get(LIST).status_code in {302, 404}
    assert client.post(LIST, {"person": people[0].pk}).status_code in {302, 404}
    assert not is_signed_in(client)
    with pytest.raises(NoReverseMatch):
        reverse("people:demo_sign_in")


def test_view_itself_is_not_there_either(client, people, routed):
    assert client.post(LIST, {"person": people[0].pk}).status_code == 404


def test_list_shows_the_people_of_the_stories_and_everybody_with_a_role(client, demo, people):
    a_person("Somebody Else")
    page = client.get(LIST).content.decode()
    assert "Somebody Else" not in page
    assert "Administrator, Harrowmere Teaching Hospitals" in page
    assert "Ward manager, Harrowmere Teaching Hospitals" in page
    assert page.index("Joyce Lim") < page.index("Ngozi Bello")
    assert "sign in as an example person" in client.get("/accounts/sign-in/").content.decode()


def test_one_click_signs_in_as_an_example_person(client, demo, people):
    answer = client.post(LIST, {"person": people[0].pk, "next": "/people/security/"})
    assert answer.url == "/people/security/"
    assert client.session["_auth_user_id"] == str(people[0].pk)
    way = AuditEvent.objects.get(name="person.signed_in").details["way"]
    assert way == "the list of the demonstration"


@pytest.mark.parametrize("typed, status", [("", 400), ("joyce", 400), ("0" * 32, 404)])
def test_nobody_of_that_name_signs_in(client, demo, people, typed, status):
    assert client.post(LIST, {"person": typed}).status_code == status


@pytest.mark.parametrize("address", ["10.0.0.4", "", "::ffff:10.0.0.4"])
def test_other_machines_are_refused(demo, people, address):
    client = Client(REMOTE_ADDR=address)
    assert client.get(LIST).status_code == 403
    assert client.post(LIST, {"person": people[0].pk}).status_code == 403
    assert not is_signed_in(client)
