"""The note in versions, its signatures, who takes part, what roles are called."""

from dataclasses import replace

import pytest
from tests.wings.challenges.making import Cast, a_cast, add
from tests.world import NOON, a_person, acting, an_organisation, holding, joins

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.wings.challenges import actions, queries
from groundswell.wings.challenges.actions.checks import Overtaken
from groundswell.wings.challenges.models import Challenge, NoteVersion
from groundswell.wings.challenges.naming import role_label

pytestmark = pytest.mark.django_db
WORDS = actions.NoteWords(problem="People wait on two wards.", guardrails="Nobody goes home cold.")


def change(
    cast: Cast,
    note: actions.NoteWords = WORDS,
    *,
    by: Actor | None = None,
    version: int = 1,
    said: str = "First words",
    title: str = "Home for lunch",
) -> NoteVersion:
    return actions.change_note(
        challenge=cast.challenge, title=title, note=note, change=said, version=version,
        by=by or cast.ngozi, at=NOON,
    )  # fmt: skip


def newest(cast: Cast) -> NoteVersion:
    return NoteVersion.objects.filter(challenge=cast.challenge).order_by("-number")[0]


def test_a_note_begins_with_its_first_version_and_each_change_is_another() -> None:
    cast = a_cast()
    assert newest(cast).number == 1
    kept = change(cast)
    assert (kept.number, kept.words["problem"]) == (2, "People wait on two wards.")
    assert Challenge.objects.get(pk=cast.challenge.pk).guardrails == "Nobody goes home cold."


def test_the_same_words_again_make_no_version() -> None:
    cast = a_cast()
    change(cast)
    assert change(cast, version=2, said="").number == 2
    assert cast.challenge.notes.count() == 2


def test_a_change_says_what_is_new() -> None:
    with pytest.raises(Unusable, match="what is new") as fault:
        change(a_cast(), said=" ")
    assert fault.value.field == "change"


def test_two_who_change_at_once_lose_nothing() -> None:
    cast = a_cast()
    change(cast, by=cast.ruth)
    mine = replace(WORDS, problem="My own words.")
    with pytest.raises(Overtaken) as fault:
        change(cast, mine, version=1)
    assert (fault.value.version, fault.value.now["problem"]) == (2, "People wait on two wards.")
    assert newest(cast).words["problem"] == "People wait on two wards."
    assert change(cast, mine, version=2).number == 3


def test_sponsor_and_system_leads_write_the_note_and_the_team_reads_it() -> None:
    cast = a_cast()
    change(cast, by=cast.ruth)
    for actor in (cast.joyce, cast.amara, cast.imran):
        with pytest.raises(Refused, match="sponsor or a system lead"):
            change(cast, replace(WORDS, problem="x"), by=actor, version=2)


def test_leaders_sign_the_newest_version_once() -> None:
    cast = a_cast()
    first = newest(cast)
    for actor in (cast.ruth, cast.ruth, cast.ngozi, cast.imran):
        actions.sign_note(note=first, by=actor, at=NOON)
    assert first.sign_offs.count() == 3
    for actor in (cast.joyce, cast.amara, acting(joins(a_person("Kwame"), cast.host))):
        with pytest.raises(Refused, match="sign this"):
            actions.sign_note(note=first, by=actor, at=NOON)
    change(cast)
    with pytest.raises(Unusable, match="newer version"):
        actions.sign_note(note=first, by=cast.ruth, at=NOON)
    assert newest(cast).sign_offs.count() == 0


def test_a_board_of_a_partner_signs_and_that_of_a_stranger_does_not() -> None:
    cast = a_cast()
    other, third = an_organisation("Tarnside"), an_organisation("Riverside")
    actions.add_partner(challenge=cast.challenge, organisation=other, by=cast.ngozi, at=NOON)
    partner = holding(joins(a_person("Ed"), other), RoleCode.BOARD_MEMBER, other)
    actions.sign_note(note=newest(cast), by=partner, at=NOON)
    stranger = holding(joins(a_person("Al"), third), RoleCode.BOARD_MEMBER, third)
    with pytest.raises(Refused):
        actions.sign_note(note=newest(cast), by=stranger, at=NOON)


def test_roles_are_called_what_people_here_call_them() -> None:
    cast = a_cast()
    for _twice in range(2):
        named = actions.name_roles(
            challenge=cast.challenge, names={"sponsor": " Senior  ally ", "coach": ""},
            by=cast.ngozi, at=NOON,
        )  # fmt: skip
    assert role_label(named, RoleCode.SPONSOR) == "Senior ally"
    assert role_label(named, RoleCode.COACH) == "Coach"
    with pytest.raises(Unusable, match="two names"):
        actions.name_roles(
            challenge=named, names={"sponsor": "Ally", "coach": "ally"}, by=cast.ngozi, at=NOON
        )
    with pytest.raises(Refused):
        actions.name_roles(challenge=named, names={}, by=cast.joyce, at=NOON)


def test_a_partner_is_taken_out_once_nobody_of_it_is_in_the_team() -> None:
    cast = a_cast()
    other = an_organisation("Tarnside")
    actions.add_partner(challenge=cast.challenge, organisation=other, by=cast.ngozi, at=NOON)
    member = add(cast.challenge, joins(a_person("Dele"), other), cast.ngozi, organisation=other)
    with pytest.raises(Unusable, match="1 person of the team"):
        actions.remove_partner(challenge=cast.challenge, organisation=other, by=cast.ngozi, at=NOON)
    actions.end_member(challenge=cast.challenge, member=member, by=cast.ngozi, at=NOON)
    for _twice in range(2):
        actions.remove_partner(challenge=cast.challenge, organisation=other, by=cast.ngozi, at=NOON)
    assert not cast.challenge.partners.exists()
    with pytest.raises(Refused):
        actions.remove_partner(challenge=cast.challenge, organisation=other, by=cast.joyce, at=NOON)


def test_the_page_says_what_changed_word_by_word_and_who_signed_which_version() -> None:
    cast = a_cast()
    change(cast)
    actions.sign_note(note=newest(cast), by=cast.ruth, at=NOON)
    change(cast, replace(WORDS, problem="People wait on three wards."), version=2, said="A third")
    challenge = queries.challenge_for(cast.ruth, cast.challenge.pk)
    page = queries.note_page(cast.ruth, challenge, at=NOON)
    (part,) = page.changed
    said = [(piece.kind, piece.text) for piece in part.pieces if piece.kind != "same"]
    assert (part.label, said) == ("The problem", [("out", "two "), ("new", "three ")])
    assert (page.number, page.signed, page.has_signed) == (3, (), False)
    assert [v.signed for v in page.versions] == ["", "Signed by Ruth Adeyemi", ""]
    earlier = queries.note_page(cast.ruth, challenge, at=NOON, number=2)
    assert (earlier.is_newest, earlier.signed) == (False, ("Ruth Adeyemi, 15 June 2026",))
