"""A file from the asking to the end of its seven days: who gets it, once, and what goes wrong."""

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.http import Http404
from django.test import Client
from tests.ground.documents.examples import everything
from tests.world import NOON, a_founder, a_person, acting

from groundswell.ground.documents import actions, privacy, queries, retention, work
from groundswell.ground.documents.description import Document
from groundswell.ground.documents.kinds import DocumentKind, documents
from groundswell.ground.documents.models import Paper
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.doers import SYSTEM
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.models import Job
from groundswell.ground.people import actions as people
from groundswell.ground.people.models import Person

WARD = UUID(int=7)
A_DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("at_noon")


class Ward:
    """A kind of document whose one thing is shared with those whom the test names."""

    def __init__(self) -> None:
        self.readers: set[UUID] = set()
        self.document = everything()
        self.fault: Exception | None = None

    def build(self, actor: Any, about: UUID) -> Document:
        if self.fault:
            raise self.fault
        if about != WARD or actor.id not in self.readers:
            raise Http404
        return self.document


@pytest.fixture
def joyce(db: None) -> Person:
    return a_person("Joyce Lim")


@pytest.fixture
def ward(joyce: Person) -> Iterator[Ward]:
    kind = Ward()
    kind.readers = {joyce.pk}
    sheet_only = DocumentKind("Numbers", kind.build, ("xlsx",))
    with documents.only(ward=DocumentKind("Ward", kind.build), numbers=sheet_only):
        yield kind


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Any:
    return django_capture_on_commit_callbacks


def asked(
    person: Person, format_: str = "pdf", at: dt.datetime = NOON, kind: str = "ward"
) -> Paper:
    return actions.ask_for_document(kind=kind, about=WARD, format=format_, by=acting(person), at=at)


def made(commit: Any, person: Person, format_: str = "pdf") -> Paper:
    with commit(execute=True):
        paper = asked(person, format_)
    paper.refresh_from_db()
    return paper


@pytest.mark.parametrize(("format_", "begin"), [("pdf", b"%PDF"), ("pptx", b"PK"), ("xlsx", b"PK")])
def test_file_that_was_asked_for_is_made_and_handed_out(
    ward: Ward,
    joyce: Person,
    commit: Any,
    signed_in: Callable[..., Client],
    format_: str,
    begin: bytes,
):
    paper = made(commit, joyce, format_)
    assert paper.state == Paper.State.MADE
    assert paper.job.state == Job.State.DONE
    assert paper.job.title.startswith("Are people free to improve things here? (")
    answer = signed_in(joyce).get(paper.job.onward_url)
    assert answer.content.startswith(begin)
    assert answer["Content-Disposition"].endswith(f'improve things here.{format_}"')
    assert answer["Cache-Control"] == "no-store"


def test_asked_twice_it_is_one_file(ward: Ward, joyce: Person, commit: Any):
    first = asked(joyce)
    assert asked(joyce) == first
    assert Job.objects.count() == 1
    assert asked(joyce, "xlsx") != first
    Paper.objects.all().delete()
    first = made(commit, joyce)
    assert asked(joyce, at=NOON + dt.timedelta(seconds=59)) == first
    assert asked(joyce, at=NOON + dt.timedelta(seconds=61)) != first


def test_two_people_get_a_file_each(ward: Ward, joyce: Person):
    kwame = a_person("Kwame Boateng")
    ward.readers.add(kwame.pk)
    assert asked(joyce) != asked(kwame)


def test_what_a_dead_worker_left_may_be_asked_for_again(ward: Ward, joyce: Person):
    first = asked(joyce)
    assert asked(joyce, at=NOON + dt.timedelta(minutes=14)) == first
    assert asked(joyce, at=NOON + retention.GIVEN_UP_AFTER) != first
    first.refresh_from_db()
    assert first.state == Paper.State.FAILED


def test_asking_needs_the_right_to_read(ward: Ward, joyce: Person):
    with pytest.raises(Http404):
        asked(a_person("Dele Martins"))
    ward.fault = Refused("Your team has not shared it.")
    with pytest.raises(Refused, match="not shared"):
        asked(joyce)
    assert not Paper.objects.exists()


def test_form_that_the_kind_does_not_have_is_refused(ward: Ward, joyce: Person):
    with pytest.raises(Refused, match="in that form"):
        asked(joyce, "pdf", kind="numbers")


def test_program_itself_asks_for_no_file(ward: Ward):
    with pytest.raises(Refused, match="belongs to the person"):
        actions.ask_for_document(kind="ward", about=WARD, format="pdf", by=SYSTEM, at=NOON)


def test_only_who_asked_for_a_file_gets_it(
    ward: Ward, joyce: Person, commit: Any, signed_in: Callable[..., Client]
):
    kwame = a_person("Kwame Boateng")
    ward.readers.add(kwame.pk)
    paper = made(commit, joyce)
    url = f"/documents/papers/{paper.pk}/"
    assert signed_in(kwame).get(url).status_code == 404
    assert signed_in(joyce).get(url).status_code == 200
    assert signed_in(joyce).get(f"/documents/papers/{uuid4()}/").status_code == 404


def test_rights_are_asked_for_again_when_a_file_is_fetched(ward: Ward, joyce: Person, commit: Any):
    paper = made(commit, joyce)
    assert queries.paper_for(acting(joyce), paper.pk, at=NOON) == paper
    ward.readers.clear()
    with pytest.raises(Http404):
        queries.paper_for(acting(joyce), paper.pk, at=NOON)
    ward.fault = Refused("Your team has taken it back.")
    with pytest.raises(Refused):
        queries.paper_for(acting(joyce), paper.pk, at=NOON)
    with documents.only(), pytest.raises(Http404):
        queries.paper_for(acting(joyce), paper.pk, at=NOON)


def test_file_that_waits_cannot_be_fetched(ward: Ward, joyce: Person):
    with pytest.raises(Http404):
        queries.paper_for(acting(joyce), asked(joyce).pk, at=NOON)


def test_file_goes_after_seven_days(ward: Ward, joyce: Person, commit: Any):
    paper = made(commit, joyce)
    retention.forget_old_papers(NOON + 6 * A_DAY)
    assert queries.paper_for(acting(joyce), paper.pk, at=NOON + 6 * A_DAY) == paper
    with pytest.raises(Http404):
        queries.paper_for(acting(joyce), paper.pk, at=NOON + 7 * A_DAY)
    retention.forget_old_papers(NOON + 7 * A_DAY)
    assert not Paper.objects.exists()


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (Unusable("There are no numbers yet."), "There are no numbers yet."),
        (Refused("Your team has taken it back."), "Your team has taken it back."),
        (Http404(), "What it is about has gone, or is no longer shared with you."),
    ],
)
def test_job_ends_with_the_sentence_of_what_went_wrong(
    ward: Ward, joyce: Person, fault: Exception, sentence: str
):
    paper = asked(joyce)
    ward.fault = fault
    work.make(paper_id=str(paper.pk), at=NOON)
    paper.refresh_from_db()
    assert (paper.state, paper.job.state) == (Paper.State.FAILED, Job.State.FAILED)
    assert paper.job.outcome == sentence
    assert paper.job.onward_url == f"/documents/ward/{WARD}/"


def test_fault_of_ours_is_told_and_logged(
    ward: Ward, joyce: Person, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(work.log, "disabled", False)  # whatever another test has done to logging
    paper = asked(joyce)
    ward.fault = KeyError("x")
    with caplog.at_level(logging.ERROR, logger=work.log.name):
        work.make(paper_id=str(paper.pk), at=NOON)
    assert "went wrong on our side" in Job.objects.get().outcome
    assert "could not be made" in caplog.text


def test_file_too_large_to_hand_out_is_not_kept(
    ward: Ward, joyce: Person, commit: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(work, "MOST_BYTES", 100)
    paper = made(commit, joyce)
    assert paper.content is None
    assert "too large" in paper.job.outcome


def test_who_has_left_gets_no_file(ward: Ward, joyce: Person):
    paper = asked(joyce)
    people.end_person(person=joyce, by=a_founder(), at=NOON)
    work.make(paper_id=str(paper.pk), at=NOON)
    assert Job.objects.get().outcome == "The account of Joyce Lim has ended."


def test_task_that_comes_twice_or_too_late_does_nothing(ward: Ward, joyce: Person, commit: Any):
    paper = made(commit, joyce)
    content = bytes(paper.content)
    ward.document = Document("Another")
    work.make(paper_id=str(paper.pk), at=NOON + A_DAY)
    work.make(paper_id=str(uuid4()), at=NOON)
    paper.refresh_from_db()
    assert bytes(paper.content) == content
    assert paper.made_at == NOON


def test_nothing_is_kept_of_what_was_given_up_meanwhile(
    ward: Ward, joyce: Person, monkeypatch: pytest.MonkeyPatch
):
    paper = asked(joyce)

    def gives_up(document: Document, format_: str) -> bytes:
        Paper.objects.update(state=Paper.State.FAILED)
        return b"late"

    monkeypatch.setattr(work, "drawn", gives_up)
    work.make(paper_id=str(paper.pk), at=NOON)
    paper.refresh_from_db()
    assert paper.content is None
    assert paper.job.state == Job.State.RUNNING


def test_asking_that_is_undone_leaves_no_task(ward: Ward, joyce: Person, commit: Any):
    with commit() as callbacks, transaction.atomic():
        asked(joyce)
        transaction.set_rollback(True)
    assert callbacks == []


def test_person_gets_a_list_of_their_files_and_takes_them_along(
    ward: Ward, joyce: Person, commit: Any
):
    made(commit, joyce)
    (rows,) = privacy.export(joyce.pk).values()
    assert [row["title"] for row in rows] == ["Are people free to improve things here?"]
    assert "content" not in next(iter(rows))
    privacy.erase(joyce.pk, NOON)
    assert not Paper.objects.exists()
