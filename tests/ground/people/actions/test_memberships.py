import datetime as dt

import pytest
from tests.ground.people.looking import found
from tests.world import (
    LAST_SPRING,
    NOON,
    TODAY,
    a_founder,
    a_person,
    a_team,
    acting,
    an_organisation,
    holding,
    joins,
)

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.people import actions
from groundswell.ground.people.models import Membership, Person

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def trust():
    return an_organisation()


@pytest.fixture
def ngozi(trust):
    return holding(joins(a_person("Ngozi Bello"), trust), "administrator", trust)


def add(person, organisation, *, by, **post):
    return actions.add_membership(
        person=person, organisation=organisation, starts_on=TODAY, by=by, at=NOON, **post
    )


def test_administrator_adds_a_person_to_a_team(trust, ngozi):
    ward, sam = a_team(trust), joins(a_person("Sam Ortiz"), trust)
    row = add(
        a_person(),
        trust,
        by=ngozi,
        team=ward,
        job_title=" Ward  manager ",
        pay_band="7",
        staff_number=" 1042 ",
        manager=sam,
    )
    assert (row.team, row.job_title, row.pay_band, row.staff_number, row.manager) == (
        ward,
        "Ward manager",
        "7",
        "1042",
        sam,
    )
    assert AuditEvent.objects.filter(name="membership.began", organisation_id=trust.pk).exists()


def test_nobody_else_adds_people(trust):
    joyce, sam = a_person(), joins(a_person("Sam Ortiz"), trust)
    with pytest.raises(Refused, match="Only an administrator of Harrowmere"):
        add(joyce, trust, by=acting(sam))


def test_nobody_joins_what_is_closed_or_after_their_end(trust, ngozi):
    joyce = a_person()
    actions.end_person(person=joyce, by=a_founder(), at=NOON)
    with pytest.raises(Unusable, match="account of Joyce Lim has ended"):
        add(joyce, trust, by=ngozi)
    actions.close_organisation(organisation=trust, by=a_founder(), at=NOON)
    trust.refresh_from_db()
    with pytest.raises(Refused, match="nobody can join it"):
        add(a_person("Sam Ortiz"), trust, by=ngozi)


def test_person_belongs_to_a_place_once_at_a_time(trust, ngozi):
    joyce = joins(a_person(), trust)
    with pytest.raises(Unusable, match="already belongs there") as caught:
        add(joyce, trust, by=ngozi)
    assert caught.value.field == "team"
    add(joyce, trust, by=ngozi, team=a_team(trust))
    actions.end_membership(
        membership=joyce.memberships.get(team=None), ends_on=YESTERDAY, by=ngozi, at=NOON
    )
    add(joyce, trust, by=ngozi)


@pytest.mark.parametrize(
    "post, field",
    [
        ({"pay_band": "99"}, "pay_band"),
        ({"job_title": "x" * 301}, "job_title"),
    ],
)
def test_post_that_cannot_be_is_refused(trust, ngozi, post, field):
    with pytest.raises(Unusable) as caught:
        add(a_person(), trust, by=ngozi, **post)
    assert caught.value.field == field


def test_team_is_open_and_of_the_same_organisation(trust, ngozi):
    elsewhere = a_team(an_organisation("Other"))
    with pytest.raises(Unusable, match="team of the same organisation"):
        add(a_person(), trust, by=ngozi, team=elsewhere)
    closed = actions.close_team(team=a_team(trust), by=ngozi, at=NOON)
    with pytest.raises(Unusable, match="Ward 7 is closed"):
        add(a_person("Sam Ortiz"), trust, by=ngozi, team=closed)


def test_who_was_in_a_team_when_it_closed_stays_in_it(trust, ngozi):
    ward = a_team(trust)
    row = joins(a_person(), trust, ward).memberships.get()
    actions.close_team(team=ward, by=ngozi, at=NOON)
    changed = actions.change_membership(membership=row, job_title="Ward manager", by=ngozi, at=NOON)
    assert (changed.team, changed.job_title) == (ward, "Ward manager")


def test_nobody_is_their_own_manager(trust, ngozi):
    joyce = a_person()
    with pytest.raises(Unusable, match="Nobody is their own manager"):
        add(joyce, trust, by=ngozi, manager=joyce)


def test_staff_number_is_one_persons_in_one_trust(trust, ngozi):
    add(a_person(), trust, by=ngozi, staff_number="1042")
    with pytest.raises(Unusable, match="Somebody else has this staff number"):
        add(a_person("Sam Ortiz"), trust, by=ngozi, staff_number="1042")
    add(a_person("Ruth"), an_organisation("Other"), by=a_founder(), staff_number="1042")


def test_change_leaves_what_was_not_given(trust, ngozi):
    row = add(a_person(), trust, by=ngozi, job_title="Nurse", pay_band="5", staff_number="7")
    changed = actions.change_membership(membership=row, pay_band="6", by=ngozi, at=NOON)
    assert (changed.job_title, changed.pay_band, changed.staff_number) == ("Nurse", "6", "7")
    cleared = actions.change_membership(membership=row, staff_number="", by=ngozi, at=NOON)
    assert cleared.staff_number is None


def test_change_moves_nobody_where_they_already_are(trust, ngozi):
    ward = a_team(trust)
    row = joins(joins(a_person(), trust, ward), trust).memberships.get(team=None)
    with pytest.raises(Unusable, match="already belongs there"):
        actions.change_membership(membership=row, team=ward, by=ngozi, at=NOON)


def test_only_that_organisations_administrator_changes_or_ends(trust, ngozi):
    other = an_organisation("Other")
    row = joins(a_person(), other).memberships.get()
    for act in (actions.change_membership, actions.end_membership):
        with pytest.raises(Refused, match="Only an administrator of Other"):
            act(membership=row, by=ngozi, at=NOON)


def test_last_day_is_today_and_leavers_are_not_found_from_then_on(trust, ngozi):
    joyce = joins(a_person(), trust)
    row = actions.end_membership(membership=joyce.memberships.get(), by=ngozi, at=NOON)
    assert row.ends_on == TODAY
    assert found("lim", ngozi.reader_keys)
    actions.end_membership(membership=row, ends_on=YESTERDAY, by=ngozi, at=NOON)
    assert found("lim", ngozi.reader_keys) == []
    with pytest.raises(Refused, match="already ended"):
        actions.end_membership(membership=row, by=ngozi, at=NOON)


def test_membership_does_not_end_before_it_began(trust, ngozi):
    row = joins(a_person(), trust).memberships.get()
    with pytest.raises(Unusable, match="before the start on 1 April 2025"):
        actions.end_membership(
            membership=row, ends_on=LAST_SPRING - dt.timedelta(days=1), by=ngozi, at=NOON
        )


def test_ended_stay_is_compared_with_the_days_it_had(trust, ngozi):
    joyce = joins(a_person(), trust)
    row = joyce.memberships.get()
    actions.end_membership(membership=row, ends_on=TODAY, by=ngozi, at=NOON)
    changed = actions.change_membership(membership=row, job_title="Nurse", by=ngozi, at=NOON)
    assert changed.ends_on == TODAY


def test_somebody_is_brought_in_by_address_known_or_not(trust, ngozi):
    def bring_in(email: str) -> Membership:
        return actions.add_member(
            organisation=trust, email=email, name="Some Body", starts_on=TODAY, by=ngozi, at=NOON
        )

    dele = joins(a_person("Dele Martins"), an_organisation("Kettle On"))
    assert bring_in(dele.email.upper()).person.name == "Dele Martins"
    new = bring_in("new@rzh.example").person
    assert new.name == "Some Body"
    assert Person.objects.filter(email="new@rzh.example").count() == 1
    sam = joins(a_person("Sam Ortiz"), trust)
    with pytest.raises(Refused):
        actions.add_member(
            organisation=trust, email="x@y.example", name="X", starts_on=TODAY,
            by=acting(sam), at=NOON,
        )  # fmt: skip


def test_member_who_cannot_join_is_not_added_either(trust, ngozi):
    with pytest.raises(Unusable):
        actions.add_member(
            organisation=trust, email="new@rzh.example", name="New", starts_on=TODAY,
            pay_band="99", by=ngozi, at=NOON,
        )  # fmt: skip
    assert not Person.objects.filter(email="new@rzh.example").exists()
