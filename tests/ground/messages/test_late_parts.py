"""What a mail says only when it leaves: made by the worker, kept nowhere."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from tests.ground.messages.outgoing import MINUTE, send, state_of
from tests.world import NOON, a_person

from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.messages import actions
from groundswell.ground.messages.kinds import LATE, Letter, late_parts
from groundswell.ground.messages.models import Message, OutgoingMail

pytestmark = pytest.mark.django_db
LETTER = Letter(
    "joyce@harrowmere.example", "Your link", f"Here it is: {LATE}", late="test.link", late_key="7"
)


class Maker:
    """Gives another link each time it is asked, until it gives none."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dt.datetime]] = []
        self.is_needed = True

    def __call__(self, key: str, at: dt.datetime) -> str | None:
        self.asked.append((key, at))
        return f"https://x.example/{key}/{len(self.asked)}" if self.is_needed else None


@pytest.fixture
def maker() -> Iterator[Maker]:
    made = Maker()
    with late_parts.only(**{"test.link": made}):
        yield made


def a_letter() -> OutgoingMail:
    actions.post_letters(letters=[LETTER], at=NOON)
    return OutgoingMail.objects.get()


def test_the_words_are_in_the_mail_and_not_in_the_table(maker: Maker, via_smtp: Any) -> None:
    mail = a_letter()
    assert maker.asked == []
    send()
    [(_to, words)] = via_smtp.taken
    assert "https://x.example/7/1" in words and LATE not in words
    assert state_of(mail) == ("sent", "")
    assert mail.body == LETTER.body
    assert "x.example/7" not in str(OutgoingMail.objects.values())


def test_a_mail_that_is_tried_again_gets_new_words(maker: Maker, via_smtp: Any) -> None:
    mail = a_letter()
    via_smtp.refuses_words = 452
    send()
    assert state_of(mail) == ("failed", "busy") and mail.body == LETTER.body
    via_smtp.refuses_words = 0
    send(NOON + 5 * MINUTE)
    assert "https://x.example/7/2" in via_smtp.taken[-1][1]
    assert maker.asked == [("7", NOON), ("7", NOON + 5 * MINUTE)]


def test_a_mail_that_is_not_needed_any_more_is_put_away_and_nobody_is_told(
    maker: Maker, via_smtp: Any
) -> None:
    a_person("Joyce Lim", "joyce@harrowmere.example")
    mail = a_letter()
    maker.is_needed = False
    send()
    assert not via_smtp.taken
    assert state_of(mail) == ("given_up", "not_needed") and mail.person_id
    assert not Message.objects.filter(kind="messages.undelivered").exists()
    assert not AuditEvent.objects.filter(name="messages.mail_given_up").exists()


def test_a_mail_whose_room_has_gone_is_put_away(maker: Maker, via_smtp: Any) -> None:
    mail = a_letter()
    with late_parts.only():
        send()
    assert state_of(mail) == ("given_up", "not_needed")


def test_the_demo_shows_the_words_where_its_mail_arrives(maker: Maker, via_page: None) -> None:
    mail = a_letter()
    send()
    mail.refresh_from_db()
    assert mail.body == "Here it is: https://x.example/7/1"


def test_a_letter_without_a_place_for_its_late_part_is_a_fault_of_ours(maker: Maker) -> None:
    letter = Letter("a@x.example", "s", "no place", late="test.link", late_key="7")
    with pytest.raises(ValueError, match="no place"):
        actions.post_letters(letters=[letter], at=NOON)
    with late_parts.only(), pytest.raises(KeyError):
        actions.post_letters(letters=[LETTER], at=NOON)


def test_a_thousand_letters_are_taken_in_by_a_few_statements(
    maker: Maker, django_assert_max_num_queries: Any
) -> None:
    known = a_person("Joyce Lim", "p7@harrowmere.example")
    letters = [
        Letter(f"p{n}@harrowmere.example", "s", LATE, f"k{n}", "test.link", str(n))
        for n in range(1_000)
    ]
    with django_assert_max_num_queries(60):
        for _ in range(2):
            actions.post_letters(letters=letters, at=NOON)
    assert OutgoingMail.objects.count() == 1_000
    assert OutgoingMail.objects.get(key="k7").person_id == known.pk
