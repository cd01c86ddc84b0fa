import re

import pytest
from django.contrib.messages import get_messages
from tests.world import NOON, a_founder, a_person, a_team, an_organisation, holding, joins

from groundswell.ground.people import actions
from groundswell.ground.people.models import Membership, Organisation, Person, Team

pytestmark = pytest.mark.django_db
LIST, ADD = "/people/organisations/", "/people/organisations/add/"


def page_of(thing, *rest: str) -> str:
    folder = "teams" if isinstance(thing, Team) else "organisations"
    return "/".join(["/people", folder, str(thing.pk), *rest, ""])


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def trust():
    return an_organisation(ods_code="RZH")


@pytest.fixture
def ngozi(trust, signed_in):
    person = joins(a_person("Ngozi Bello"), trust)
    holding(person, "administrator", trust)
    return signed_in(person)


@pytest.fixture
def joyce(trust, signed_in):
    return signed_in(joins(a_person(), trust))


@pytest.fixture
def outsider(signed_in):
    return signed_in(joins(a_person("Dele Martins"), an_organisation("Kettle On", "charity")))


@pytest.fixture
def priya(signed_in):
    return signed_in(a_founder().person)


def test_list_is_searched_by_name_and_code(joyce, outsider):
    for asked in ("harrow", "RZ", "rzh"):
        answer = text(joyce.get(LIST, {"q": asked}))
        assert "Harrowmere Teaching Hospitals" in answer
        assert "Kettle On" not in answer
    assert "No organisation has this name" in text(joyce.get(LIST, {"q": "zebra"}))
    assert "Only a system administrator can add an organisation" in text(joyce.get(LIST))


def test_empty_list_says_what_to_do(priya):
    assert "No organisations yet" in text(priya.get(LIST))


def test_list_asks_the_same_whatever_its_length(joyce, django_assert_max_num_queries):
    for i in range(60):
        an_organisation(f"Surgery {i}", "primary_care")
    with django_assert_max_num_queries(9):
        answer = joyce.get(LIST)
    assert "1 to 50 of 61" in text(answer)
    assert "Surgery 9" in text(joyce.get(LIST, {"page": "2"}))


def test_system_administrator_adds_an_organisation(priya, joyce):
    typed = {"name": "Kettle On", "kind": "charity", "ods_code": "", "opened_on": "1 April 2020"}
    answer = priya.post(ADD, typed)
    added = Organisation.objects.get(name="Kettle On")
    assert answer.url == page_of(added)
    assert "The organisation is added" in text(priya.get(answer.url))
    assert priya.post(ADD, typed).status_code == 422
    for method in (joyce.get, joyce.post):
        assert method(ADD).status_code == 403


def test_what_cannot_be_used_is_said_and_kept(priya, trust):
    answer = priya.post(ADD, {"name": "Other", "kind": "trust", "ods_code": "rzh"})
    assert answer.status_code == 422
    assert "The code RZH belongs to Harrowmere Teaching Hospitals" in text(answer)
    assert 'value="Other"' in text(answer)
    answer = priya.post(ADD, {"name": "", "kind": "castle", "opened_on": "someday"})
    assert answer.status_code == 422
    assert text(answer).count("nhsuk-error-message") == 3


def test_page_shows_its_insides_to_its_people_alone(joyce, outsider, trust):
    a_team(trust)
    seen = text(joyce.get(page_of(trust)))
    assert "Joyce Lim" in seen
    assert "Ward 7" in seen
    unseen = text(outsider.get(page_of(trust)))
    assert "RZH" in unseen
    assert "Joyce Lim" not in unseen
    assert "Ward 7" not in unseen
    assert "Only people of Harrowmere Teaching Hospitals can see" in unseen


def test_page_says_why_a_button_is_missing(joyce, trust):
    page = text(joyce.get(page_of(trust)))
    assert "Only an administrator of Harrowmere Teaching Hospitals can change this" in page
    assert page_of(trust, "change") not in page


def test_page_shows_teams_one_within_the_other(ngozi, trust):
    medicine = a_team(trust, "Medicine")
    a_team(trust, "Ward 7", medicine)
    page = text(ngozi.get(page_of(trust)))
    assert "Medicine</a><ul>" in page.replace("\n", "")
    assert "– Ward 7" in text(ngozi.get(page_of(trust, "people", "add")))


def test_team_whose_larger_team_was_closed_before_stands_at_the_top(ngozi, trust):
    medicine = a_team(trust, "Medicine")
    ward = a_team(trust, "Ward 7", medicine)
    Team.objects.filter(pk=medicine.pk).update(closed_on=NOON.date())
    assert ward.name in text(ngozi.get(page_of(trust)))


def test_people_of_a_page_are_searched_and_paged(ngozi, trust, django_assert_max_num_queries):
    for i in range(60):
        joins(a_person(f"Person {i:02}"), trust, job_title="Nurse")
    with django_assert_max_num_queries(14):
        page = text(ngozi.get(page_of(trust)))
    assert "Ngozi Bello to Person 48" in page
    onward = re.search(r'href="(\?after=[^"]+)" rel="next"', page)
    assert onward
    with django_assert_max_num_queries(14):
        rest = text(ngozi.get(page_of(trust) + onward[1]))
    assert "Person 49 to Person 59" in rest
    found = text(ngozi.get(page_of(trust), {"q": "person 41"}))
    assert "Person 41" in found
    assert "Person 42" not in found
    assert "Nobody here has this name" in text(ngozi.get(page_of(trust), {"q": "zebra"}))


def test_large_place_shows_the_same_people(ngozi, trust, monkeypatch):
    monkeypatch.setattr("groundswell.ground.people.queries.organisations._LARGE", 0)
    assert "Ngozi Bello" in text(ngozi.get(page_of(trust)))


def test_administrator_changes_the_organisation_and_sees_what_others_did_meanwhile(ngozi, trust):
    change = page_of(trust, "change")
    assert 'value="RZH"' in text(ngozi.get(change))
    typed = {"name": "Harrowmere", "kind": "trust", "ods_code": "RZH", "version": "1"}
    assert ngozi.post(change, typed).url == page_of(trust)
    answer = ngozi.post(change, typed | {"name": "Other"})
    assert answer.status_code == 422
    assert "Somebody else changed this" in text(answer)


@pytest.mark.parametrize("step", ["change", "close", "teams/add", "people/add", "trail"])
def test_other_organisations_are_not_there_and_colleagues_are_refused(step, joyce, outsider, trust):
    for method in (outsider.get, outsider.post):
        assert method(page_of(trust, step)).status_code in {404, 405}
    assert outsider.get(page_of(trust, step)).status_code == 404
    assert joyce.get(page_of(trust, step)).status_code == 403


def test_organisation_closes_into_a_successor(priya, trust):
    new, close = an_organisation("New", ods_code="RZN"), page_of(trust, "close")
    assert "cannot be undone" in text(priya.get(close))
    answer = priya.post(close, {"successor": "nowhere"})
    assert (answer.status_code, "We know no single organisation" in text(answer)) == (422, True)
    assert priya.post(close, {"successor": "rzn", "closed_on": ""}).url == page_of(trust)
    page = text(priya.get(page_of(trust)))
    assert page_of(new) in page
    assert "Closed on" in page
    assert priya.post(close, {"successor": ""}).status_code == 403


def test_organisation_closes_without_a_successor(priya, trust):
    assert priya.post(page_of(trust, "close"), {"successor": ""}).status_code == 302


def test_administrator_adds_a_team_within_another(ngozi, trust):
    medicine, add = a_team(trust, "Medicine"), page_of(trust, "teams", "add")
    assert "selected" in text(ngozi.get(add, {"within": medicine.pk}))
    answer = ngozi.post(add, {"name": "Ward 7", "parent": medicine.pk})
    ward = Team.objects.get(name="Ward 7")
    assert (answer.url, ward.parent) == (page_of(ward), medicine)
    assert ngozi.post(add, {"name": "Ward 7", "parent": medicine.pk}).status_code == 422
    assert ngozi.post(add, {"name": "Ward 8", "parent": "no-such"}).status_code == 422
    assert ngozi.post(add, {"name": "Theatres", "parent": ""}).status_code == 302


def test_team_page_shows_who_is_in_it(ngozi, joyce, trust, django_assert_max_num_queries):
    medicine = a_team(trust, "Medicine")
    ward = a_team(trust, "Ward 7", medicine)
    lead = joins(a_person("Sam Ortiz"), trust, ward)
    holding(lead, "team_leader", team=ward)
    with django_assert_max_num_queries(13):
        page = text(joyce.get(page_of(ward)))
    assert "Sam Ortiz" in page
    assert "Team leader" in page
    assert "Ward 7" in text(ngozi.get(page_of(medicine)))
    assert "Nobody is in this team yet" in text(ngozi.get(page_of(medicine)))


def test_system_wide_role_sees_a_team_but_not_its_people(signed_in, trust):
    ward = a_team(trust)
    joins(a_person(), trust, ward)
    tom = a_person("Tom Ashworth")
    holding(tom, "board_member")
    page = text(signed_in(tom).get(page_of(ward)))
    assert "Ward 7" in page
    assert "Joyce Lim" not in page


def test_team_is_renamed_and_closed(ngozi, trust):
    medicine = a_team(trust, "Medicine")
    ward = a_team(trust, "Ward 7", medicine)
    assert 'value="Ward 7"' in text(ngozi.get(page_of(ward, "rename")))
    answer = ngozi.post(page_of(ward, "rename"), {"name": "Ward 9", "version": "1"})
    assert answer.url == page_of(ward)
    answer = ngozi.post(page_of(medicine, "close"), follow=True)
    assert "Close the teams within Medicine first" in text(answer)
    assert "The team is closed" in text(ngozi.post(page_of(ward, "close"), follow=True))
    assert "Closed on" in text(ngozi.get(page_of(ward)))


@pytest.mark.parametrize("step", ["", "rename", "close"])
def test_other_organisations_teams_are_not_there(step, outsider, joyce, trust):
    ward = a_team(trust)
    address = page_of(ward, step) if step else page_of(ward)
    assert outsider.post(address).status_code in {404, 405}
    assert outsider.get(address).status_code in {404, 405}
    if step:
        assert joyce.post(address).status_code == 403
    assert Team.objects.get(pk=ward.pk).closed_on is None


def test_administrator_brings_somebody_in(ngozi, trust):
    add, ward = page_of(trust, "people", "add"), a_team(trust)
    typed = {
        "name": "Sam Ortiz",
        "email": "sam@rzh.example",
        "team": ward.pk,
        "pay_band": "6",
        "manager": "ngozi.bello@harrowmere.example",
        "starts_on": "",
    }
    assert "Ward 7" in text(ngozi.get(add))
    answer = ngozi.post(add, typed)
    row = Membership.objects.get(person__email="sam@rzh.example")
    assert answer.url == f"/people/persons/{row.person_id}/"
    assert (row.team, row.manager.name, row.pay_band) == (ward, "Ngozi Bello", "6")
    answer = ngozi.post(add, typed)
    assert "already belongs there" in text(answer)


def test_somebody_without_a_manager_is_brought_in(ngozi, trust):
    typed = {"name": "Sam Ortiz", "email": "sam@rzh.example", "manager": ""}
    assert ngozi.post(page_of(trust, "people", "add"), typed).status_code == 302


@pytest.mark.parametrize("manager", ["nobody@rzh.example", "dele.martins@harrowmere.example"])
def test_manager_is_somebody_the_administrator_can_see(ngozi, outsider, trust, manager):
    typed = {"name": "Sam", "email": "sam@rzh.example", "manager": manager}
    answer = ngozi.post(page_of(trust, "people", "add"), typed)
    assert answer.status_code == 422
    assert "We know nobody here by this address" in text(answer)
    assert not Person.objects.filter(email="sam@rzh.example").exists()


def test_long_names_fit_everywhere(ngozi, trust):
    long = "Department of " + "very " * 55 + "long names"
    ward = a_team(trust, long)
    joins(a_person("Ann " + "Long-Name " * 25, "ann@rzh.example"), trust, ward)
    for address in (page_of(trust), page_of(ward), page_of(ward, "rename")):
        assert ngozi.get(address).status_code == 200


def test_what_people_type_never_runs(ngozi, trust):
    a_team(trust, "<script>alert(1)</script>")
    page = text(ngozi.get(page_of(trust), {"q": '"><script>alert(2)</script>'}))
    assert "<script>alert" not in page


def test_thanks_are_said_once(priya):
    priya.post(ADD, {"name": "X", "kind": "trust"})
    assert "is added" in text(priya.get(LIST))
    assert "is added" not in text(priya.get(LIST))
    assert list(get_messages(priya.get(LIST).wsgi_request)) == []


def test_closed_organisation_of_a_name_can_be_named_by_its_code(priya, trust):
    actions.close_organisation(organisation=trust, by=a_founder(), at=NOON)
    assert "Closed on" in text(priya.get(LIST))
