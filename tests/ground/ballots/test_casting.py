"""One row for a slip, whatever is pressed and however often; and what of it comes out again."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from tests.ground.ballots.voting import (
    LENGTH,
    K,
    Taken,
    a_box,
    a_token,
    answer,
    answers,
    hidden,
    invited,
)
from tests.world import NOON, TODAY, a_founder, a_person, acting, an_organisation, holding, joins

from groundswell.ground.ballots import actions, public, queries, receipts, wordlist
from groundswell.ground.ballots.actions import casting
from groundswell.ground.ballots.kinds import Invitee, Opened
from groundswell.ground.ballots.models import Batch, Box, Invitation, Link, Sealed
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.models import AuditEvent

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def close(box: Box, at: dt.datetime = NOON) -> Box:
    return actions.close_box(box=box, by=a_founder(), at=at)


def test_an_answer_sent_again_is_one_row_and_the_same_thank_you(taken: Taken) -> None:
    box = a_box()
    slip = actions.issue_slip(token=a_token(box), at=NOON)
    thanks = {actions.cast(box=box, slip=slip, payload=p, at=NOON) for p in (b"yes", b"yes", b"no")}
    assert len(thanks) == 1 and Sealed.objects.count() == 1
    [thank] = thanks
    assert len(thank.words) == 4 and set(thank.words) <= set(wordlist.words())
    assert thank.fingerprint == box.fingerprint
    answers(box, K - 1)
    close(box)
    assert b"yes" in taken.payloads and b"no" not in taken.payloads


def test_a_page_that_was_lost_and_issued_again_is_the_same_answer() -> None:
    box = a_box()
    token = a_token(box)
    first = answer(box, b"yes", token)
    second = answer(box, b"no", token)
    assert first != second, "each page has a signature of its own"
    assert Sealed.objects.count() == 1


def test_an_answer_sent_again_after_the_close_gets_its_thank_you(taken: Taken) -> None:
    box = a_box()
    slip = answer(box, b"yes")
    unspent = actions.issue_slip(token=a_token(box), at=NOON)
    close(box)
    assert actions.cast(box=box, slip=slip, payload=b"yes", at=NOON + 3 * DAY).words
    with pytest.raises(Refused, match="closed on 15 June 2026"):
        actions.cast(box=box, slip=unspent, payload=b"late", at=NOON)


def test_an_answer_of_the_day_after_is_refused_though_nobody_has_closed_the_box() -> None:
    box = a_box(closes_on=TODAY)
    slip = actions.issue_slip(token=a_token(box), at=NOON)
    with pytest.raises(Refused, match="closed on 15 June 2026"):
        actions.cast(box=box, slip=slip, payload=b"late", at=NOON + DAY)
    assert not Sealed.objects.exists()


@pytest.mark.parametrize("slip", ["", "é", "a" * 383, "A" * 384, "====", "a" * 385])
def test_what_is_no_slip_says_what_to_do(slip: str) -> None:
    with pytest.raises(Unusable, match="begin again with your link"):
        actions.cast(box=a_box(), slip=slip, payload=b"yes", at=NOON)


def test_a_slip_of_one_box_is_no_slip_of_another() -> None:
    slip = actions.issue_slip(token=a_token(a_box()), at=NOON)
    with pytest.raises(Unusable):
        actions.cast(box=a_box(), slip=slip, payload=b"yes", at=NOON)


def test_an_answer_longer_than_the_box_takes_is_said_and_not_cut(taken: Taken) -> None:
    box = a_box()
    slip = actions.issue_slip(token=a_token(box), at=NOON)
    with pytest.raises(Unusable, match="a little less"):
        actions.cast(box=box, slip=slip, payload=b"x" * (LENGTH + 1), at=NOON)
    actions.cast(box=box, slip=slip, payload=b"x" * LENGTH, at=NOON)
    for payload in (b"", b"y", b"\0" * LENGTH, b"z" * 40):
        answer(box, payload)
    assert len({len(bytes(c)) for c in Sealed.objects.values_list("ciphertext", flat=True)}) == 1
    close(box)
    assert sorted(taken.payloads) == sorted([b"x" * LENGTH, b"", b"y", b"\0" * LENGTH, b"z" * 40])


def test_an_answer_is_one_insert_and_touches_no_other_row(
    django_assert_num_queries: Any,
) -> None:
    box = a_box()
    slip = actions.issue_slip(token=a_token(box), at=NOON)
    public.public_box(box.pk)
    with django_assert_num_queries(4) as asked:  # the savepoint of the test, and its release
        actions.cast(box=box, slip=slip, payload=b"yes", at=NOON)
    told = [q["sql"].split()[0] for q in asked.captured_queries]
    assert told == ["SAVEPOINT", "SELECT", "INSERT", "RELEASE"]


def test_an_answer_is_never_written_inside_another_transaction() -> None:
    box = a_box()
    slip = actions.issue_slip(token=a_token(box), at=NOON)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        actions.cast(box=box, slip=slip, payload=b"yes", at=NOON)


def test_a_row_that_could_not_be_written_is_never_thanked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever else fails than the slip's own constraint is no "sent again"."""
    box = a_box()
    slip = actions.issue_slip(token=a_token(box), at=NOON)

    def fails(**_: Any) -> None:
        raise IntegrityError("another constraint")

    monkeypatch.setattr(casting.rows, "put_in", fails)
    with pytest.raises(Refused):
        actions.cast(box=box, slip=slip, payload=b"yes", at=NOON)


def test_the_browsers_slip_answers_too(taken: Taken) -> None:
    box = a_box(open_quota=1)
    value = hidden(box)
    signature = actions.sign_blinded(token=a_token(box), blinded=value.blinded, at=NOON)
    for slip in (value.slip(signature), actions.issue_open_slip(box=box, at=NOON)):
        actions.cast(box=box, slip=slip, payload=b"unseen", at=NOON)
    answers(box, K)
    close(box)
    assert taken.payloads.count(b"unseen") == 2


@pytest.mark.parametrize("mode", ["confidential", "named"])
def test_where_answers_can_be_linked_the_invitation_goes_inside_the_envelope(
    mode: str, taken: Taken
) -> None:
    box = a_box(mode=mode)
    sent = {}
    for invitation in invited(box, K):
        token = actions.make_link(invitation=invitation, at=NOON)
        slip = actions.issue_slip(token=token, at=NOON)
        payload = secrets_of(invitation)
        actions.cast(box=box, slip=slip, payload=payload, token=token, at=NOON)
        sent[payload] = invitation.pk
    close(box)
    assert {o.payload: o.invitation_id for o in taken.batches[0]} == sent


def secrets_of(invitation: Invitation) -> bytes:
    return invitation.pk.bytes


def test_a_linked_answer_comes_by_the_link_that_its_slip_was_made_for() -> None:
    box = a_box(mode="named")
    token, another, unused = a_token(box), a_token(box), a_token(box)
    slip = actions.issue_slip(token=token, at=NOON)
    actions.issue_slip(token=another, at=NOON)
    for wrong in (another, unused):
        with pytest.raises(Unusable, match="another link"):
            actions.cast(box=box, slip=slip, payload=b"yes", token=wrong, at=NOON)
    assert not Sealed.objects.exists()


def test_an_anonymous_answer_holds_nothing_of_its_link(taken: Taken) -> None:
    box = a_box()
    for _ in range(K):
        token = a_token(box)
        slip = actions.issue_slip(token=token, at=NOON)
        actions.cast(box=box, slip=slip, payload=b"yes", token=token, at=NOON)
    close(box)
    assert {o.invitation_id for o in taken.batches[0]} == {None}


def test_only_the_named_role_learns_who_it_was_and_says_why(taken: Taken) -> None:
    place = an_organisation()
    box = a_box(mode="confidential", unmask_role="analyst", organisation_id=place.pk)
    joyce = a_person("Joyce Lim")
    actions.invite(
        box=box, invitees=[Invitee(person_id=joyce.pk, group="Ward 7")], by=a_founder(), at=NOON
    )
    invitation = box.invitations.get()
    sam = holding(joins(a_person("Sam Ortiz"), place), "analyst", organisation=place)
    asked: dict[str, Any] = {"box": box, "invitation_id": invitation.pk, "at": NOON}
    who = actions.unmask(reason=" She asked for help. ", by=sam, **asked)
    assert who and (who.person_id, who.group) == (joyce.pk, "Ward 7")
    line = AuditEvent.objects.get(name="ballot.unmasked")
    assert line.details == {"reason": "She asked for help."} and line.by_id == sam.id
    assert actions.unmask(reason="?", by=sam, box=box, invitation_id=uuid4(), at=NOON) is None
    for reason in ("", " ", "x" * 501):
        with pytest.raises(Unusable, match="Say why"):
            actions.unmask(reason=reason, by=sam, **asked)
    other = acting(joins(a_person("Dele Martins"), place))
    with pytest.raises(Refused, match="Only this role can link an answer to a person: Analyst"):
        actions.unmask(reason="?", by=other, **asked)


@pytest.mark.parametrize("mode", ["anonymous", "named"])
def test_nobody_is_unmasked_where_that_was_not_said(mode: str) -> None:
    box = a_box(mode=mode)
    with pytest.raises(Refused, match="Nobody can link"):
        actions.unmask(box=box, invitation_id=uuid4(), reason="?", by=a_founder(), at=NOON)


def test_a_receipt_leads_to_what_was_opened_and_to_nothing_else(taken: Taken) -> None:
    box = a_box()
    slip = actions.issue_slip(token=a_token(box), at=NOON)
    thanks = actions.cast(box=box, slip=slip, payload=b"mine", at=NOON)
    answers(box, K)
    close(box)
    typed = "  ".join(thanks.words).upper().replace("  ", ", ")
    wanted = queries.receipt_hash_of(typed)
    assert [o.payload for b in taken.batches for o in b if o.receipt_hash == wanted] == [b"mine"]
    assert len({o.receipt_hash for b in taken.batches for o in b}) == K + 1


def test_what_can_be_no_receipt_names_the_word_that_is_wrong() -> None:
    with pytest.raises(Unusable, match="four words") as said:
        receipts.read("heron kettle forty")
    assert said.value.field == "words"
    with pytest.raises(Unusable, match="“heroon”"):
        receipts.read("heroon kettle forty lane")


def test_receipts_are_not_tried_out(monkeypatch: pytest.MonkeyPatch) -> None:
    queries._looked_up.clear()
    for _ in range(queries.MOST_LOOK_UPS):
        queries.receipt_hash_of("heron kettle forty lane")
    with pytest.raises(Refused, match="wait a minute"):
        queries.receipt_hash_of("heron kettle forty lane")
    monkeypatch.setattr(queries, "LOOK_UP_SECONDS", 0.0)
    assert queries.receipt_hash_of("heron kettle forty lane")


def test_what_is_stored_of_a_receipt_needs_the_pepper(settings: Any, tmp_path: Any) -> None:
    words = ("heron", "kettle", "forty", "lane")
    here = receipts.hash_of(words)
    settings.BALLOT_KEYS = str(tmp_path / "other")
    assert receipts.hash_of(words) != here


def test_no_time_in_these_tables_is_finer_than_a_day() -> None:
    from django.apps import apps
    from django.db.models import DateTimeField

    times = [
        f for m in apps.get_app_config("ballots").get_models() for f in m._meta.fields
        if isinstance(f, DateTimeField)
    ]  # fmt: skip
    assert times == []


def test_every_row_says_in_a_word_what_it_is() -> None:
    box = a_box()
    answer(box)
    rows = [Invitation.objects.get(), Link.objects.get(), Sealed.objects.get()]
    assert all(str(row) for row in rows)
    assert str(Batch(box=box, number=2)) == f"{box.pk}: 2"


def test_the_envelope_gives_back_what_went_in() -> None:
    from groundswell.ground.ballots import sealing

    opened = Opened(b"\0\1", "ab" * 32, uuid4())
    assert sealing.out_of_envelope(sealing.envelope(opened, 9)) == opened
