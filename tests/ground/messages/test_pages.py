import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import include, path
from django.utils import timezone
from tests.world import NOON, a_person, acting, all_held

from groundswell.config.urls import urlpatterns as all_pages
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.kernel.registries import inbox_count, news
from groundswell.ground.messages import actions, kinds, policies, privacy, queries
from groundswell.ground.messages.models import Choice, Message, OutgoingMail
from groundswell.ground.messages.urls import demo_urlpatterns
from groundswell.ground.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shift_kind")]
urlpatterns = [  # as the demo routes them
    path("inbox/", include((demo_urlpatterns, "demo"))),
    *all_pages,
]
HOUR = dt.timedelta(hours=1)
SignIn = Callable[[Person], Client]


def told(person: Any, subject: str = "Ward 7", **details: Any) -> Message:
    words = {"kind": "test.shift", "body": "One.\nTwo.\n\nThree.", "at": NOON, **details}
    actions.tell(person_ids=[person.pk], subject=subject, **words)
    return Message.objects.filter(person=person).latest("created_at")


def text_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_inbox_says_that_nothing_waits(signed_in: SignIn) -> None:
    page = text_of(signed_in(a_person()), "/inbox/")
    assert "Nothing waits for you." in page and "Mark all as read" not in page


def test_the_inbox_shows_unread_first_then_the_newest(signed_in: SignIn) -> None:
    joyce = a_person()
    for n, subject in enumerate(["Oldest", "Middle", "Newest"]):
        told(joyce, subject, at=NOON + n * HOUR)
    actions.mark_read(
        message=Message.objects.get(subject="Newest"), by=acting(joyce), at=NOON + 3 * HOUR
    )
    rows = queries.inbox_page(acting(joyce), number=None, at=NOON).rows
    assert [(r.subject, r.is_unread) for r in rows] == [
        ("Middle", True),
        ("Oldest", True),
        ("Newest", False),
    ]
    page = text_of(signed_in(joyce), "/inbox/")
    assert "2 new messages." in page and "15 June 2026 at 1 pm" in page and "Shifts" in page


def test_an_inbox_that_has_been_read_says_when_the_last_message_came() -> None:
    joyce = a_person()
    actions.mark_read(message=told(joyce), by=acting(joyce), at=NOON)
    lead = queries.inbox_page(acting(joyce), number=None, at=NOON).lead
    assert lead == "Nothing waits for you. The last message came on 15 June 2026 at 1 pm."


@pytest.mark.parametrize("number", ["2", "0", "x", "99999999999", "2\0"])
def test_a_long_inbox_comes_in_parts(signed_in: SignIn, number: str) -> None:
    joyce = a_person()
    for n in range(51):
        told(joyce, f"Message {n}", at=NOON + n * HOUR)
    page = text_of(signed_in(joyce), f"/inbox/?page={number}")
    assert ("51 to 51 of 51" in page) == (number in {"2", "99999999999"} and number == "2")


def test_opening_a_message_marks_it_read_and_leads_onward(signed_in: SignIn) -> None:
    joyce = a_person()
    message = told(joyce, "<b>Ward</b> 7", url="/measures/7/")
    browser = signed_in(joyce)
    page = text_of(browser, f"/inbox/{message.pk}/")
    assert "&lt;b&gt;Ward&lt;/b&gt; 7" in page and "One.<br>Two." in page
    assert 'href="/measures/7/"' in page
    first = Message.objects.get().read_at
    assert first is not None
    text_of(browser, f"/inbox/{message.pk}/")
    assert Message.objects.get().read_at == first


def test_a_message_that_leads_nowhere_has_no_button(signed_in: SignIn) -> None:
    joyce = a_person()
    assert "Go there" not in text_of(signed_in(joyce), f"/inbox/{told(joyce).pk}/")


def test_another_persons_message_is_not_found_and_a_missing_one_neither(
    signed_in: SignIn,
) -> None:
    message, browser = told(a_person("Joyce Lim")), signed_in(a_person("Sam Ortiz"))
    for pk in (message.pk, uuid4()):
        assert browser.get(f"/inbox/{pk}/").status_code == 404
        assert browser.post(f"/inbox/{pk}/read/").status_code == 404
    assert Message.objects.get().read_at is None


def test_another_persons_message_cannot_be_marked_by_the_action() -> None:
    message, sam = told(a_person("Joyce Lim")), acting(a_person("Sam Ortiz"))
    with pytest.raises(Refused, match="Only the person who was told"):
        actions.mark_read(message=message, by=sam, at=NOON)


def test_marking_read_twice_keeps_the_first_time(signed_in: SignIn) -> None:
    joyce = a_person()
    message, browser = told(joyce), signed_in(joyce)
    assert browser.post(f"/inbox/{message.pk}/read/").status_code == 302
    first = Message.objects.get().read_at
    assert browser.post(f"/inbox/{message.pk}/read/").status_code == 302
    assert Message.objects.get().read_at == first
    assert browser.get(f"/inbox/{message.pk}/read/").status_code == 405


def test_a_clock_that_is_behind_does_not_read_before_it_was_told() -> None:
    joyce = a_person()
    message = told(joyce)
    actions.mark_read(message=message, by=acting(joyce), at=NOON - HOUR)
    assert Message.objects.get().read_at == NOON


def test_mark_all_read_leaves_what_came_in_meanwhile_and_other_people_alone(
    signed_in: SignIn,
) -> None:
    joyce, sam = a_person("Joyce Lim"), a_person("Sam Ortiz")
    told(joyce, "Seen")
    told(sam, "Another's")
    told(joyce, "Came in meanwhile", at=NOON + HOUR)
    browser = signed_in(joyce)
    for _ in range(2):
        answer = browser.post("/inbox/read/", {"until": (NOON + HOUR / 2).isoformat()})
        assert answer.status_code == 302
    unread = Message.objects.filter(read_at=None).values_list("subject", flat=True)
    assert set(unread) == {"Another's", "Came in meanwhile"}


@pytest.mark.parametrize("until", ["", "yesterday", "2026-06-15", "2026-06-15T12:00\0", "x" * 99])
def test_mark_all_read_refuses_what_is_no_moment(signed_in: SignIn, until: str) -> None:
    joyce = a_person()
    told(joyce)
    assert signed_in(joyce).post("/inbox/read/", {"until": until}).status_code == 400
    assert queries.n_unread(acting(joyce)) == 1


def test_choices_are_shown_kept_and_written_down(signed_in: SignIn) -> None:
    joyce = a_person()
    browser = signed_in(joyce)
    page = text_of(browser, "/inbox/choices/")
    assert page.count('value="inbox"') == 4 and page.count('value="daily"') == 5
    wanted = {
        "test.shift": "weekly",
        "test.firm": "now",
        "test.daily": "daily",
        "test.weekly": "weekly",
        "messages.undelivered": "inbox",
    }
    for _ in range(2):
        answer = browser.post("/inbox/choices/", wanted, follow=True)
        assert "Messages will reach you this way" in answer.content.decode()
    assert list(Choice.objects.values_list("person", "kind", "channel")) == [
        (joyce.pk, "test.shift", "weekly")
    ]
    assert AuditEvent.objects.filter(name="messages.channels_chosen").count() == 1
    assert queries.chosen_channels(acting(joyce)) == wanted


def test_a_bad_choice_gets_a_sentence_and_the_others_are_kept(signed_in: SignIn) -> None:
    browser = signed_in(a_person())
    for bad in ({"test.shift": "pigeon"}, {"test.firm": "inbox"}, {"test.shift": "\0"}, {}):
        answer = browser.post("/inbox/choices/", {"test.weekly": "daily", **bad})
        page = answer.content.decode()
        assert answer.status_code == 422 and "There is a problem" in page
        assert 'name="test.weekly" value="daily" checked' in page
    assert not Choice.objects.exists()


def test_a_choice_that_is_not_offered_is_refused_by_the_action() -> None:
    joyce = acting(a_person())
    with pytest.raises(Refused, match="“Roles” always reach you by mail"):
        actions.choose_channels(channels={"test.firm": "inbox"}, by=joyce, at=NOON)
    with pytest.raises(Refused, match="no such kind"):
        actions.choose_channels(channels={"test.gone": "now"}, by=joyce, at=NOON)
    assert policies.choose_channels(joyce, {"test.firm": "weekly"})


def test_a_choice_that_is_no_longer_offered_falls_back_to_the_default() -> None:
    joyce = a_person()
    Choice.objects.create(person=joyce, kind="test.firm", channel="inbox")
    assert queries.chosen_channels(acting(joyce))["test.firm"] == "now"


def test_each_page_asks_the_database_a_fixed_number_of_times(
    signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    joyce = a_person()
    for n in range(30):
        message = told(joyce, f"Message {n}")
    browser = signed_in(joyce)
    for url in ("/inbox/", "/inbox/choices/", f"/inbox/{message.pk}/"):
        browser.get(url)
        with django_assert_max_num_queries(12):
            text_of(browser, url)


def test_the_demo_shows_its_mails_to_who_has_not_signed_in_yet(
    client: Client, settings: Any
) -> None:
    settings.ROOT_URLCONF = __name__
    assert "No mail yet." in text_of(client, "/inbox/demo-mail/")
    actions.post_mail(
        addresses=["joyce@harrowmere.example"],
        subject="Sign-in code",
        body="Your code:\n\nAB12",
        at=NOON,
    )
    OutgoingMail.objects.create(
        to_address="sam@x.example",
        subject="",
        body="",
        state="given_up",
        last_error="address",
        created_at=NOON,
        due_at=NOON,
    )
    page = text_of(client, "/inbox/demo-mail/")
    assert "AB12" in page and "joyce@harrowmere.example" in page and "Waiting" in page
    assert "Its words have been wiped" in page and "knows no such address" in page


def test_a_long_list_of_demo_mails_says_that_it_is_cut(client: Client, settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    addresses = [f"p{n}@x.example" for n in range(51)]
    actions.post_mail(addresses=addresses, subject="Code", body="AB12", at=NOON)
    assert "The newest 50 mails are shown." in text_of(client, "/inbox/demo-mail/")


def test_nobody_reads_mail_on_a_page_outside_the_demo(signed_in: SignIn) -> None:
    assert signed_in(a_person()).get("/inbox/demo-mail/").status_code == 404


def test_who_has_not_signed_in_sees_no_inbox(client: Client) -> None:
    assert client.get("/inbox/").status_code == 302


def test_the_frame_and_the_home_page_are_told() -> None:
    joyce, sam = a_person("Joyce Lim"), a_person("Sam Ortiz")
    told(joyce, "Before", at=NOON - HOUR)
    message = told(joyce, "Since")
    told(joyce, "Leads on", url="/measures/7/", at=NOON + HOUR)
    assert inbox_count["messages"](acting(joyce)) == 3
    assert inbox_count["messages"](acting(sam)) == 0
    lines = news["messages"](acting(joyce), NOON - HOUR, NOON + HOUR)
    assert [(n.text, n.url) for n in lines] == [
        ("Leads on", "/measures/7/"),
        ("Since", f"/inbox/{message.pk}/"),
    ]


def test_a_message_outlives_the_app_that_sent_it() -> None:
    message = told(a_person())
    with kinds.kinds.only():
        assert queries.message_page(message).kind == "Message"


def test_people_get_their_own_rows_and_nothing_is_left_after_erasing() -> None:
    joyce, sam = a_person("Joyce Lim"), a_person("Sam Ortiz")
    for person in (joyce, sam):
        told(person)
        actions.choose_channels(channels={"test.shift": "daily"}, by=acting(person), at=NOON)
    rows = all_held(privacy.export(joyce.pk))
    assert [len(rows[name]) for name in ("messages", "mails", "choices")] == [1, 1, 1]
    assert rows["messages"][0]["subject"] == "Ward 7"
    privacy.erase(joyce.pk, timezone.now())
    assert not any(all_held(privacy.export(joyce.pk)).values())
    assert all(all_held(privacy.export(sam.pk)).values())


def test_rows_name_themselves() -> None:
    joyce = a_person()
    message = told(joyce)
    choice = Choice(person=joyce, kind="test.shift", channel="daily")
    assert [str(message), str(choice), str(OutgoingMail.objects.get())] == [
        "Ward 7",
        "test.shift: daily",
        "Ward 7",
    ]
