"""Other programs read measures and add numbers, as the person who made their key."""

import datetime as dt
import json

import pytest
from tests.engines.measures.making import FIRST_WEEK, SHIFTED
from tests.world import NOON, TODAY

from groundswell.engines.measures.models import Observation
from groundswell.ground.people import actions as people

pytestmark = pytest.mark.usefixtures("at_noon")
NEXT = (FIRST_WEEK + dt.timedelta(weeks=len(SHIFTED))).isoformat()


@pytest.fixture
def program(house, client):
    """`program("leader", "get", "/...")`: a call with a key of that person's."""

    def call(who, method, path, body=None, text=None):
        key = people.make_token(
            name="Warehouse",
            expires_on=TODAY + dt.timedelta(days=30),
            by=getattr(house, who),
            at=NOON,
        )
        headers = {"Authorization": f"Bearer {key.secret}"}
        sent = (
            {}
            if method == "get"
            else {
                "data": json.dumps(body) if text is None else text,
                "content_type": "application/json",
            }
        )
        return getattr(client, method)(f"/api/v1/measures{path}", headers=headers, **sent)

    return call


def numbers(house, program, who, body=None, text=None):
    return program(who, "post", f"/{house.measure.pk}/observations", body, text)


def test_without_a_key_nothing_is_answered(house, client):
    assert client.get("/api/v1/measures").status_code == 401
    headers = {"Authorization": "Bearer gsw_nonsense"}
    assert client.get("/api/v1/measures", headers=headers).status_code == 401


def test_a_program_reads_the_measures_that_its_person_may_see(house, program):
    answer = program("leader", "get", "").json()
    assert answer["total"] == 1
    measure = answer["measures"][0]
    assert (measure["title"], measure["variation"]) == ("Left before 1 pm", "improvement_high")
    assert measure["team"] == "Home for lunch" and measure["last_value"] == 49
    assert program("outsider", "get", "").json() == {"measures": [], "total": 0}
    assert program("leader", "get", "?offset=1&limit=9").json()["measures"] == []
    assert program("leader", "get", "?offset=-4&limit=0").json()["total"] == 1


def test_a_program_reads_the_numbers(house, program):
    answer = program("member", "get", f"/{house.measure.pk}/observations")
    assert answer.json()[0] == {"on": "2025-09-01", "value": 31.0, "n": None, "version": 1}
    assert len(answer.json()) == len(SHIFTED)


def test_a_measure_of_others_is_not_found(house, program):
    where = f"/{house.measure.pk}/observations"
    assert program("outsider", "get", where).status_code == 404
    assert program("outsider", "post", where, []).status_code == 404


def test_a_program_adds_numbers_and_adds_them_once(house, program):
    body = [{"on": NEXT, "value": 50}, {"on": "2025-09-01", "value": 31}]
    assert numbers(house, program, "leader", body).json() == {"added": 1, "unchanged": 1}
    assert numbers(house, program, "leader", body).json() == {"added": 0, "unchanged": 2}
    assert Observation.objects.get(on=NEXT).source == "api"


def test_all_are_added_or_none_and_each_fault_is_named(house, program):
    body = [{"on": NEXT, "value": 50}, {"on": "2025-09-01", "value": 99}, {"on": NEXT, "value": -1}]
    answer = numbers(house, program, "leader", body)
    assert answer.status_code == 422
    faults = answer.json()["faults"]
    assert [(f["row"], f["field"]) for f in faults] == [(2, "value"), (3, "value")]
    assert "has 31% already" in faults[0]["reason"]
    assert not Observation.objects.filter(on=NEXT).exists()


def test_a_refusal_is_the_sentence_of_the_page(house, program):
    answer = numbers(house, program, "member", [{"on": NEXT, "value": 50}])
    assert answer.status_code == 403
    assert "add the numbers of this measure" in answer.json()["detail"]


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "null", "5", '"a"', "[5]", "[]", '[{"on": "soon", "value": 5}]',
        '[{"on": "2026-06-01"}]', '[{"on": "2026-06-01", "value": "many"}]',
        '[{"on": "2026-06-01", "value": NaN}]', '[{"on": "2026-06-01", "value": 1e999}]',
        '[{"on": "2026-06-01", "value": 5, "version": 2}]',
        '[{"on": "9999999-06-01", "value": 5}]',
        '[{"on": "2026-06-01", "value": 5, "n": -Infinity}]',
    ],
)  # fmt: skip
def test_what_is_no_list_of_numbers_gets_a_clear_answer(house, program, text):
    answer = numbers(house, program, "leader", text=text)
    assert 400 <= answer.status_code < 500
    assert answer.json()


def test_a_measure_that_is_no_measure_is_not_found(house, program):
    assert program("leader", "get", "/nonsense/observations").status_code == 404
