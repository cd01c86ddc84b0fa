"""What people meet who have no account: a public page, a place, giving it back."""

import pytest
from tests.engines.gatherings.making import DAY, a_gathering, a_public_one
from tests.engines.gatherings.pages.browsing import text_of, url
from tests.world import NOON

from groundswell.engines.gatherings import actions
from groundswell.engines.gatherings.actions.telling import token_of
from groundswell.engines.gatherings.models import Registration
from groundswell.ground.messages.models import OutgoingMail

pytestmark = pytest.mark.usefixtures("at_noon")
ANN = {"name": "Ann Bell", "email": "Ann@X.example"}


@pytest.fixture
def workshop(house):
    return a_public_one(
        house.organiser,
        people=[house.invited],
        capacity=1,
        about="Bring a problem.\nLeave with a test.",
        link="https://meet.example.org/7",
    )


def test_the_public_page_names_nobody(client, workshop):
    page = text_of(client.get(url("public", workshop)))
    assert "Open workshop" in page and "Leave with a test." in page
    assert "1 place is left." in page
    for hidden in ("Joyce", "Mo Khan", "meet.example.org", "Check-in"):
        assert hidden not in page


def test_a_meeting_without_a_public_page_is_not_found(client, house):
    private = a_gathering(house.organiser)
    assert client.get(url("public", private)).status_code == 404
    assert client.get(url("registered", private)).status_code == 404


def test_anybody_registers_and_reads_the_rest_in_the_mail(client, workshop):
    answer = client.post(url("public", workshop), ANN)
    assert answer["Location"] == url("registered", workshop)
    assert Registration.objects.get().email == "ann@x.example"
    assert "Look at your mail" in text_of(client.get(answer["Location"]))
    full = text_of(client.get(url("public", workshop)))
    assert "join the waiting list" in full and "Ann" not in full


def test_an_address_that_is_known_gets_the_same_answer(client, workshop):
    first, second = (client.post(url("public", workshop), ANN) for _twice in range(2))
    assert first["Location"] == second["Location"]
    assert Registration.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Type your name."),
        ({"email": ""}, "Type your e-mail address."),
        ({"email": "nowhere"}, "such as name@example.org"),
        ({"name": "x" * 5_000}, "Use at most 100 characters. You used 5,000."),
        ({"name": "Ann\x00"}, "Take out the characters that cannot be shown."),
        ({"name": "Ann\r\nBcc: all@x.example"}, "Write it on one line."),
        ({"name": "=cmd|'/c calc'!A1"}, "Begin your name with a letter."),
        ({"email": "ann@x.example\r\nBcc: all@x.example"}, "such as name@example.org"),
    ],
)
def test_hostile_input_gets_a_clear_sentence_and_keeps_what_was_typed(
    client, workshop, changes, sentence
):
    answer = client.post(url("public", workshop), {**ANN, **changes})
    assert answer.status_code == 422 and sentence in text_of(answer)
    assert not Registration.objects.exists()


def test_a_machine_is_thanked_and_nothing_is_kept(client, workshop):
    answer = client.post(url("public", workshop), {**ANN, "website": "https://spam.example"})
    assert answer["Location"] == url("registered", workshop)
    assert not Registration.objects.exists()
    assert not OutgoingMail.objects.filter(to_address="ann@x.example").exists()


def test_who_registers_too_often_is_asked_to_wait(client, workshop):
    statuses = [client.post(url("public", workshop), ANN).status_code for _n in range(6)]
    assert statuses == [302] * 5 + [429]
    refused = client.post(url("public", workshop), ANN)
    assert int(refused["Retry-After"]) > 0 and "<h1" in text_of(refused)
    assert client.post(url("public", workshop), {**ANN, "email": "b@x.example"}).status_code == 302


def test_a_link_in_a_mail_asks_first_and_may_be_used_twice(client, workshop):
    made = actions.register(gathering=workshop, name="Ann", email="ann@x.example", at=NOON)
    address = url("cancel_registration", token_of(made))
    assert "Give your place back?" in text_of(client.get(address))
    assert Registration.objects.get().cancelled_at is None
    for _twice in range(2):
        page = text_of(client.post(address))
        assert "You have given your place back" in page and "Ann" not in page
    assert "You have given your place back" in text_of(client.get(address))
    assert client.get(url("cancel_registration", "0" * 64)).status_code == 404


def test_the_page_says_why_nobody_can_register(client, house, workshop, at_noon):
    closed = a_public_one(house.organiser, registration_open=False)
    assert "registration is closed" in text_of(client.get(url("public", closed)))
    actions.cancel_gathering(gathering=closed, reason="Snow.", by=house.organiser, at=NOON)
    assert "This is cancelled: Snow." in text_of(client.get(url("public", closed)))
    at_noon.shift(4 * DAY)
    assert "This has begun or is over." in text_of(client.get(url("public", workshop)))
    late = client.post(url("public", workshop), ANN)
    assert late.status_code == 422 and "Registration is closed." in text_of(late)


def test_without_a_limit_nothing_is_said_of_places(client, house):
    page = text_of(client.get(url("public", a_public_one(house.organiser))))
    assert "left" not in page and "waiting list" not in page
