"""A challenge begins: who may, what it needs, and who sees it."""

import datetime as dt
from uuid import uuid4

import pytest
from django.http import Http404
from tests.wings.challenges.making import a_cast, a_challenge, a_system_lead, launched
from tests.world import (
    NOON,
    TODAY,
    a_founder,
    a_person,
    acting,
    an_organisation,
    holding,
    joins,
)

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.models import SearchEntry
from groundswell.ground.people.kinds import RoleCode
from groundswell.wings.challenges import actions, queries
from groundswell.wings.challenges.kinds import Milestone, Stage
from groundswell.wings.challenges.models import HoldCheck
from groundswell.wings.challenges.policies import standing

pytestmark = pytest.mark.django_db


def test_a_system_lead_of_the_host_starts_a_challenge() -> None:
    challenge = a_challenge("  Home   for lunch ")
    assert (challenge.title, challenge.stage) == ("Home for lunch", Stage.DESIGN)
    assert SearchEntry.objects.filter(pk=challenge.pk, kind="challenge").exists()


def test_nobody_else_starts_one() -> None:
    host = an_organisation()
    elsewhere = a_system_lead(an_organisation("Tarnside Mental Health Trust"), "Bilal Khan")
    for actor in (acting(joins(a_person(), host)), elsewhere, a_founder()):
        with pytest.raises(Refused, match="A system lead of Harrowmere"):
            a_challenge(host=host, lead=actor)


@pytest.mark.parametrize(
    ("title", "sentence"),
    [(" ", "Give the challenge a name"), ("a" * 161, "You used 161"), ("a\x07", "cannot be shown")],
)
def test_a_name_that_cannot_be_used_is_said(title: str, sentence: str) -> None:
    with pytest.raises(Unusable, match=sentence):
        a_challenge(title)


def test_a_challenge_stands_in_a_wave_of_its_host() -> None:
    host = an_organisation()
    lead = a_system_lead(host)
    wave = actions.start_wave(organisation=host, title="Wave 2", by=lead, at=NOON)
    with pytest.raises(Unusable, match="already a wave"):
        actions.start_wave(organisation=host, title="Wave 2", by=lead, at=NOON)
    found = actions.start_challenge(organisation=host, title="x", wave=wave, by=lead, at=NOON)
    assert found.wave == wave
    other = an_organisation("Tarnside Mental Health Trust")
    with pytest.raises(Unusable, match="another organisation"):
        actions.start_challenge(
            organisation=other, title="x", wave=wave, by=a_system_lead(other, "Bilal"), at=NOON
        )


def test_a_closed_organisation_hosts_nothing_new() -> None:
    host = an_organisation()
    lead = a_system_lead(host)
    host.closed_on = TODAY
    with pytest.raises(Refused, match="is closed"):
        a_challenge(host=host, lead=lead)


def test_a_partner_is_added_once_and_the_host_never() -> None:
    cast = a_cast()
    other = an_organisation("Tarnside Mental Health Trust")
    for _twice in range(2):
        actions.add_partner(challenge=cast.challenge, organisation=other, by=cast.ngozi, at=NOON)
    assert cast.challenge.partners.count() == 1
    with pytest.raises(Unusable, match="host already"):
        actions.add_partner(
            challenge=cast.challenge, organisation=cast.host, by=cast.ngozi, at=NOON
        )


def test_its_people_and_the_boards_that_take_part_see_it_and_nobody_else_does() -> None:
    cast = a_cast()
    other, third = an_organisation("Tarnside"), an_organisation("Riverside")
    actions.add_partner(challenge=cast.challenge, organisation=other, by=cast.ngozi, at=NOON)
    partner_board = holding(joins(a_person("Ed"), other), RoleCode.BOARD_MEMBER, other)
    system_board = holding(a_person("Tom"), RoleCode.BOARD_MEMBER)
    for actor in (cast.ruth, cast.amara, cast.joyce, cast.sam, cast.ngozi, cast.imran,
                  partner_board, system_board):  # fmt: skip
        assert queries.challenge_for(actor, cast.challenge.pk) == cast.challenge
        assert standing.sees_challenge(actor, cast.challenge, {other.pk})
    third_board = holding(joins(a_person("Al"), third), RoleCode.BOARD_MEMBER, third)
    colleague = acting(joins(a_person("Kwame"), cast.host))
    for actor in (third_board, colleague, a_founder()):
        assert not standing.sees_challenge(actor, cast.challenge, {other.pk})
        with pytest.raises(Http404):
            queries.challenge_for(actor, cast.challenge.pk)
    with pytest.raises(Http404):
        queries.challenge_for(cast.ruth, uuid4())


def test_a_launch_sets_day_zero_and_when_the_system_will_ask_whether_the_gain_held() -> None:
    cast = launched(a_cast(), TODAY)
    assert (cast.challenge.stage, cast.challenge.day_zero) == (Stage.LIVE, TODAY)
    due = dict(HoldCheck.objects.values_list("milestone", "due_on"))
    assert due == {
        Milestone.SIX_MONTHS: dt.date(2027, 3, 23),
        Milestone.ONE_YEAR: dt.date(2027, 9, 23),
    }


def test_a_second_press_launches_nothing_twice_and_another_day_is_refused() -> None:
    cast = launched(a_cast(), TODAY)
    assert launched(cast, TODAY).challenge.version == cast.challenge.version
    with pytest.raises(Refused, match="launched already"):
        launched(cast, TODAY + dt.timedelta(days=1))


def test_a_challenge_is_not_launched_without_its_sponsor() -> None:
    cast = a_cast()
    actions.dismiss(
        challenge=cast.challenge, person=cast.people["ruth"], code=RoleCode.SPONSOR,
        by=cast.ngozi, at=NOON,
    )  # fmt: skip
    with pytest.raises(Refused, match="Name the sponsor first"):
        launched(cast)


def test_only_a_system_lead_launches() -> None:
    cast = a_cast()
    with pytest.raises(Refused, match="A system lead of Harrowmere"):
        actions.launch_challenge(challenge=cast.challenge, day_zero=TODAY, by=cast.joyce, at=NOON)


@pytest.mark.parametrize("days", [-401, 367])
def test_day_zero_lies_within_a_year(days: int) -> None:
    with pytest.raises(Unusable, match="within a year"):
        launched(a_cast(), TODAY + dt.timedelta(days=days))
