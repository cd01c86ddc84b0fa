"""Case studies that readers send in."""

from typing import Any

import pytest
from django.http import Http404
from tests.engines.library.readers.making import TOLD, Readers, a_submission, as_
from tests.world import NOON, a_founder

from groundswell.engines.library import actions, queries
from groundswell.engines.library.actions import submitting
from groundswell.engines.library.models import CaseStudy, Submission
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.messages.models import Message


def drafted(sent: Submission, us: Readers) -> CaseStudy:
    return actions.draft_from_submission(sent=sent, by=as_(us.reviewer), at=NOON)


def test_those_who_review_the_shelf_see_it_and_nobody_else(us: Readers):
    sent = a_submission(us.joyce, us.own)
    for person in (us.reviewer, us.system_reviewer):
        page = queries.submissions_page(as_(person), done=False, number=None)
        assert [(row.title, row.by) for row in page.rows] == [("Home before lunch", "Joyce Lim")]
    for actor in (as_(us.editor), as_(us.imran), as_(us.administrator), a_founder()):
        with pytest.raises(Http404):
            queries.submission_for(actor, sent.pk)
        with pytest.raises(Http404):
            queries.refuse_who_reviews_none(actor)
        with pytest.raises(Refused, match="reviewer of the shelf"):
            actions.draft_from_submission(sent=sent, by=actor, at=NOON)
        with pytest.raises(Refused, match="reviewer of the shelf"):
            actions.decline_submission(sent=sent, reason="No.", by=actor, at=NOON)


def test_one_sends_to_everybodys_shelf_or_to_ones_own(us: Readers):
    assert queries.shelves_open_to(as_(us.joyce)) == [us.common, us.own]
    assert queries.shelves_open_to(as_(us.imran)) == [us.common]
    with pytest.raises(Refused, match="everybody’s shelf"):
        a_submission(us.imran, us.own)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("title", ""), ("place", " "), ("context", ""), ("did", ""), ("result", ""),
        ("title", "x" * 201), ("did", "x" * 4_001), ("lessons", "a\x00b"), ("sector", "mars"),
        ("lens", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_by_its_field(us: Readers, name: str, text: str):
    with pytest.raises(Unusable) as told:
        a_submission(us.joyce, us.own, **{name: text})
    assert told.value.field == name


def test_sent_twice_is_once_and_not_too_many_wait(us: Readers, monkeypatch: pytest.MonkeyPatch):
    assert a_submission(us.joyce, us.own) == a_submission(us.joyce, us.own)
    monkeypatch.setattr(submitting, "MOST_WAITING", 1)
    with pytest.raises(Unusable, match="wait to be read"):
        a_submission(us.joyce, us.own, title="Another")


def test_a_draft_has_the_senders_words_and_credit_and_nobody_reads_it(us: Readers):
    sent = a_submission(us.joyce, us.own)
    page = drafted(sent, us)
    page = CaseStudy.objects.get(pk=page.pk)
    assert not page.live
    assert page.get_parent().pk == us.own.pk
    assert (page.credit, page.place, page.sector) == (TOLD["credit"], "Ward 7", "acute")
    assert [block.value for block in page.context] == [
        "Nobody left before one.",
        "Everybody waited.",
    ]
    assert [block.value for block in page.result_words] == [TOLD["result"]]
    assert not queries.sent_page(as_(us.joyce), Submission.objects.get()).page_url
    review = queries.review_page(as_(us.reviewer), Submission.objects.get())
    assert str(page.pk) in review.editor_url
    assert not review.may_decide
    with pytest.raises(Refused, match="decided about already"):
        drafted(sent, us)


@pytest.mark.parametrize("title", ["Home before lunch", "!!!", "日本", "<b>x</b>", "mine"])
def test_two_of_one_title_and_titles_without_a_letter_are_drafted(us: Readers, title: str):
    first = drafted(a_submission(us.joyce, us.own, title=title), us)
    second = drafted(a_submission(us.joyce, us.own, title=title), us)
    assert first.slug and second.slug == f"{first.slug}-2"


def test_the_sender_reads_each_state_and_finds_the_page_credited(us: Readers):
    sent, joyce = a_submission(us.joyce, us.own), as_(us.joyce)

    def state() -> str:
        return queries.sent_page(joyce, queries.own_submission_for(joyce, sent.pk)).row.state

    assert state() == "Waits to be read"
    page = drafted(sent, us)
    assert state() == "A page is written from it"
    for _time in range(2):
        page.save_revision().publish()
    assert state() == "Published"
    seen = queries.sent_page(joyce, queries.own_submission_for(joyce, sent.pk))
    assert seen.page_credit == TOLD["credit"]
    assert seen.page_url.endswith("/home-before-lunch/")
    told = Message.objects.filter(person=us.joyce, kind="library.sent_in").order_by("created_at")
    assert [m.subject.split(":")[0] for m in told] == [
        "A page is written from your case study",
        "Readers can find your case study",
    ]


def test_a_reviewer_declines_with_a_reason_that_the_sender_reads(us: Readers):
    sent = a_submission(us.joyce, us.own)
    with pytest.raises(Unusable, match="Say why not"):
        actions.decline_submission(sent=sent, reason=" ", by=as_(us.reviewer), at=NOON)
    actions.decline_submission(sent=sent, reason="Count it first.", by=as_(us.reviewer), at=NOON)
    page = queries.sent_page(as_(us.joyce), Submission.objects.get())
    assert (page.row.state, page.reason) == ("Not taken up", "Count it first.")
    assert "Count it first." in Message.objects.get(kind="library.sent_in").body
    done = queries.submissions_page(as_(us.reviewer), done=True, number=None)
    assert [row.state for row in done.rows] == ["Not taken up"]


def test_the_sender_takes_it_back_while_it_waits(us: Readers):
    sent, joyce = a_submission(us.joyce, us.own), as_(us.joyce)
    with pytest.raises(Refused, match="whoever sent it in"):
        actions.take_back_submission(sent=sent, by=as_(us.reviewer), at=NOON)
    with pytest.raises(Http404):
        queries.own_submission_for(as_(us.imran), sent.pk)
    actions.take_back_submission(sent=sent, by=joyce, at=NOON)
    assert not Submission.objects.exists()
    other: Any = a_submission(us.joyce, us.own)
    drafted(other, us)
    with pytest.raises(Refused, match="decided about already"):
        actions.take_back_submission(sent=other, by=joyce, at=NOON)
