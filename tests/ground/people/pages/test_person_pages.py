import pytest
from tests.world import NOON, TODAY, a_founder, a_person, a_team, an_organisation, holding, joins

from groundswell.ground.people import actions
from groundswell.ground.people.models import Membership, Person, Role

pytestmark = pytest.mark.django_db


def page_of(person, *rest: str) -> str:
    return "/".join(["/people/persons", str(person.pk), *rest, ""])


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def trust():
    return an_organisation(ods_code="RZH")


@pytest.fixture
def ngozi(trust):
    person = joins(a_person("Ngozi Bello"), trust)
    holding(person, "administrator", trust)
    return person


@pytest.fixture
def joyce(trust):
    return joins(a_person(), trust, job_title="Ward manager", pay_band="7", staff_number="1042")


def test_colleague_sees_where_somebody_works_and_not_what_they_earn(joyce, trust, signed_in):
    sam = joins(a_person("Sam Ortiz"), trust)
    page = text(signed_in(sam).get(page_of(joyce)))
    assert "Ward manager" in page
    assert "1042" not in page
    assert "Band 7" not in page


def test_person_and_administrator_see_the_whole_post(joyce, ngozi, signed_in):
    for person in (joyce, ngozi, a_founder().person):
        page = text(signed_in(person).get(page_of(joyce)))
        assert "1042" in page
        assert "Band 7" in page


def test_page_shows_one_organisation_nothing_of_the_other(joyce, ngozi, signed_in):
    other = an_organisation("Kettle On", "charity")
    joins(joyce, other, job_title="Driver")
    holding(joyce, "analyst", other)
    page = text(signed_in(ngozi).get(page_of(joyce)))
    assert "Kettle On" not in page
    assert "Driver" not in page
    mine = text(signed_in(joyce).get(page_of(joyce)))
    assert "Kettle On" in mine


def test_administrator_still_sees_who_left_and_colleagues_do_not(joyce, ngozi, trust, signed_in):
    sam = joins(a_person("Sam Ortiz"), trust)
    Membership.objects.filter(person=joyce).update(ends_on=NOON.date())
    assert signed_in(ngozi).get(page_of(joyce)).status_code == 200
    assert signed_in(sam).get(page_of(joyce)).status_code == 404


def test_who_holds_a_role_here_is_seen_here(trust, ngozi, signed_in):
    dele = a_person("Dele Martins")
    holding(dele, "analyst", trust)
    assert signed_in(ngozi).get(page_of(dele)).status_code == 200


@pytest.mark.parametrize("step", ["", "change", "end", "roles/add"])
def test_people_elsewhere_are_not_there(step, joyce, signed_in):
    other = an_organisation("Kettle On", "charity")
    dele = joins(a_person("Dele Martins"), other)
    holding(dele, "administrator", other)
    client = signed_in(dele)
    address = page_of(joyce, step) if step else page_of(joyce)
    assert client.get(address).status_code == 404
    assert client.post(address).status_code in {404, 405}


def test_page_asks_a_handful_of_times(
    joyce, ngozi, trust, signed_in, django_assert_max_num_queries
):
    client = signed_in(ngozi)
    for i in range(5):
        ward = a_team(trust, f"Ward {i}")
        joins(joyce, trust, ward)
        holding(joyce, "team_leader", team=ward)
    with django_assert_max_num_queries(14):
        client.get(page_of(joyce))


def test_person_of_nowhere_has_a_page_that_says_so(signed_in):
    joyce = a_person()
    page = text(signed_in(joyce).get(page_of(joyce)))
    assert "Belongs to no organisation" in page
    assert "No roles" in page


def test_people_change_their_own_name_and_are_offered_no_address(joyce, signed_in):
    client = signed_in(joyce)
    assert 'name="email"' not in text(client.get(page_of(joyce, "change")))
    typed = {"name": "Joyce Tan", "known_as": "Joy", "email": "x@y.example", "version": "1"}
    assert client.post(page_of(joyce, "change"), typed).url == page_of(joyce)
    joyce.refresh_from_db()
    assert (joyce.name, joyce.email) == ("Joyce Tan", "joyce.lim@harrowmere.example")
    answer = client.post(page_of(joyce, "change"), typed)
    assert (answer.status_code, "Somebody else changed" in text(answer)) == (422, True)


def test_administrator_changes_an_address(joyce, ngozi, signed_in):
    typed = {"name": "Joyce Lim", "known_as": "", "email": "joyce@rzh.example", "version": "1"}
    assert signed_in(ngozi).post(page_of(joyce, "change"), typed).status_code == 302
    assert Person.objects.filter(email="joyce@rzh.example").exists()


def test_colleague_is_refused_with_the_sentence_of_the_page(joyce, trust, signed_in):
    client = signed_in(joins(a_person("Sam Ortiz"), trust))
    sentence = "Only an administrator of every organisation that Joyce Lim belongs to"
    assert sentence in text(client.get(page_of(joyce)))
    for step in ("change", "end"):
        answer = client.post(page_of(joyce, step))
        assert (answer.status_code, sentence in text(answer)) == (403, True)


def test_account_ends_after_a_page_that_says_what_that_means(joyce, ngozi, signed_in):
    client = signed_in(ngozi)
    assert "signed out everywhere at once" in text(client.get(page_of(joyce, "end")))
    assert client.post(page_of(joyce, "end")).url == "/people/organisations/"
    assert not Person.objects.get(pk=joyce.pk).is_active
    assert "Account ended" in text(client.get(page_of(joyce)))
    assert client.post(page_of(joyce, "end")).status_code == 403


def test_administrator_grants_roles_in_their_own_places(joyce, ngozi, trust, signed_in):
    ward, other = a_team(trust), an_organisation("Other")
    joins(joyce, other)
    client, add = signed_in(ngozi), page_of(joyce, "roles", "add")
    form = text(client.get(add))
    assert f"team:{ward.pk}" in form
    assert str(other.pk) not in form
    assert "system:" not in form
    typed = {"code": "team_leader", "place": f"team:{ward.pk}", "starts_on": "", "ends_on": ""}
    assert client.post(add, typed).url == page_of(joyce)
    assert Role.objects.get(person=joyce).team == ward
    answer = client.post(add, typed)
    assert (answer.status_code, "already holds this role" in text(answer)) == (422, True)
    for place in ("system:", f"organisation:{other.pk}", "x", ""):
        assert client.post(add, typed | {"place": place}).status_code == 422


def test_system_administrator_grants_in_the_whole_system(joyce, trust, signed_in):
    client = signed_in(a_founder().person)
    for code, place in (("board_member", "system:"), ("analyst", f"organisation:{trust.pk}")):
        typed = {"code": code, "place": place}
        assert client.post(page_of(joyce, "roles", "add"), typed).status_code == 302
    assert Role.objects.filter(person=joyce).count() == 2


def test_role_that_cannot_be_held_there_is_said(joyce, ngozi, trust, signed_in):
    typed = {"code": "team_leader", "place": f"organisation:{trust.pk}"}
    answer = signed_in(ngozi).post(page_of(joyce, "roles", "add"), typed)
    assert (answer.status_code, "can’t be held there" in text(answer)) == (422, True)


def test_role_ends_by_its_button(joyce, ngozi, trust, signed_in):
    holding(joyce, "analyst", trust)
    role = Role.objects.get(person=joyce)
    address = f"/people/roles/{role.pk}/end/"
    assert address in text(signed_in(ngozi).get(page_of(joyce)))
    assert address not in text(signed_in(joyce).get(page_of(joyce)))
    assert signed_in(joyce).post(address).status_code == 403
    assert signed_in(ngozi).post(address).url == page_of(joyce)
    role.refresh_from_db()
    assert role.ended_at


def test_roles_elsewhere_are_not_there(joyce, trust, signed_in):
    holding(joyce, "analyst", trust)
    role = Role.objects.get(person=joyce)
    other = an_organisation("Kettle On", "charity")
    dele = joins(a_person("Dele Martins"), other)
    holding(dele, "administrator", other)
    assert signed_in(dele).post(f"/people/roles/{role.pk}/end/").status_code == 404
    own = Role.objects.get(person=a_founder().person)
    assert signed_in(dele).post(f"/people/roles/{own.pk}/end/").status_code == 404
    answer = signed_in(a_founder().person).post(f"/people/roles/{own.pk}/end/")
    assert (answer.status_code, "last system administrator" in text(answer)) == (403, True)


def test_post_is_changed_and_ended(joyce, ngozi, trust, signed_in):
    row, ward, client = joyce.memberships.get(), a_team(trust), signed_in(ngozi)
    change = f"/people/memberships/{row.pk}/change/"
    assert 'value="1042"' in text(client.get(change))
    typed = {"job_title": "Matron", "team": ward.pk, "pay_band": "8a", "staff_number": "1042"}
    typed |= {"manager": "ngozi.bello@harrowmere.example"}
    assert client.post(change, typed).url == page_of(joyce)
    row.refresh_from_db()
    assert (row.job_title, row.team, row.manager) == ("Matron", ward, ngozi)
    assert "ngozi.bello@harrowmere.example" in text(client.get(change))
    answer = client.post(f"/people/memberships/{row.pk}/end/", follow=True)
    assert "Today is their last day there" in text(answer)
    row.refresh_from_db()
    assert row.ends_on is not None


def test_membership_that_begins_later_cannot_end_today(joyce, ngozi, trust, signed_in):
    from datetime import timedelta

    from django.utils import timezone

    later = timezone.now().date() + timedelta(days=9)
    sam = joins(a_person("Sam Ortiz"), trust, starts_on=later)
    row = sam.memberships.get()
    answer = signed_in(ngozi).post(f"/people/memberships/{row.pk}/end/", follow=True)
    assert "can’t come before the start" in text(answer)


def test_memberships_elsewhere_are_not_there(joyce, signed_in):
    dele = joins(a_person("Dele Martins"), an_organisation("Kettle On", "charity"))
    row = joyce.memberships.get()
    for step in ("change", "end"):
        assert signed_in(dele).post(f"/people/memberships/{row.pk}/{step}/").status_code == 404
    sam = signed_in(joins(a_person("Sam Ortiz"), row.organisation))
    for step in ("change", "end"):
        assert sam.post(f"/people/memberships/{row.pk}/{step}/").status_code == 403


def test_nobody_without_a_sign_in_sees_anybody(client, joyce):
    assert client.get(page_of(joyce)).url.startswith("/accounts/sign-in/?next=")


def test_ended_colleague_is_said_to_have_ended(joyce, ngozi, signed_in):
    actions.end_person(person=joyce, by=a_founder(), at=NOON)
    page = text(signed_in(ngozi).get(page_of(joyce)))
    assert "Account ended 15 June 2026 at 1 pm" in page
    assert TODAY.year == 2026
