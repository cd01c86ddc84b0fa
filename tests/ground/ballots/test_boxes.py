"""A box is set up, locked by the first slip, and shows when it was tampered with."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from tests.ground.ballots.voting import K, Taken, a_box, a_token, answers, hidden, invited
from tests.world import NOON, TODAY, a_founder, a_person, acting, an_organisation, holding, joins

from groundswell.ground.ballots import actions, fingerprints, keys, public, queries
from groundswell.ground.ballots.models import Box
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.doers import SYSTEM
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.people.actions import grant_programme_role

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def test_a_box_has_keys_of_its_own_and_a_fingerprint_that_can_be_read_out() -> None:
    box, other = a_box(), a_box()
    assert {box.pk, other.pk} <= keys.box_ids()
    assert bytes(box.signing_public) != bytes(other.signing_public)
    first, word, last = box.fingerprint.split("-")
    assert first.isdigit() and len(first) == 4 and word.isalpha() and len(last) == 3
    assert queries.fingerprint_words("7419-oak-302") == "7 4 1 9 - oak - 3 0 2"
    assert queries.box_of(box.kind, box.subject_id) == box
    assert queries.box_of(box.kind, uuid4()) is None
    assert str(box) == f"test.survey {box.fingerprint}"


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"k": 4}, "k", "At least 5"),
        ({"length": 0}, "length", "up to 60,000"),
        ({"length": 60_001}, "length", "up to 60,000"),
        ({"closes_on": TODAY - DAY}, "closes_on", "from today on"),
        ({"mode": "named", "open_quota": 3}, "open_quota", "nobody can link"),
    ],
)
def test_a_setting_that_cannot_be_kept_is_said_beside_its_field(
    changed: dict[str, Any], field: str, sentence: str
) -> None:
    n_before = len(keys.box_ids())
    with pytest.raises(Unusable, match=sentence) as said:
        a_box(**changed)
    assert said.value.field == field
    assert len(keys.box_ids()) == n_before, "keys without a box"


def test_what_is_asked_has_one_box() -> None:
    box = a_box()
    with pytest.raises(IntegrityError), transaction.atomic():
        a_box(subject_id=box.subject_id)


def test_people_of_the_organisation_ask_its_people_and_others_do_not() -> None:
    place = an_organisation()
    here = acting(joins(a_person("Joyce Lim"), place))
    box = a_box(organisation_id=place.pk, by=here)
    assert box.opened_by_id == here.id
    stranger = acting(joins(a_person("Dele Martins"), an_organisation("Tarnside")))
    with pytest.raises(Refused, match="organisations that you belong to"):
        a_box(organisation_id=place.pk, by=stranger)
    for step in (actions.close_box, actions.change_box):
        with pytest.raises(Refused, match="organisation that asks"):
            step(box=box, by=stranger, at=NOON)
    with pytest.raises(Refused, match="organisation that asks"):
        actions.invite(box=box, invitees=[], by=stranger, at=NOON)
    [invitation] = invited(box)
    with pytest.raises(Refused, match="organisation that asks"):
        actions.withdraw(invitation=invitation, by=stranger, at=NOON)


def test_the_program_itself_may_set_up_and_close_a_box(taken: Taken) -> None:
    box = a_box(by=SYSTEM)
    assert box.opened_by_id is None
    assert actions.close_box(box=box, by=SYSTEM, at=NOON).closed_on == TODAY


def test_a_doer_that_is_nobody_here_may_nothing() -> None:
    class Somebody:
        id, name = uuid4(), "Somebody"

    with pytest.raises(Refused):
        a_box(by=Somebody())


def test_settings_change_until_the_first_slip_and_never_after() -> None:
    box = a_box()
    changed = actions.change_box(box=box, k=7, mode="confidential", by=a_founder(), at=NOON)
    assert (changed.k, changed.unmask_role) == (7, "administrator")
    assert changed.fingerprint != box.fingerprint
    actions.change_box(box=box, mode="anonymous", by=a_founder(), at=NOON)
    token = a_token(box)
    assert not public.public_box(box.pk).is_locked
    actions.issue_slip(token=token, at=NOON)
    box.refresh_from_db()
    assert box.locked_on == TODAY and public.public_box(box.pk).is_locked
    for change in ({"mode": "named"}, {"k": 5}, {"settings": {"questions": "other"}}):
        with pytest.raises(Refused, match="locked on 15 June 2026"):
            actions.change_box(box=box, by=a_founder(), at=NOON, **change)
    box.refresh_from_db()
    assert (box.k, box.mode, box.settings) == (7, "anonymous", {"questions": "5f2b"})


def test_a_hidden_value_locks_the_settings_too_and_so_does_an_open_slip() -> None:
    box, other = a_box(), a_box(open_quota=1)
    actions.sign_blinded(token=a_token(box), blinded=hidden(box).blinded, at=NOON)
    actions.issue_open_slip(box=other, at=NOON)
    for each in (box, other):
        each.refresh_from_db()
        assert each.locked_on == TODAY


def test_there_is_no_setting_of_another_name() -> None:
    with pytest.raises(TypeError, match="signing_public"):
        actions.change_box(box=a_box(), signing_public=b"", by=a_founder(), at=NOON)


def test_a_change_that_cannot_be_kept_changes_nothing() -> None:
    box = a_box()
    with pytest.raises(Unusable):
        actions.change_box(box=box, k=2, by=a_founder(), at=NOON)
    box.refresh_from_db()
    assert box.k == K


def test_a_closed_box_is_not_changed(taken: Taken) -> None:
    box = actions.close_box(box=a_box(), by=a_founder(), at=NOON)
    with pytest.raises(Refused, match="closed on 15 June 2026"):
        actions.change_box(box=box, k=7, by=a_founder(), at=NOON)


def test_whoever_begins_under_settings_that_were_just_changed_is_asked_to_look_again() -> None:
    box = a_box()
    token, seen = a_token(box), public.public_box(box.pk)
    actions.change_box(box=box, k=6, by=a_founder(), at=NOON)
    public._warm[box.pk] = (float("inf"), seen)  # as another process still remembers it
    with pytest.raises(Refused, match="load the page again"):
        actions.issue_slip(token=token, at=NOON)
    assert actions.issue_slip(token=token, at=NOON)


def test_every_setting_is_in_the_fingerprint() -> None:
    box = a_box()
    assert fingerprints.of(box) == box.fingerprint
    others = {
        "kind": "other", "subject_id": uuid4(), "organisation_id": uuid4(), "mode": "named",
        "k": 6, "length": 65, "settings": {}, "open_quota": 1, "opens_daily": True,
        "unmask_role": "analyst", "closes_on": TODAY, "signing_public": b"1",
        "sealing_public": b"2",
    }  # fmt: skip
    for name, value in others.items():
        kept = getattr(box, name)
        setattr(box, name, value)
        assert fingerprints.of(box) != box.fingerprint, name
        setattr(box, name, kept)


@pytest.mark.parametrize("change", [{"k": 6}, {"mode": "named"}, {"settings": {"hidden": "field"}}])
def test_a_box_whose_row_was_changed_behind_our_back_takes_nothing_and_opens_nothing(
    change: dict[str, Any], taken: Taken
) -> None:
    box = a_box()
    answers(box, 6)
    token = a_token(box)
    Box.objects.filter(pk=box.pk).update(**change)
    public.forget(box.pk)
    with pytest.raises(Refused, match="were changed after"):
        actions.issue_slip(token=token, at=NOON)
    with pytest.raises(Refused, match="were changed after"):
        actions.close_box(box=box, by=a_founder(), at=NOON)
    assert taken.batches == []


def test_an_answering_page_asks_nothing_of_the_database_when_warm(
    django_assert_num_queries: Any,
) -> None:
    box = a_box()
    first = public.public_box(box.pk)
    with django_assert_num_queries(0):
        known = public.public_box(box.pk)
    assert known is first and known.is_anonymous and known.pk == box.pk
    assert not known.takes_open
    with pytest.raises(Http404):
        public.public_box(uuid4())


def test_a_process_remembers_only_so_many_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public, "_MOST", 1)
    boxes = [a_box(), a_box()]
    for box in boxes:
        public.public_box(box.pk)
    assert list(public._warm) == [boxes[1].pk]


def test_the_trail_says_what_was_done_to_a_box_and_nothing_of_who_answered(taken: Taken) -> None:
    box = a_box()
    actions.change_box(box=box, opens_daily=True, by=a_founder(), at=NOON)
    answers(box, 2 * K)
    actions.open_batch(box=box, at=NOON)
    actions.close_box(box=box, by=a_founder(), at=NOON)
    names = AuditEvent.objects.filter(about_id=str(box.pk)).order_by("at", "pk")
    told = [n for n in names.values_list("name", flat=True) if n != "ballot.invited"]
    assert told == [
        "ballot.opened", "ballot.changed", "ballot.batch_opened", "ballot.batch_opened",
        "ballot.closed",
    ]  # fmt: skip


def test_who_holds_a_role_in_a_piece_of_work_may_ask_there() -> None:
    coach, place = a_person("Kit Marsh"), an_organisation()
    grant_programme_role(
        person=coach,
        code="coach",
        programme_id=uuid4(),
        programme="Ward 7",
        by=a_founder(),
        at=NOON,
    )
    assert a_box(organisation_id=place.pk, by=acting(coach)).opened_by_id == coach.pk


def test_an_administrator_of_the_organisation_may_close(taken: Taken) -> None:
    place = an_organisation()
    administrator = holding(a_person("Ngozi Bello"), "administrator", organisation=place)
    box = a_box(organisation_id=place.pk)
    assert actions.close_box(box=box, by=administrator, at=NOON).state == "too_few"
