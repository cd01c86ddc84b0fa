import datetime as dt
import json

import pytest
from django.test import Client, RequestFactory
from tests.world import a_founder

from groundswell.config import api as assembled
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.people import actions


def test_the_description_of_the_api_is_open_and_its_calls_are_not(client: Client):
    description = client.get("/api/v1/openapi.json")
    assert description.status_code == 200
    assert description.json()["info"]["title"] == "Groundswell"


@pytest.mark.parametrize(
    ("fault", "status", "field"),
    [
        (Refused("Only an analyst may."), 403, None),
        (Unusable("Give a day.", field="on"), 422, "on"),
        (Stale("Somebody else was faster."), 409, None),
    ],
)
def test_what_goes_wrong_is_told_in_the_sentence_of_the_page(fault, status, field):
    answer = assembled.api.on_exception(RequestFactory().get("/"), fault)
    told = json.loads(answer.content)
    assert answer.status_code == status
    assert told["detail"] == str(fault)
    assert told.get("field") == field


def test_a_key_acts_for_whoever_made_it_and_a_wrong_one_for_nobody(db, at_noon):
    founder = a_founder()
    secret = given_a_key(founder)
    request = RequestFactory().get("/")
    assert assembled.Key().authenticate(request, secret) == request.actor
    assert request.actor.id == founder.id
    assert assembled.Key().authenticate(RequestFactory().get("/"), "gsw_wrong") is None


def given_a_key(founder) -> str:
    from django.utils import timezone

    now = timezone.now()
    expires_on = now.date() + dt.timedelta(days=30)
    return actions.make_token(name="Warehouse", expires_on=expires_on, by=founder, at=now).secret
