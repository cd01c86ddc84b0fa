import datetime as dt
from typing import Any

import pytest
from tests.world import NOON, a_founder, a_person, acting

from groundswell.ground.kernel.tasks import enqueue
from groundswell.ground.messages import actions, tasks
from groundswell.ground.messages.models import Message, OutgoingMail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shift_kind")]


def told(*people: Any, kind: str = "test.shift", **details: Any) -> int:
    words = {"subject": "Ward 7 has moved", "body": "Seven weeks in a row.", "at": NOON, **details}
    return actions.tell(person_ids=[p.pk for p in people], kind=kind, **words)


def test_a_message_stands_in_the_inbox_and_is_mailed_at_once() -> None:
    joyce, sam = a_person("Joyce Lim"), a_person("Sam Ortiz")
    assert told(joyce, sam, url="/measures/1/") == 2
    assert set(Message.objects.values_list("person__name", "url", "mailed_at")) == {
        ("Joyce Lim", "/measures/1/", NOON),
        ("Sam Ortiz", "/measures/1/", NOON),
    }
    mail = OutgoingMail.objects.get(person=joyce)
    assert (mail.to_address, mail.subject, mail.state) == (
        joyce.email,
        "Ward 7 has moved",
        "waiting",
    )
    assert f"/inbox/{Message.objects.get(person=joyce).pk}/" in mail.body
    assert "Seven weeks in a row." in mail.body and "/inbox/choices/" in mail.body
    assert not mail.holds_code


def test_the_same_event_tells_a_person_once() -> None:
    joyce, sam = a_person("Joyce Lim"), a_person("Sam Ortiz")
    assert told(joyce, joyce, key="shift:1") == 1
    assert told(joyce, sam, key="shift:1") == 1
    assert told(joyce, key="shift:2") == 1
    assert Message.objects.filter(person=joyce).count() == 2
    assert OutgoingMail.objects.filter(person=joyce).count() == 2


def test_without_a_key_it_is_told_again() -> None:
    joyce = a_person()
    assert told(joyce) + told(joyce) == 2


def test_who_wants_the_inbox_only_gets_no_mail_and_neither_does_who_has_left() -> None:
    joyce, sam = a_person("Joyce Lim"), a_person("Sam Ortiz")
    actions.choose_channels(channels={"test.shift": "inbox"}, by=acting(joyce), at=NOON)
    type(sam).objects.filter(pk=sam.pk).update(is_active=False, ended_at=NOON)
    assert told(joyce, sam) == 2
    assert not OutgoingMail.objects.exists()


def test_what_a_digest_will_take_along_is_not_mailed_at_once() -> None:
    told(a_person(), kind="test.daily")
    assert Message.objects.get().mailed_at is None
    assert not OutgoingMail.objects.exists()


def test_a_kind_nobody_registered_and_a_way_out_of_the_site_are_refused() -> None:
    joyce = a_person()
    with pytest.raises(KeyError):
        told(joyce, kind="test.unknown")
    for url in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "page"):
        with pytest.raises(ValueError, match="page of this site"):
            told(joyce, url=url)
    assert not Message.objects.exists()


def test_a_hostile_subject_becomes_one_plain_line() -> None:
    told(a_person(), subject="Moved\r\nBcc: all@x.example\0 " + "a" * 300, body="One\r\n\0two\x1b")
    message = Message.objects.get()
    assert message.subject.startswith("Moved Bcc: all@x.example aaa")
    assert len(message.subject) == 200 and message.subject.endswith("…")
    assert message.body == "One\ntwo"


def test_many_are_told_in_few_queries(django_assert_max_num_queries: Any) -> None:
    people = [a_founder().person, *(a_person(f"Person {i}") for i in range(40))]
    with django_assert_max_num_queries(9):
        assert told(*people) == 41


def test_more_than_one_batch_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("groundswell.ground.messages.actions.telling._BATCH", 2)
    assert told(*(a_person(f"Person {i}") for i in range(5))) == 5


def test_mail_leaves_after_the_commit_and_never_if_it_is_undone(
    committing: Any, via_smtp: Any
) -> None:
    joyce = a_person()
    with committing():
        told(joyce)
        assert not via_smtp.taken
    assert [address for address, _ in via_smtp.taken] == [joyce.email]


def test_a_lower_floor_tells_by_the_name_of_the_task(committing: Any, via_page: None) -> None:
    joyce = a_person()
    with committing():
        enqueue(
            "messages.tell",
            person_ids=[str(joyce.pk)],
            kind="test.shift",
            subject="Your file is in",
            body="12 rows",
            told_at=NOON.isoformat(),
        )
    assert Message.objects.get().created_at == NOON
    assert tasks.tell.priority == 0


def test_a_message_of_a_summer_night_keeps_its_instant() -> None:
    at = dt.datetime(2026, 6, 15, 23, 30, tzinfo=dt.UTC)
    told(a_person(), at=at)
    assert Message.objects.get().created_at == at
