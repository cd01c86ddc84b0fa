"""People without an account: a place, the waiting list, giving it back, and being forgotten."""

import re

import pytest
from tests.engines.gatherings.making import DAY, a_public_one, details, fresh
from tests.world import NOON

from groundswell.engines.gatherings import actions, queries
from groundswell.engines.gatherings.models import Registration
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.messages.models import OutgoingMail


@pytest.fixture
def workshop(house):
    return a_public_one(house.organiser, capacity=2, link="https://meet.example.org/7")


def register(gathering, name="Ann", at=NOON):
    return actions.register(
        gathering=gathering, name=name, email=f"{name.lower()}@x.example", at=at
    )


def mails_to(name):
    return list(OutgoingMail.objects.filter(to_address=f"{name}@x.example").order_by("created_at"))


def token_in(mail):
    return re.search(r"/gatherings/cancel/(\w+)/", mail.body)[1]


def test_a_place_is_confirmed_by_mail_with_the_link_to_join(workshop):
    assert register(workshop).is_waiting is False
    [mail] = mails_to("ann")
    assert mail.subject == "You have a place at “Open workshop”"
    assert "https://meet.example.org/7" in mail.body and "Ann" not in mail.body


def test_beyond_its_places_there_is_a_waiting_list_without_the_link(workshop):
    waiting = [register(workshop, name).is_waiting for name in ("Ann", "Ben", "Cat", "Dan")]
    assert waiting == [False, False, True, True]
    [mail] = mails_to("cat")
    assert "waiting list" in mail.subject and "meet.example.org" not in mail.body


def test_who_gives_a_place_back_makes_room_for_who_waits_longest(workshop):
    for number, name in enumerate(("Ann", "Ben", "Cat", "Dan")):
        register(workshop, name, at=NOON + number * DAY / 24)
    registration = queries.registration_by(token_in(mails_to("ann")[0]))
    for _twice in range(2):
        actions.cancel_registration(registration=registration, at=NOON + DAY)
    standing = Registration.objects.filter(cancelled_at=None).order_by("registered_at")
    assert [(r.name, r.is_waiting) for r in standing] == [
        ("Ben", False),
        ("Cat", False),
        ("Dan", True),
    ]
    assert [m.subject for m in mails_to("cat")][1] == "You have a place at “Open workshop”"
    assert AuditEvent.objects.filter(name="gathering.registration_cancelled").count() == 1


def test_more_places_are_given_to_those_who_wait(house, workshop):
    for name in ("Ann", "Ben", "Cat"):
        register(workshop, name)
    actions.change_gathering(
        gathering=workshop,
        details=details(starts_at=NOON + 3 * DAY, is_public=True, registration_open=True),
        version=1,
        by=house.organiser,
        at=NOON,
    )
    assert not Registration.objects.filter(is_waiting=True).exists()


def test_to_register_twice_is_to_have_one_place_and_the_same_link(workshop):
    assert register(workshop) == register(workshop, at=NOON + DAY / 24)
    first, second = mails_to("ann")
    assert token_in(first) == token_in(second)
    assert Registration.objects.count() == 1


def test_who_gave_a_place_back_may_register_anew(workshop):
    first = register(workshop)
    actions.cancel_registration(registration=first, at=NOON)
    second = register(workshop)
    assert first != second and Registration.objects.filter(cancelled_at=None).get() == second


@pytest.mark.parametrize(
    ("name", "email", "field"),
    [
        ("", "ann@x.example", "name"),
        ("x" * 101, "ann@x.example", "name"),
        ("Ann\r\nBcc: all@x.example", "ann@x.example", "name"),
        ("Ann\x1b[0m", "ann@x.example", "name"),
        ("=HYPERLINK(1)", "ann@x.example", "name"),
        ("12345", "ann@x.example", "name"),
        ("Ann", "ann@x.example\nBcc: all@x.example", "email"),
        ("Ann", "no address", "email"),
        ("Ann", f"{'a' * 64}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 30}.example", "email"),
    ],
)
def test_hostile_input_gets_a_sentence_and_leaves_nothing(workshop, name, email, field):
    with pytest.raises(Unusable) as raised:
        actions.register(gathering=workshop, name=name, email=email, at=NOON)
    assert raised.value.field == field
    assert not Registration.objects.exists() and not OutgoingMail.objects.filter(person=None)


def test_nobody_registers_once_it_began_is_closed_or_cancelled(house, workshop):
    with pytest.raises(Unusable, match="Registration is closed"):
        register(workshop, at=workshop.starts_at)
    register(workshop)
    actions.cancel_gathering(gathering=workshop, reason="Snow.", by=house.organiser, at=NOON)
    with pytest.raises(Unusable, match="Registration is closed"):
        register(fresh(workshop), "Ben")


def test_a_place_given_back_after_the_start_is_given_to_nobody(workshop):
    for name in ("Ann", "Ben", "Cat"):
        register(workshop, name)
    first = Registration.objects.get(name="Ann")
    actions.cancel_registration(registration=first, at=workshop.starts_at)
    assert Registration.objects.get(name="Cat").is_waiting


def test_the_trail_names_nobody_who_registered(workshop):
    register(workshop)
    event = AuditEvent.objects.get(name="gathering.registered")
    assert "ann" not in f"{event.about_label}{event.details}{event.by_name}".lower()


def test_who_registered_is_erased_ninety_days_after(workshop):
    register(workshop)
    actions.forget_registrations(at=workshop.ends_at + 90 * DAY)
    assert Registration.objects.exists()
    actions.forget_registrations(at=workshop.ends_at + 91 * DAY)
    assert not Registration.objects.exists()
