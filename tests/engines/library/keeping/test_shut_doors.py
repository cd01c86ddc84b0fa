"""What is not taken in, not made and not marked; and what goes wrong on the way."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError
from tests.engines.library.finding.making import a_page, a_shelf
from tests.engines.library.keeping.test_doors import RIS, confirm, sent
from tests.engines.library.packs.making import small, take_in, the_shelf
from tests.engines.library.standing.making import a_member, a_reviewer
from tests.world import NOON, a_founder, an_organisation

from groundswell.engines.library import actions, policies
from groundswell.engines.library.actions import bringing, uploads
from groundswell.engines.library.kinds import ITEM
from groundswell.engines.library.models import Item, OnePager, Upload, Work
from groundswell.engines.library.reading.packing import Selection
from groundswell.engines.library.reading.references import read_references
from groundswell.engines.thread import actions as thread
from groundswell.engines.thread import policies as of_the_thread
from groundswell.engines.thread.kinds import Cause
from groundswell.engines.thread.models import Doubt
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.doers import SYSTEM
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.references import Ref

pytestmark = pytest.mark.django_db


def test_a_file_in_which_no_reference_can_be_read_offers_nothing_to_take_in() -> None:
    content = b"TY  - JOUR\nAU  - Lim, J.\nER  - \n"
    upload = actions.send_works(file_name="a.ris", content=content, by=a_reviewer(), at=NOON)
    assert upload.found["faults"]
    assert upload.fingerprint == ""


def made(**given: Any) -> bytes:
    usual = {"title": "A pack", "version": 1, "licence": "CC BY 4.0", "about": ""}
    return actions.make_pack(shelf=the_shelf(), by=a_founder(), at=NOON, **{**usual, **given})


def test_a_pack_needs_pages_and_a_name() -> None:
    take_in(small())
    chosen = Selection([OnePager.objects.get().uid])
    with pytest.raises(Unusable, match="at least one page"):
        made(chosen=Selection())
    with pytest.raises(Unusable, match="letters"):
        made(chosen=chosen, title="!!!")
    assert made(chosen=chosen).startswith(b"PK")


def test_a_page_that_could_not_be_taken_in_elsewhere_is_named_before_it_is_packed() -> None:
    take_in(small())
    OnePager.objects.update(claim="")
    with pytest.raises(Unusable, match=r"claim: .*Put that page right first"):
        made(chosen=Selection([OnePager.objects.get().uid]))


def test_works_of_one_author_and_year_have_keys_of_their_own_and_only_safe_addresses() -> None:
    by = a_reviewer()
    found = read_references(RIS.replace(b"ftp://nowhere", b"https://somewhere"), "a.ris").works
    actions.take_in_works(works=found, by=by, at=NOON)
    assert len(set(Work.objects.values_list("key", flat=True))) == len(found) == 3
    assert Work.objects.filter(url="https://somewhere.example/boats").exists()
    assert actions.take_in_works(works=(), by=by, at=NOON) == []


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (IntegrityError("twice"), "The library has changed meanwhile"),
        (RuntimeError("secret"), "Something went wrong on our side"),
        (Unusable("Not like this."), "Not like this."),
    ],
)
def test_whatever_goes_wrong_at_the_worker_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
    fault: Exception,
    said: str,
) -> None:
    upload = sent()
    monkeypatch.setattr(uploads, "MOST_AT_ONCE", 10)

    def breaks(*_args: Any, **_how: Any) -> str:
        raise fault

    monkeypatch.setattr(bringing, "taken_in", breaks)
    with django_capture_on_commit_callbacks(execute=True):
        confirm(upload)
    upload.refresh_from_db()
    assert upload.state == "failed" and said in upload.outcome
    assert "secret" not in upload.outcome


def test_a_file_that_was_taken_in_a_moment_before_is_not_taken_in_twice(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    upload = sent()
    monkeypatch.setattr(uploads, "MOST_AT_ONCE", 10)
    confirm(upload)
    job = Upload.objects.get(pk=upload.pk).job_id

    def late(found: Upload) -> Upload:
        found.state = Upload.State.TAKEN
        return found

    monkeypatch.setattr(uploads, "_locked", late)
    actions.take_upload(upload_id=upload.pk, job_id=str(job), at=NOON)
    assert not OnePager.objects.exists()


def test_nothing_is_put_away_while_it_is_taken_in(monkeypatch: pytest.MonkeyPatch) -> None:
    upload = sent()
    upload.state = Upload.State.TAKING
    with pytest.raises(Refused, match="being taken in just now"):
        policies.put_upload_away(a_founder(), upload).or_refuse()


def test_the_program_alone_marks_and_each_says_what_they_may() -> None:
    mo, page, place = a_member(), a_page("Bridges"), an_organisation()
    for policy in (policies.shake, policies.recheck, policies.mark_shaken):
        assert not policy(mo)
        assert policy(SYSTEM)
    assert not of_the_thread.set_doubts(mo)
    ref = Ref(ITEM, page.pk)
    assert not policies.draft_from(mo, ref, ())
    assert policies.draft_from(mo, ref, [ref])
    assert not policies.restore_standing(mo, a_shelf(place))
    assert policies.restore_standing(a_reviewer(), None)


def test_a_page_that_is_gone_and_a_thing_that_nobody_answers_for_are_no_fault() -> None:
    actions.recheck(uid=uuid4(), at=NOON)
    assert not Item.objects.exists()
    cause, thing = Cause(Ref(ITEM, uuid4()), NOON.date(), "It was wrong."), Ref("letter", uuid4())
    assert thread.set_doubts(cause=cause, things=[thing], by=SYSTEM, at=NOON) == 1
    assert Doubt.objects.get().thing == thing
