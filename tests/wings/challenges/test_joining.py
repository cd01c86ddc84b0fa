"""People asked into a team by name and address, and told; those who stay hear who leaves."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.wings.challenges.making import Cast, a_cast, add
from tests.world import NOON, a_person, acting, an_organisation

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.messages.models import Message
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.models import Person
from groundswell.wings.challenges import actions, queries
from groundswell.wings.challenges.kinds import Leave, Standing
from groundswell.wings.challenges.models import Member
from groundswell.wings.challenges.policies import standing
from groundswell.wings.challenges.queries.teams import size_words

pytestmark = pytest.mark.django_db


def told(name: str) -> list[str]:
    return list(Message.objects.filter(person__name=name).values_list("subject", flat=True))


def invite(cast: Cast, **given: object) -> Member:
    details = {"name": "Edna Marsh", "email": "edna@post.example"} | given
    details.setdefault("by", cast.joyce)
    return actions.invite_member(challenge=cast.challenge, at=NOON, **details)


def test_somebody_without_an_account_joins_by_name_and_address() -> None:
    cast = a_cast()
    member = invite(cast, standing=Standing.LIVED_EXPERIENCE, brings="Has waited")
    assert (member.organisation, member.standing) == (None, Standing.LIVED_EXPERIENCE)
    assert standing.is_of_team(acting(member.person), cast.challenge)
    assert told("Edna Marsh") == ["You are in the team of “Home for lunch”"]


def test_who_is_known_already_is_not_made_twice() -> None:
    cast = a_cast()
    known = a_person("Edna Marsh", "edna@post.example")
    assert invite(cast).person == known
    with pytest.raises(Unusable, match="in the team already"):
        invite(cast, name="Somebody else")
    assert Person.objects.filter(email="edna@post.example").count() == 1


def test_a_member_invites_nobody() -> None:
    cast = a_cast()
    with pytest.raises(Refused):
        invite(cast, by=cast.sam)


def test_a_sponsor_is_named_by_address_and_told_once() -> None:
    cast = a_cast()
    for _twice in range(2):
        actions.appoint_by_mail(
            challenge=cast.challenge, name="Imogen Fox", email="imogen@post.example",
            code=RoleCode.SPONSOR, by=cast.ngozi, at=NOON,
        )  # fmt: skip
    assert told("Imogen Fox") == ["You are Sponsor of “Home for lunch”"]
    with pytest.raises(Refused):
        actions.appoint_by_mail(
            challenge=cast.challenge, name="x", email="x@post.example", code=RoleCode.COACH,
            by=cast.joyce, at=NOON,
        )  # fmt: skip


def test_who_adds_themselves_needs_no_telling() -> None:
    cast = a_cast()
    add(cast.challenge, cast.people["ngozi"], cast.ngozi)
    assert told("Ngozi Bello") == []


def test_those_who_keep_the_team_hear_who_leaves_and_that_it_needs_a_leader() -> None:
    cast = a_cast()
    leader = cast.challenge.members.get(person=cast.people["joyce"])
    actions.end_member(
        challenge=cast.challenge, member=leader, reason="New post", by=cast.joyce, at=NOON
    )
    said = Message.objects.get(person=cast.people["amara"], subject="Joyce Lim has left the team")
    assert "New post" in said.body
    assert "needs a new leader" in said.body
    assert "Joyce Lim has left the team" in told("Ruth Adeyemi")
    assert "Joyce Lim has left the team" not in told("Joyce Lim")


def test_the_team_page_shows_who_brings_what_and_who_is_missing() -> None:
    cast = a_cast()
    other = an_organisation("Kettle On", kind="charity")
    actions.add_partner(challenge=cast.challenge, organisation=other, by=cast.ngozi, at=NOON)
    add(cast.challenge, a_person("Lou"), cast.joyce, brings="Ward manager", organisation=cast.host)
    cover = queries.team_page(cast.joyce, cast.challenge, at=NOON).coverage
    assert cover.columns == ("Ward manager", "Information analyst")
    assert {place: n for place, _counts, n in cover.rows}[cast.host.name] == 1
    assert cover.missing == ("Kettle On",)


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "Nobody is in it yet"),
        (7, "7 people are in it. One more would help: teams of 8 to 15 do best."),
        (3, "5 more would help"),
        (8, "8 people are in it: a good size."),
        (15, "a good size"),
        (16, "hard to hear everybody"),
    ],
)
def test_the_size_of_a_team_is_said_kindly(n: int, said: str) -> None:
    assert said in size_words(n)


def test_what_a_manager_said_is_read_by_who_keeps_the_team_and_not_by_others() -> None:
    cast = a_cast()
    member = add(
        cast.challenge, a_person("Lou"), cast.joyce, organisation=cast.host, leave=Leave.TO_ASK
    )
    actions.ask_release(
        member=member, manager_name="Dee Wu", manager_email="dee@post.example", hours_a_week=4,
        by=cast.joyce, at=NOON,
    )  # fmt: skip

    def detail(actor: str) -> str:
        page = queries.team_page(getattr(cast, actor), cast.challenge, at=NOON)
        return next(row.leave_detail for row in page.members if row.name == "Lou")

    assert detail("joyce") == "Dee Wu was asked on 15 June 2026 for 4 hours a week."
    assert detail("sam") == detail("imran") == ""


def test_the_forms_of_the_team_do_what_they_say(signed_in, at_noon) -> None:
    cast = a_cast()
    joyce, lead = signed_in(cast.people["joyce"]), signed_in(cast.people["ngozi"])
    pk, lou = cast.challenge.pk, a_person("Lou Reed")
    joining = {"standing": "staff", "brings": "Porter", "organisation": str(cast.host.pk)}
    path = reverse("challenges:invite_member", args=[pk])
    sent = joyce.post(path, joining | {"name": "Al", "email": "al@post.example"})
    assert sent.status_code == 302
    assert Member.objects.get(person__name="Al").organisation == cast.host
    faulty = joyce.post(path, joining | {"name": "Al", "email": "nonsense"})
    assert (faulty.status_code, "nonsense" in faulty.text) == (422, True)
    ruth = cast.people["ruth"]
    path = reverse("challenges:add_member", args=[pk])
    added = joyce.post(path, joining | {"person": str(ruth.pk), "needs_release": "on"})
    assert (added.status_code, Member.objects.get(person=ruth).leave) == (302, Leave.TO_ASK)
    assert joyce.post(path, joining | {"person": str(lou.pk)}).status_code == 422  # not seen
    path = reverse("challenges:appoint", args=[pk])
    assert lead.post(path, {"code": "coach", "person": str(ruth.pk)}).status_code == 302
    path = reverse("challenges:appoint_by_mail", args=[pk])
    assert (
        lead.post(path, {"code": "coach", "name": "Bo", "email": "b@x.example"}).status_code == 302
    )
    path = reverse("challenges:dismiss", args=[pk])
    assert lead.post(path, {"code": "coach", "person": str(ruth.pk)}).status_code == 302
    assert lead.post(path, {"code": "coach", "person": str(ruth.pk)}).status_code == 404
    sam = Member.objects.get(person=cast.people["sam"])
    path = reverse("challenges:elect_leader", args=[pk, sam.pk])
    assert joyce.post(path).status_code == 302
    path = reverse("challenges:end_member", args=[pk, sam.pk])
    assert lead.post(path, {"reason": ""}).status_code == 302
    assert "Sam Ortiz, until" in lead.get(reverse("challenges:team", args=[pk])).text


def test_a_release_is_asked_for_on_the_page(signed_in, at_noon) -> None:
    cast = a_cast()
    member = cast.challenge.members.get(person=cast.people["sam"])
    path = reverse("challenges:ask_release", args=[cast.challenge.pk, member.pk])
    given = {"manager_name": "Dee", "manager_email": "dee@post.example", "hours_a_week": "4.5"}
    assert signed_in(cast.people["joyce"]).post(path, given).status_code == 302
    assert member.releases.get().hours_a_week == 4.5


def test_who_leaves_by_themselves_is_led_home(signed_in, at_noon) -> None:
    cast = a_cast()
    member = cast.challenge.members.get(person=cast.people["sam"])
    path = reverse("challenges:end_member", args=[cast.challenge.pk, member.pk])
    left = signed_in(cast.people["sam"]).post(path, {"reason": ""}, follow=True)
    assert left.redirect_chain[-1][0] == reverse("challenges:index")


@pytest.mark.usefixtures("at_noon")
def test_who_works_for_somebody_says_for_whom_and_others_come_for_themselves(
    signed_in: Callable[[Person], Client],
) -> None:
    cast = a_cast()
    client = signed_in(cast.people["joyce"])
    url = reverse("challenges:invite_member", args=[cast.challenge.pk])
    given = {"name": "Edna Marsh", "email": "edna@post.example", "standing": Standing.STAFF}
    unsaid = client.post(url, given)
    assert unsaid.status_code == 422  # nothing is chosen for anybody
    refused = client.post(url, {**given, "organisation": "themselves"})
    assert refused.status_code == 422
    assert "comes for it. Choose which." in refused.content.decode()
    alone = {**given, "organisation": "themselves", "standing": Standing.LIVED_EXPERIENCE}
    assert client.post(url, alone).status_code == 302
    assert Member.objects.get(person__name="Edna Marsh").organisation is None
