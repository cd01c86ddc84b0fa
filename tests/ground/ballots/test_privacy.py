"""What is held about people in ballots, and how they go out of it."""

import pytest
from tests.ground.ballots.voting import a_box
from tests.world import NOON, a_founder, a_person, acting, all_held, an_organisation, joins

from groundswell.ground.ballots import actions, privacy, queries
from groundswell.ground.ballots.kinds import Invitee

pytestmark = pytest.mark.django_db


def test_a_person_reads_that_they_were_asked_and_goes_out_of_it() -> None:
    place = an_organisation()
    joyce = joins(a_person("Joyce Lim"), place)
    box = a_box(organisation_id=place.pk, by=acting(joyce))
    invitee = Invitee(person_id=joyce.pk, address="joyce@harrowmere.example", group="Ward 7")
    actions.invite(box=box, invitees=[invitee], by=a_founder(), at=NOON)
    token = actions.make_link(invitation=box.invitations.get(), at=NOON)
    held = all_held(privacy.export(joyce.pk))
    [asked], [made] = held["invitations to answer"], held["sealed boxes you set up"]
    assert asked["group"] == "Ward 7" and made["fingerprint"] == box.fingerprint
    privacy.erase(joyce.pk, NOON)
    invitation = box.invitations.get()
    assert (invitation.person_id, invitation.address, invitation.group) == (None, "", "Ward 7")
    assert queries.invitation_by(token) is None
    assert all_held(privacy.export(joyce.pk)) == {
        "invitations to answer": [],
        "sealed boxes you set up": [],
    }
    assert "neither shown to you nor taken out" in str(privacy.DECLARATION.retention)
