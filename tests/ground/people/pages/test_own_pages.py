import datetime as dt
import io
import json

import openpyxl
import pytest
from tests.ground.people.signing_in.browser import sign_in_by_code
from tests.world import NOON, a_founder, a_person, acting, an_organisation, holding, joins

from groundswell.ground.kernel.models import AuditEvent, SearchEntry
from groundswell.ground.kernel.registries import personal_data
from groundswell.ground.people import actions, privacy
from groundswell.ground.people.models import ApiToken, Person
from groundswell.ground.people.queries import places_of
from groundswell.ground.people.tokens import actor_of_token

pytestmark = pytest.mark.django_db
OWN, SECURITY = "/people/own-data/", "/people/security/"


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def trust():
    return an_organisation(ods_code="RZH")


@pytest.fixture
def joyce(trust):
    person = joins(a_person(), trust, job_title="Ward manager", staff_number="1042")
    holding(person, "analyst", trust)
    return person


def test_person_reads_what_is_held_why_and_how_long(joyce, signed_in):
    page = text(signed_in(joyce).get(OWN))
    for words in ("who works where", "Public task", "six years", "Ward manager", "1042", "Analyst"):
        assert words in page


def test_person_reads_nothing_of_others(joyce, trust, signed_in):
    joins(a_person("Sam Ortiz"), trust, staff_number="7788")
    client = signed_in(joyce)
    assert "7788" not in text(client.get(OWN))
    assert b"7788" not in b"".join(client.get("/people/own-data.json"))


def test_download_holds_the_same_as_json_and_workbook(joyce, signed_in):
    client = signed_in(joyce)
    answer = client.get("/people/own-data.json")
    assert "attachment" in answer["Content-Disposition"]
    held = json.loads(b"".join(answer))
    assert held["people: memberships"][0]["staff number"] == "1042"
    book = openpyxl.load_workbook(io.BytesIO(client.get("/people/own-data.xlsx").content))
    cells = {str(c.value) for sheet in book for row in sheet for c in row}
    assert {"1042", "Ward manager", "joyce.lim@harrowmere.example"} <= cells
    assert client.get("/people/own-data.pdf").status_code == 404


def test_long_tables_show_the_newest_and_the_download_has_all(joyce, signed_in):
    client = signed_in(joyce)
    for i in range(25):
        tomorrow = NOON.date() + dt.timedelta(days=300)
        made = actions.make_token(name=f"K{i}", expires_on=tomorrow, by=acting(joyce), at=NOON)
        actions.withdraw_token(token=made.token, by=acting(joyce), at=NOON)
    page = text(client.get(OWN))
    assert "The download has all of them" in page
    names = {f"K{i}" for i in range(25)}
    assert sum(f">{name}<" in page for name in names) == 20


def test_download_is_whole_however_many_pieces_it_comes_in(joyce, signed_in, monkeypatch):
    monkeypatch.setattr("groundswell.ground.people.queries.own._ROWS_OF_A_PIECE", 2)
    for i in range(5):
        actions.make_token(name=f"K{i}", expires_on=NOON.date(), by=acting(joyce), at=NOON)
    held = json.loads(b"".join(signed_in(joyce).get("/people/own-data.json")))
    assert {key["name"] for key in held["people: API keys"]} == {f"K{i}" for i in range(5)}
    done = [line["what"] for line in held["people: things you did"]]
    assert done == [f"Joyce Lim made the API key K{i}" for i in range(4, -1, -1)]
    assert held["people: passkeys"] == []


def test_every_model_with_a_key_to_a_person_is_declared():
    from django.apps import apps

    ours = {"people", "account", "mfa", "socialaccount"}
    keyed = {
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in ours
        and any(f.related_model is Person for f in model._meta.get_fields() if f.concrete)
    }
    declared = {name for part in personal_data.values() for name in part.models}
    assert keyed <= declared
    assert "people.Person" in declared


def test_erased_person_leaves_rows_without_a_name(joyce, signed_in):
    ngozi = a_person("Ngozi Bello")
    actions.make_token(name="Dashboard", expires_on=NOON.date(), by=acting(joyce), at=NOON)
    actions.add_passkey(name="Phone", credential={}, by=acting(joyce), at=NOON)
    privacy.erase(joyce.pk, NOON)
    joyce.refresh_from_db()
    assert (joyce.name, joyce.is_active) == ("A former colleague", False)
    assert not ApiToken.objects.exists()
    assert not SearchEntry.objects.filter(pk=joyce.pk).exists()
    told = str(list(AuditEvent.objects.values())) + str({
        n: list(rows) for n, rows in privacy.export(joyce.pk).items()
    })
    assert "Joyce" not in told
    assert "joyce" not in told
    assert "1042" not in told
    assert ngozi.name == "Ngozi Bello"
    assert not acting(joyce).roles


def test_key_is_shown_once_and_withdrawn(joyce):
    client = sign_in_by_code(joyce.email)
    assert "No keys" in text(client.get(SECURITY))
    until = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=30)
    add = f"{SECURITY}keys/add/"
    assert "shown once" in text(client.get(add))
    answer = client.post(add, {"name": "Dashboard", "expires_on": until.isoformat()})
    first, second = text(client.get(answer.url)), text(client.get(answer.url))
    secret = first.split('id="secret">')[1].split("<")[0]
    assert actor_of_token(secret, dt.datetime.now(dt.UTC)).id == joyce.pk
    assert secret not in second
    assert "Works until" in second
    token = ApiToken.objects.get()
    assert client.post(f"{SECURITY}keys/{token.pk}/withdraw/").url == SECURITY
    assert "Withdrawn on" in text(client.get(SECURITY))
    assert client.post(f"{SECURITY}keys/{token.pk}/withdraw/").status_code == 403


def test_key_that_ran_out_is_said_to(joyce, signed_in):
    actions.make_token(name="Old", expires_on=NOON.date(), by=acting(joyce), at=NOON)
    assert "Ran out on 15 June 2026" in text(signed_in(joyce).get(SECURITY))


@pytest.mark.parametrize("typed", [{}, {"name": "X", "expires_on": "2199-01-01"}])
def test_key_that_cannot_be_made_is_said(joyce, signed_in, typed):
    assert signed_in(joyce).post(f"{SECURITY}keys/add/", typed).status_code == 422


def test_keys_of_others_are_not_there(joyce, signed_in):
    made = actions.make_token(name="X", expires_on=NOON.date(), by=acting(joyce), at=NOON)
    sam = signed_in(a_person("Sam Ortiz"))
    assert sam.post(f"{SECURITY}keys/{made.token.pk}/withdraw/").status_code == 404


def test_security_page_asks_little(joyce, signed_in, django_assert_max_num_queries):
    client = signed_in(joyce)
    with django_assert_max_num_queries(9):
        client.get(SECURITY)


def test_own_data_page_asks_a_bounded_number_of_times(
    joyce, signed_in, django_assert_max_num_queries
):
    client = signed_in(joyce)
    with personal_data.only(people=privacy.PERSONAL_DATA), django_assert_max_num_queries(13):
        client.get(OWN)


def test_switcher_offers_everything_and_ones_own_places(joyce, trust):
    assert [(p.label, p.current) for p in places_of(acting(joyce))] == [
        ("All of mine", True),
        (trust.name, False),
    ]
    assert places_of(a_founder())[0].label == "The whole system"


def test_person_looks_at_one_of_their_places(joyce, trust, signed_in):
    other, client = an_organisation("Other"), signed_in(joyce)
    answer = client.get("/people/switch/", {"place": trust.pk, "next": SECURITY})
    assert answer.url == SECURITY
    assert client.session["place"] == str(trust.pk)
    assert f'<summary><span class="vh">Organisation: </span>{trust.name}' in text(
        client.get(SECURITY)
    )
    assert client.get("/people/switch/", {"place": other.pk}).status_code == 404
    assert client.get("/people/switch/", {"place": "x"}).status_code == 404
    assert client.get("/people/switch/", {"place": ""}).url == "/"
    assert "place" not in client.session


def test_reading_a_name_of_somebody_erased(joyce):
    privacy.erase(joyce.pk, NOON)
    assert Person.objects.get(pk=joyce.pk).greeting_name == "A"
