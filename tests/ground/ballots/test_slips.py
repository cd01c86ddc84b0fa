"""An invitation becomes one slip, by one of two ways, and any of its links gives it back."""

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from django.http import Http404
from tests.ground.ballots.voting import a_box, a_token, hidden, invited
from tests.world import NOON, TODAY, a_founder, a_person

from groundswell.ground.ballots import actions, keys, public, queries, slips
from groundswell.ground.ballots.actions import beginning
from groundswell.ground.ballots.kinds import Invitee
from groundswell.ground.ballots.models import Box, Invitation, Link
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def nonce_of(box: Box, slip: str) -> bytes:
    return slips.checked(slip, public.public_box(box.pk).signing_public)


def test_a_lost_page_is_issued_the_same_slip_by_any_link() -> None:
    box = a_box()
    [invitation] = invited(box)
    first, second = (actions.make_link(invitation=invitation, at=NOON) for _ in range(2))
    nonces = {
        nonce_of(box, actions.issue_slip(token=token, at=NOON))
        for token in (first, second, first, second)
    }
    assert len(nonces) == 1
    invitation.refresh_from_db()
    assert (invitation.path, invitation.slip_on) == ("plain", TODAY)


def test_a_token_is_in_no_table_and_long_enough_that_nobody_guesses_it() -> None:
    box = a_box()
    token = a_token(box)
    actions.issue_slip(token=token, at=NOON)
    assert len(slips.decoded(token) or b"") == 24
    link = Link.objects.get()
    stored = b"".join(bytes(v) for v in (link.token_hash, link.public_key, link.sealed_seed))
    assert token.encode() not in stored and (slips.decoded(token) or b"?") not in stored


def test_the_seed_of_a_slip_opens_with_a_token_and_with_nothing_on_the_server() -> None:
    """Whoever has the database and the folder of keys, but no mail, cannot make the slip."""
    box = a_box()
    token = a_token(box)
    actions.issue_slip(token=token, at=NOON)
    from groundswell.ground.ballots import sealing
    from groundswell.ground.ballots.actions.beginning import _about

    link = Link.objects.get()
    sealed, info = bytes(link.sealed_seed or b""), _about(link.invitation_id)
    assert sealing.unseal(sealed, keys.opening(box.pk), info) is None
    assert sealing.unseal(sealed, slips.link_key(token), info)


def test_a_link_of_a_new_mail_is_not_made_once_the_server_has_made_the_slip() -> None:
    box = a_box()
    [invitation] = invited(box)
    actions.issue_slip(token=actions.make_link(invitation=invitation, at=NOON), at=NOON)
    with pytest.raises(Refused, match="still works"):
        actions.make_link(invitation=invitation, at=NOON)


def test_a_link_that_was_made_at_the_same_moment_says_which_one_to_use() -> None:
    box = a_box()
    [invitation] = invited(box)
    actions.issue_slip(token=actions.make_link(invitation=invitation, at=NOON), at=NOON)
    token = slips.new_token()
    Link.objects.create(
        invitation=invitation,
        token_hash=slips.token_hash(token),
        public_key=slips.link_key(token).public_key().public_bytes_raw(),
        made_on=TODAY,
    )
    with pytest.raises(Refused, match="earlier link"):
        actions.issue_slip(token=token, at=NOON)


def test_a_damaged_seed_is_said_and_is_no_fault_of_the_program() -> None:
    token = a_token(a_box())
    actions.issue_slip(token=token, at=NOON)
    Link.objects.update(sealed_seed=b"\0" * 80)
    with pytest.raises(Unusable, match="damaged"):
        actions.issue_slip(token=token, at=NOON)


@pytest.mark.parametrize("token", ["", "x", "é" * 20, "a" * 5_000, "cuXMPLcF7Aex2N2qo76R"])
def test_an_unknown_link_is_not_there(token: str) -> None:
    with pytest.raises(Http404):
        actions.issue_slip(token=token, at=NOON)
    assert queries.invitation_by(token) is None


def test_the_browsers_slip_and_the_servers_look_alike() -> None:
    box = a_box()
    value = hidden(box)
    unseen = value.slip(actions.sign_blinded(token=a_token(box), blinded=value.blinded, at=NOON))
    plain = actions.issue_slip(token=a_token(box), at=NOON)
    assert len(unseen) == len(plain) == 384
    assert nonce_of(box, unseen) == value.nonce
    assert set(Invitation.objects.values_list("path", flat=True)) == {"plain", "blind"}


def test_one_hidden_value_an_invitation_is_signed_as_often_as_it_is_sent() -> None:
    box = a_box()
    token, value, other = a_token(box), hidden(box), hidden(box)
    first = actions.sign_blinded(token=token, blinded=value.blinded, at=NOON)
    assert actions.sign_blinded(token=token, blinded=value.blinded, at=NOON) == first
    with pytest.raises(Refused, match="began in another browser"):
        actions.sign_blinded(token=token, blinded=other.blinded, at=NOON)
    with pytest.raises(Refused, match="began in another browser"):
        actions.issue_slip(token=token, at=NOON)


def test_a_new_link_gives_the_browser_its_signature_again() -> None:
    box = a_box()
    [invitation] = invited(box)
    value = hidden(box)
    first, later = (
        actions.sign_blinded(
            token=actions.make_link(invitation=invitation, at=NOON), blinded=value.blinded, at=NOON
        )
        for _ in range(2)
    )
    assert first == later


def test_nothing_is_signed_unseen_once_the_server_has_made_the_slip() -> None:
    box = a_box()
    token = a_token(box)
    actions.issue_slip(token=token, at=NOON)
    with pytest.raises(Refused, match="began in another browser"):
        actions.sign_blinded(token=token, blinded=hidden(box).blinded, at=NOON)


def test_what_could_not_be_signed_spends_nothing() -> None:
    box = a_box()
    token = a_token(box)
    with pytest.raises(Unusable, match="could not be signed"):
        actions.sign_blinded(token=token, blinded=b"\xff" * 256, at=NOON)
    assert actions.issue_slip(token=token, at=NOON)


@pytest.mark.parametrize("mode", ["confidential", "named"])
def test_nothing_is_signed_unseen_where_answers_can_be_linked(mode: str) -> None:
    box = a_box(mode=mode)
    with pytest.raises(Refused, match="can be linked"):
        actions.sign_blinded(token=a_token(box), blinded=hidden(box).blinded, at=NOON)


def test_a_withdrawn_invitation_gives_no_slip_and_no_link() -> None:
    box = a_box()
    [invitation] = invited(box)
    token = actions.make_link(invitation=invitation, at=NOON)
    for _ in range(2):
        withdrawn = actions.withdraw(invitation=invitation, by=a_founder(), at=NOON)
    assert withdrawn.withdrawn_on == TODAY
    for ask in (
        lambda: actions.issue_slip(token=token, at=NOON),
        lambda: actions.sign_blinded(token=token, blinded=hidden(box).blinded, at=NOON),
        lambda: actions.make_link(invitation=invitation, at=NOON),
    ):
        with pytest.raises(Refused, match="was withdrawn"):
            ask()
    found = queries.invitation_by(token)
    assert found and found.is_withdrawn


def test_no_slip_is_issued_after_the_last_day() -> None:
    box = a_box(closes_on=TODAY)
    token = a_token(box)
    with pytest.raises(Refused, match="closed on 15 June 2026"):
        actions.issue_slip(token=token, at=NOON + DAY)
    late = dt.datetime(2026, 6, 15, 22, 59, tzinfo=dt.UTC)  # a minute before midnight in London
    assert actions.issue_slip(token=token, at=late)


def test_an_open_link_gives_slips_up_to_its_quota() -> None:
    box = a_box(open_quota=2)
    assert public.public_box(box.pk).takes_open
    given = {nonce_of(box, actions.issue_open_slip(box=box, at=NOON)) for _ in range(2)}
    assert len(given) == 2
    with pytest.raises(Refused, match="As many people"):
        actions.issue_open_slip(box=box, at=NOON)
    with pytest.raises(Refused, match="link of your own"):
        actions.issue_open_slip(box=a_box(), at=NOON)
    with pytest.raises(Refused, match="closed on"):
        actions.issue_open_slip(box=box, at=NOON + 30 * DAY)


def test_a_slip_is_never_issued_inside_another_transaction() -> None:
    """Or its row would be stamped together with what else is written there."""
    box = a_box(open_quota=1)
    token, value = a_token(box), hidden(box)
    for ask in (
        lambda: actions.issue_slip(token=token, at=NOON),
        lambda: actions.sign_blinded(token=token, blinded=value.blinded, at=NOON),
        lambda: actions.issue_open_slip(box=box, at=NOON),
    ):
        with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
            ask()


def test_nobody_is_invited_twice_and_everybody_is_named_by_something() -> None:
    box, joyce = a_box(), a_person("Joyce Lim")
    several = [
        Invitee(person_id=joyce.pk, group="Ward 7"),
        Invitee(person_id=joyce.pk),
        Invitee(address="a@harrowmere.example"),
        Invitee(address="a@harrowmere.example", phone="07700 900123"),
        Invitee(phone="07700 900123"),
    ]
    for n_new in (3, 0):
        assert actions.invite(box=box, invitees=several, by=a_founder(), at=NOON) == n_new
    for wrong in (Invitee(), Invitee(address="b@harrowmere.example", group="x" * 201)):
        with pytest.raises(Unusable):
            actions.invite(box=box, invitees=[wrong], by=a_founder(), at=NOON)


def test_thousands_are_invited_in_few_statements(
    django_assert_max_num_queries: Any,
) -> None:
    box = a_box()
    people = [Invitee(address=f"p{n}@harrowmere.example") for n in range(3_000)]
    with django_assert_max_num_queries(45):
        assert actions.invite(box=box, invitees=people, by=a_founder(), at=NOON) == 3_000


def test_nobody_is_invited_to_a_closed_box_and_none_withdrawn_from_it(taken: Any) -> None:
    box = a_box()
    [invitation] = invited(box)
    actions.close_box(box=box, by=a_founder(), at=NOON)
    with pytest.raises(Refused, match="closed on"):
        invited(box)
    with pytest.raises(Refused, match="closed on"):
        actions.withdraw(invitation=invitation, by=a_founder(), at=NOON)


def test_reminders_go_by_a_list_that_moves_once_a_day() -> None:
    box = a_box()
    waiting, today, before, gone = invited(box, 4)
    for invitation, at in ((today, NOON), (before, NOON - DAY)):
        Invitation.objects.filter(pk=invitation.pk).update(invited_on=TODAY - DAY)
        actions.issue_slip(token=actions.make_link(invitation=invitation, at=at), at=at)
    actions.withdraw(invitation=gone, by=a_founder(), at=NOON)
    assert set(queries.to_remind(box, NOON)) == {waiting, today}
    assert set(queries.to_remind(box, NOON + DAY)) == {waiting}
    assert [(g.n_invited, g.n_begun) for g in queries.begun_by_group(box, NOON)] == [(3, 1)]
    assert [(g.n_invited, g.n_begun) for g in queries.begun_by_group(box, NOON + DAY)] == [(3, 2)]


def test_the_page_of_a_link_knows_its_own_invitation_in_one_query(
    django_assert_num_queries: Any,
) -> None:
    box = a_box()
    [invitation] = invited(box)
    token = actions.make_link(invitation=invitation, at=NOON)
    again = actions.make_link(invitation=invitation, at=NOON)
    with django_assert_num_queries(1):
        found = queries.invitation_by(token)
    assert found and (found.id, found.box_id) == (invitation.pk, box.pk)
    assert not (found.has_begun or found.is_withdrawn)
    assert queries.invitation(invitation.pk) == invitation
    actions.sign_blinded(token=token, blinded=hidden(box).blinded, at=NOON)
    other = queries.invitation_by(again)
    assert other and other.storage_key == found.storage_key and other.began_in_a_browser


def test_a_slip_costs_few_queries_and_a_lost_page_one(django_assert_num_queries: Any) -> None:
    box = a_box()
    actions.issue_slip(token=a_token(box), at=NOON)  # the first one locks the settings
    token = a_token(box)
    public.public_box(box.pk)
    with django_assert_num_queries(7):  # the savepoint of the test and its release among them
        actions.issue_slip(token=token, at=NOON)
    with django_assert_num_queries(1):
        actions.issue_slip(token=token, at=NOON)


def test_a_process_that_has_not_heard_of_the_lock_changes_nothing_in_it() -> None:
    box = a_box()
    seen = public.public_box(box.pk)
    actions.issue_slip(token=a_token(box), at=NOON)
    token = a_token(box)
    public._warm[box.pk] = (float("inf"), seen)
    actions.issue_slip(token=token, at=NOON + DAY)
    box.refresh_from_db()
    assert box.locked_on == TODAY


def test_the_second_of_two_equal_requests_finds_the_value_signed() -> None:
    box = a_box()
    token, value = a_token(box), hidden(box)
    link, known = beginning.link_of(token), public.public_box(box.pk)
    actions.sign_blinded(token=token, blinded=value.blinded, at=NOON)
    with transaction.atomic():  # the other has read the link before the first was done
        beginning._begin_blind(link, known, slips.spent_hash(value.blinded), TODAY + DAY)
    assert Invitation.objects.get().slip_on == TODAY
