"""Who may see and do what; the rules as policies and as queries say the same."""

from uuid import UUID

import pytest
from tests.engines.gatherings.making import DAY, HOUR, MINUTE, PROGRAMME, TWO_PM, a_gathering
from tests.world import NOON, a_founder

from groundswell.engines.gatherings import policies, queries
from groundswell.engines.gatherings.models import Gathering
from groundswell.ground.kernel.references import Ref

EVERYBODY = (
    "organiser", "invited", "leader", "coach", "sponsor", "member", "colleague", "outsider",
)  # fmt: skip


@pytest.fixture
def many(house):
    """One of each kind, so that each rule has something to say."""
    for audience in ("invited", "organisation", "partnership"):
        for programme_id in (None, PROGRAMME):
            a_gathering(
                house.organiser,
                title=f"{audience} {programme_id is not None}",
                organisation=house.trust,
                programme_id=programme_id,
                audience=audience,
            )
    a_gathering(a_founder(), people=[house.outsider], programme_id=None, title="Elsewhere")
    return list(Gathering.objects.select_related("organiser"))


@pytest.mark.parametrize("who", EVERYBODY)
def test_policies_and_queries_agree_on_who_sees_what(house, many, who):
    actor = getattr(house, who)
    visible = set(queries.visible_to(actor).values_list("pk", flat=True))
    mine = set(queries.taken_part_in_by(actor).values_list("pk", flat=True))
    for gathering in many:
        asked = gathering.invitations.filter(person=actor.person).exists()
        sees = policies.sees_gathering(actor, gathering, is_invited=asked)
        takes_part = policies.takes_part(actor, gathering, is_invited=asked)
        assert (gathering.pk in visible, gathering.pk in mine) == (sees, takes_part)
    assert mine <= visible


def test_an_audience_reads_of_a_meeting_and_takes_no_part(house, many):
    open_to_all = next(g for g in many if g.title == "partnership False")
    assert queries.gathering_for(house.outsider, open_to_all.pk)
    assert not policies.takes_part(house.outsider, open_to_all, is_invited=False)
    here = next(g for g in many if g.title == "organisation False")
    assert policies.sees_gathering(house.colleague, here, is_invited=False)
    assert not policies.sees_gathering(house.outsider, here, is_invited=False)


def test_roles_of_another_piece_of_work_open_nothing(house):
    other = a_gathering(a_founder(), programme_id=None)
    other.programme_id = UUID(int=200)
    assert not policies.keeps(house.leader, other)
    assert not policies.takes_part(house.member, other, is_invited=False)


def test_a_meeting_of_no_piece_of_work_is_its_organisers_alone(house):
    own = a_gathering(house.invited, people=[house.leader])
    assert policies.change_gathering(house.invited, own)
    refusal = policies.change_gathering(house.leader, own)
    assert refusal.reason == "Mo Khan can change this meeting."


def test_who_registered_is_for_its_keepers(house):
    assert policies.see_registrations(house.coach, house.meeting)
    assert (
        "can see who registered" in policies.see_registrations(house.member, house.meeting).reason
    )


def test_an_ended_account_makes_no_calendar(house):
    assert policies.new_feed(house.invited)
    house.invited.person.is_active = False
    assert policies.new_feed(house.invited).reason == "This account has ended."


def test_it_is_run_from_an_hour_before_until_it_is_closed(house):
    def may(at):
        return policies.take_notes(house.invited, house.meeting, at, is_invited=True)

    assert not may(TWO_PM - HOUR - MINUTE)
    assert may(TWO_PM - HOUR) and may(TWO_PM + DAY)


def test_a_wing_finds_what_belongs_to_its_own_thing(house):
    ref = Ref("challenge", PROGRAMME)
    later = a_gathering(
        house.organiser, title="Review", context=ref, programme_id=PROGRAMME, starts_at=NOON + DAY
    )
    sooner = a_gathering(house.organiser, context=ref, programme_id=PROGRAMME)
    assert queries.of_context(house.member, ref) == [sooner, later]
    assert queries.of_context(house.outsider, ref) == []
    rows = queries.rows_of([later])
    assert (rows[0].title, rows[0].kind) == ("Review", "Meeting")
