"""Who is told what while a page is written, reviewed and spoken about; and Wagtail mails nobody."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from tests.engines.library.editing.desks import Desk, a_keeper
from tests.engines.library.finding.making import a_page, a_shelf
from tests.world import acting, an_organisation
from wagtail import signals
from wagtail.admin.mail import Notifier
from wagtail.models import Page

from groundswell.engines.library.kinds import Told
from groundswell.engines.library.models import Entry, OnePager, Shelf
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.registries import each_minute
from groundswell.ground.messages import actions as messages
from groundswell.ground.messages.models import Message, OutgoingMail
from groundswell.ground.people.models import Person

pytestmark = pytest.mark.django_db
WORKFLOW = (
    signals.task_submitted, signals.task_approved, signals.task_rejected, signals.task_cancelled,
    signals.workflow_submitted, signals.workflow_approved, signals.workflow_rejected,
    signals.workflow_cancelled,
)  # fmt: skip


@pytest.fixture(autouse=True)
def others() -> list[Person]:
    """Who keeps another shelf is told nothing of this one, whatever happens here."""
    other = a_shelf(an_organisation("Tarnside Mental Health Trust"))
    keepers = [a_keeper("Dele Martins", "reviewer", other), a_keeper("Bo Carr", "editor", other)]
    return [desk.person for desk in keepers]


@pytest.fixture(autouse=True)
def no_other_mail(others: list[Person]) -> Any:
    """Every mail that leaves is a message of ours; nobody of another shelf has one."""
    yield
    assert mail.outbox == []
    assert not OutgoingMail.objects.exclude(key__startswith="message:").exists()
    assert not Message.objects.filter(person__in=others).exists()


def told(desk: Desk) -> list[str]:
    found = Message.objects.filter(person=desk.person).order_by("created_at", "pk")
    return list(found.values_list("subject", flat=True))


def last_told(desk: Desk) -> Message:
    return Message.objects.filter(person=desk.person).latest("created_at")


def desk_url(page: Page) -> str:
    return f"/cms/pages/{page.pk}/edit/"


def test_the_editor_names_people_and_tells_nobody_their_addresses(
    shelf: Shelf, amara: Desk, ngozi: Desk
):
    page = amara.begins(shelf)
    amara.comments(page, "Is it so?")
    amara.sends_in(page)
    for url in (desk_url(page), f"/cms/pages/{page.pk}/history/", "/cms/", "/cms/reports/locked/"):
        ngozi.client.post(f"/cms/pages/{page.pk}/lock/")
        seen = ngozi.client.get(url).content.decode()
        assert amara.person.email not in seen
    assert "Amara Okafor" in ngozi.client.get(desk_url(page)).content.decode()
    seen = amara.client.get(desk_url(page)).content.decode()
    assert ngozi.person.name in seen and ngozi.person.email not in seen


# --- the workflow -------------------------------------------------------------------------------


def test_who_reviews_the_shelf_is_told_that_a_page_waits(shelf: Shelf, amara: Desk, ngozi: Desk):
    everywhere = a_keeper("Priya Shah", "reviewer")
    amara.sends_in(page := amara.begins(shelf))
    for reviewer in (ngozi, everywhere):
        assert told(reviewer) == ["“Beds” waits for you"]
    message = last_told(ngozi)
    assert message.url == desk_url(page)
    assert message.body.startswith("Amara Okafor sent it in for the shelf")
    assert told(amara) == []


def test_a_reviewer_who_sends_in_is_not_told_of_their_own(shelf: Shelf, ngozi: Desk):
    other = a_keeper("Joyce Lim", "reviewer", shelf)
    ngozi.sends_in(ngozi.begins(shelf))
    assert (told(ngozi), told(other)) == ([], ["“Beds” waits for you"])


def test_whose_role_has_ended_is_told_nothing(shelf: Shelf, amara: Desk, ngozi: Desk):
    gone = a_keeper("Joyce Lim", "reviewer", shelf)
    gone.client.get("/cms/")  # Wagtail's own group knows them still
    gone.person.roles.update(ended_at=timezone.now())
    page = amara.begins(shelf)
    amara.sends_in(page)
    assert told(gone) == []
    amara.person.roles.update(ended_at=timezone.now())
    ngozi.returns(page, "Say how many.")
    assert told(amara) == []


def test_who_sent_it_in_reads_the_reviewers_words_and_it_waits_again(
    shelf: Shelf, amara: Desk, ngozi: Desk
):
    page = amara.begins(shelf)
    amara.sends_in(page)
    ngozi.returns(page, "Say how many.")
    message = last_told(amara)
    assert (message.subject, message.url) == ("“Beds” is returned to you", desk_url(page))
    assert message.body == "Ngozi Bello has read it and asks for changes.\n\nSay how many."
    amara.sends_in(page)
    assert told(ngozi) == ["“Beds” waits for you"] * 2
    ngozi.returns(page)
    assert last_told(amara).body == "Ngozi Bello has read it and asks for changes."


def test_who_sent_it_in_is_told_that_it_is_out(shelf: Shelf, amara: Desk, ngozi: Desk):
    page = amara.begins(shelf)
    amara.sends_in(page)
    ngozi.approves(page, "Well said.")
    message = last_told(amara)
    assert (message.subject, message.url) == ("“Beds” is out", Entry.objects.get().url)
    assert message.body.endswith("readers find it now.\n\nWell said.")
    assert told(ngozi) == ["“Beds” waits for you"]


def test_a_reviewer_who_publishes_past_the_workflow_tells_whoever_sent_it_in(
    shelf: Shelf, amara: Desk, ngozi: Desk
):
    page = amara.begins(shelf)
    amara.sends_in(page)
    ngozi.returns(page, "Say how many.")
    ngozi.publishes(page)
    assert told(amara) == ["“Beds” is returned to you", "“Beds” is out"]
    assert last_told(amara).body.endswith("readers find it now.")
    ngozi.publishes(page)
    assert len(told(amara)) == 2


def test_what_a_reviewer_sends_in_and_lets_out_alone_tells_nobody(shelf: Shelf, ngozi: Desk):
    page = ngozi.begins(shelf)
    ngozi.sends_in(page)
    ngozi.approves(page)
    assert Entry.objects.exists()
    assert told(ngozi) == []


def test_a_page_that_goes_out_on_a_day_says_so_and_is_not_found_before(
    shelf: Shelf, amara: Desk, ngozi: Desk
):
    page = amara.begins(shelf)
    amara.sends_in(page)
    later = timezone.now() + dt.timedelta(days=30)
    ngozi.publishes(page, go_live_at=later.strftime("%Y-%m-%dT%H:%M"))
    message = last_told(amara)
    assert f"{day_of(later).year}" in message.subject
    assert message.subject.startswith("“Beds” goes out on ")
    assert message.url == desk_url(page)
    each_minute["library.keep_set_days"](timezone.now())
    assert not Entry.objects.exists()
    with time_machine.travel(later + dt.timedelta(minutes=1)):
        each_minute["library.keep_set_days"](timezone.now())
    assert Entry.objects.get().title == "Beds"
    assert len(told(amara)) == 1


def test_a_shelf_whose_title_is_changed_takes_the_same_way(shelf: Shelf, amara: Desk, ngozi: Desk):
    workflow = shelf.get_workflow()
    shelf.save_revision(user=amara.person)
    state = workflow.start(Shelf.objects.get(pk=shelf.pk), amara.person)
    assert told(ngozi) == [f"“{shelf.title}” waits for you"]
    ngozi.client.get("/cms/")
    state.current_task_state.approve(user=ngozi.person)
    assert last_told(amara).url == desk_url(shelf)


def test_what_nobody_pressed_is_told_in_the_name_of_the_house(
    shelf: Shelf, amara: Desk, ngozi: Desk
):
    page = amara.begins(shelf)
    state = shelf.get_workflow().start(page, None)
    assert last_told(ngozi).body.startswith("Groundswell sent it in")
    state.current_task_state.reject(user=None)
    assert told(amara) == []


def test_each_is_reached_as_they_chose(shelf: Shelf, amara: Desk, ngozi: Desk):
    chosen = {Told.WAITS: "daily", Told.REVIEWED: "now", Told.COMMENTED: "inbox"}
    for desk in (amara, ngozi):
        messages.choose_channels(channels=chosen, by=acting(desk.person), at=timezone.now())
    page = amara.begins(shelf)
    thread = amara.comments(page, "Is this so?")
    ngozi.answers(page, thread, "It is.")
    amara.sends_in(page)
    ngozi.returns(page, "Say how many.")
    kinds = Message.objects.order_by("created_at").values_list("kind", "channel")
    assert set(kinds) == {
        (Told.WAITS, "daily"), (Told.REVIEWED, "now"), (Told.COMMENTED, "inbox"),
    }  # fmt: skip
    [letter] = OutgoingMail.objects.all()
    assert letter.to_address == amara.person.email
    assert "Say how many." in letter.body


# --- comments -----------------------------------------------------------------------------------


def test_who_follows_a_page_reads_each_comment_and_answer(shelf: Shelf, amara: Desk, ngozi: Desk):
    page = amara.begins(shelf)
    thread = ngozi.comments(page, "Which beds?", follows=False)
    message = last_told(amara)
    assert (message.subject, message.body) == ("Ngozi Bello commented on “Beds”", "Which beds?")
    assert message.url == desk_url(page)
    amara.answers(page, thread, "All of them.", follows=True)
    assert told(ngozi) == ["Amara Okafor answered a comment on “Beds”"]  # who wrote in it
    assert last_told(ngozi).body == "All of them."
    assert len(told(amara)) == 1
    joyce = a_keeper("Joyce Lim", "editor", shelf)
    joyce.answers(page, thread, "Even those upstairs?")
    assert told(amara)[1:] == told(ngozi)[1:] == ["Joyce Lim answered a comment on “Beds”"]
    ngozi.settles(page, thread)
    assert [len(told(desk)) for desk in (amara, ngozi, joyce)] == [2, 2, 0]


def test_whose_comment_is_settled_is_told_once(shelf: Shelf, amara: Desk, ngozi: Desk):
    joyce = a_keeper("Joyce Lim", "editor", shelf)
    page = amara.begins(shelf)
    beds = ngozi.comments(page, "Which beds?", follows=False)
    chairs = ngozi.comments(page, "And chairs?", follows=False)
    own = amara.comments(page, "Look at it again.")
    for desk in (amara, ngozi, joyce):
        Message.objects.filter(person=desk.person).delete()
    amara.settles(page, beds, chairs, own)
    [message] = Message.objects.all()
    assert (message.person, message.kind) == (ngozi.person, Told.COMMENTED)
    assert message.subject == "Amara Okafor settled your comment on “Beds”"
    assert message.body == (
        "Your comment is settled: “Which beds?”\n\nYour comment is settled: “And chairs?”"
    )
    assert message.url == desk_url(page)
    amara.saves(page)
    assert Message.objects.count() == 1


def test_an_answer_that_settles_is_one_message(shelf: Shelf, amara: Desk, ngozi: Desk):
    page = amara.begins(shelf)
    thread = ngozi.comments(page, "Which beds?")
    amara.settles(page, thread, answer="All of them.")
    assert told(ngozi) == ["Amara Okafor answered a comment on “Beds”"]
    assert last_told(ngozi).body == "All of them.\n\nYour comment is settled: “Which beds?”"


def test_who_keeps_the_shelf_no_longer_is_not_told_what_is_settled(
    shelf: Shelf, amara: Desk, ngozi: Desk
):
    page = amara.begins(shelf)
    thread = ngozi.comments(page, "Which beds?")
    ngozi.person.roles.update(ended_at=timezone.now())
    amara.settles(page, thread)
    assert told(ngozi) == []


def test_who_follows_a_page_and_keeps_the_shelf_no_longer_is_told_nothing(
    shelf: Shelf, amara: Desk, ngozi: Desk
):
    page = amara.begins(shelf)
    amara.person.roles.update(ended_at=timezone.now())
    ngozi.comments(page, "Which beds?")
    assert told(amara) == []


# --- Wagtail ------------------------------------------------------------------------------------


def test_no_mail_of_wagtails_hangs_on_the_workflow():
    hung = [receiver for signal in WORKFLOW for receiver in signal._live_receivers(None)[0]]
    listed = [one for signal in WORKFLOW for _key, one, *_rest in signal.receivers]
    assert len(listed) >= 4
    assert not any(isinstance(one, Notifier) for one in [*hung, *(ref() for ref in listed)])


def test_the_editor_offers_no_mail_of_its_own(amara: Desk, shelf: Shelf):
    page = amara.client.get("/cms/account/").content.decode()
    assert "theme" in page
    assert "_notifications" not in page


def test_a_page_that_was_let_out_before_tells_nobody_again(shelf: Shelf, amara: Desk):
    a_page("Chairs", shelf=shelf)
    OnePager.objects.get().save_revision().publish()
    assert not Message.objects.exists()
