"""Tested interventions: written up, approved by somebody else, in the handbook, copied."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.wings.challenges.doing import under_way
from tests.wings.challenges.making import Cast, a_cast, launched
from tests.world import NOON, a_person, an_organisation, joins

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.people.models import Person
from groundswell.wings.challenges import actions, queries
from groundswell.wings.challenges.actions import InterventionWords, TestPlan
from groundswell.wings.challenges.actions.checks import Overtaken
from groundswell.wings.challenges.models import Copy, Test, TestedIntervention

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


def a_test(cast: Cast, *, is_done: bool = True) -> Test:
    plan = TestPlan(
        title="Checks at the bedside",
        hypothesis="Medicines wait.",
        smallest="One bay.",
        prediction="8 in 10.",
        owner=cast.people["sam"],
    )
    test = actions.plan_test(challenge=cast.challenge, plan=plan, by=cast.joyce, at=NOON)
    if not is_done:
        return test
    actions.start_test(test=test, by=cast.joyce, at=NOON)
    return actions.finish_test(
        test=test, version=2, happened="It did.", learned="A lot.", outcome="adopt",
        by=cast.joyce, at=NOON,
    )  # fmt: skip


def write(
    cast: Cast, test: Test, name: str = "joyce", version: int | None = None, **given: object
) -> TestedIntervention:
    known = {"title": "Bedside checks", "context": "Ward 7", "result": "Less waiting",
             "how_to": "Ask the pharmacist.\nCheck.", "logic": {"inputs": "Time"}}  # fmt: skip
    words = InterventionWords(**{**known, **given})  # type: ignore[arg-type]
    by = getattr(cast, name)
    return actions.write_intervention(test=test, written=words, version=version, by=by, at=NOON)


def published(cast: Cast) -> TestedIntervention:
    written = write(cast, a_test(cast))
    actions.offer_intervention(written=written, by=cast.joyce, at=NOON)
    return actions.approve_intervention(written=written, version=1, by=cast.ruth, at=NOON)


def test_a_test_is_written_up_once_it_is_done_and_by_those_who_did_it() -> None:
    cast = under_way()
    with pytest.raises(Refused, match="once it is done"):
        write(cast, a_test(cast, is_done=False))
    test = a_test(cast)
    with pytest.raises(Refused, match="its coach or a system lead"):
        write(cast, test, "ruth")
    for name in ("title", "context", "result", "how_to"):
        with pytest.raises(Unusable) as unusable:
            write(cast, test, **{name: " "})
        assert unusable.value.field == name


def test_somebody_else_approves_what_was_read() -> None:
    cast = under_way()
    written = write(cast, a_test(cast), "ngozi")
    with pytest.raises(Refused, match="has not asked"):
        actions.approve_intervention(written=written, version=1, by=cast.ruth, at=NOON)
    actions.offer_intervention(written=written, by=cast.joyce, at=NOON)
    with pytest.raises(Refused, match="waits for approval"):
        actions.offer_intervention(written=written, by=cast.joyce, at=NOON)
    with pytest.raises(Refused, match="Somebody else answers"):
        actions.approve_intervention(written=written, version=1, by=cast.ngozi, at=NOON)
    with pytest.raises(Refused, match="The sponsor or a system lead"):
        actions.approve_intervention(written=written, version=1, by=cast.joyce, at=NOON)
    with pytest.raises(Stale):
        actions.approve_intervention(written=written, version=2, by=cast.ruth, at=NOON)
    actions.approve_intervention(written=written, version=1, by=cast.ruth, at=NOON)
    with pytest.raises(Refused, match="in the handbook already"):
        actions.approve_intervention(written=written, version=1, by=cast.ruth, at=NOON)


def test_what_is_in_the_handbook_is_taken_out_before_it_is_changed() -> None:
    cast = under_way()
    written = published(cast)
    with pytest.raises(Refused, match="Take it out to change it"):
        write(cast, written.test, version=1)
    with pytest.raises(Refused, match="The sponsor or a system lead"):
        actions.take_intervention_out(written=written, by=cast.imran, at=NOON)
    actions.take_intervention_out(written=written, by=cast.sam, at=NOON)
    with pytest.raises(Refused, match="not in the handbook"):
        actions.take_intervention_out(written=written, by=cast.ruth, at=NOON)
    assert write(cast, written.test, version=1, title="Better").version == 2
    with pytest.raises(Overtaken) as overtaken:
        write(cast, written.test, version=1, title="Mine")
    assert overtaken.value.now["title"] == "Better"


def test_another_team_copies_it_as_a_test_of_its_own() -> None:
    written = published(under_way())
    there = launched(a_cast("Elsewhere", an_organisation("Tarnside Trust")))
    copy = {"written": written, "challenge": there.challenge, "at": NOON}
    with pytest.raises(Refused):
        actions.copy_intervention(owner=there.people["imran"], by=there.imran, **copy)  # type: ignore[arg-type]
    test = actions.copy_intervention(owner=there.people["sam"], by=there.sam, **copy)  # type: ignore[arg-type]
    assert (test.challenge, test.state, test.title) == (
        there.challenge,
        "planned",
        "Bedside checks",
    )
    assert Copy.objects.get().intervention == written
    assert queries.handbook_page("").rows[0].copied == "Taken up 1 time"


def test_what_is_not_in_the_handbook_is_not_copied() -> None:
    cast = under_way()
    written = write(cast, a_test(cast))
    with pytest.raises(Refused, match="not in the handbook"):
        actions.copy_intervention(
            written=written,
            challenge=cast.challenge,
            owner=cast.people["sam"],
            by=cast.sam,
            at=NOON,
        )


def test_the_handbook_is_searched_by_words_and_shows_only_what_was_approved() -> None:
    cast = under_way()
    published(cast)
    write(cast, a_test(cast), title="Not yet")
    assert [row.title for row in queries.handbook_page("").rows] == ["Bedside checks"]
    assert queries.handbook_page("pharmacist ward").rows
    assert not queries.handbook_page("surgery").rows


def test_the_pages_of_an_intervention_work(signed_in: SignIn, at_noon: object) -> None:
    cast = under_way()
    test = a_test(cast)
    team, ruth = signed_in(cast.people["sam"]), signed_in(cast.people["ruth"])
    stranger = signed_in(joins(a_person("Dele Martins"), an_organisation("Tarnside")))
    story = reverse("challenges:story", args=[cast.challenge.pk])
    assert "Not written up" in team.get(story).content.decode()
    up = reverse("challenges:write_intervention", args=[cast.challenge.pk, test.pk])
    assert "A lot." in team.get(up).content.decode()
    assert team.post(up, {"title": "Checks"}).status_code == 422
    sent = {"title": "Checks", "context": "Ward 7", "result": "Less waiting", "how_to": "Ask."}
    assert team.post(up, sent).url == story
    assert team.get(up).status_code == 200
    written = TestedIntervention.objects.get()

    def to(name: str) -> str:
        return reverse(f"challenges:{name}", args=[written.pk])

    assert stranger.get(to("intervention")).status_code == 404
    assert stranger.get(reverse("challenges:intervention", args=[test.pk])).status_code == 404
    assert team.post(to("offer_intervention")).url == to("intervention")
    assert "Waiting for approval" in ruth.get(to("intervention")).content.decode()
    page = ruth.post(to("approve_intervention"), {"version": "7"}, follow=True)
    assert "Somebody else changed this" in page.content.decode()
    assert ruth.post(to("approve_intervention"), {"version": "1"}).url == to("intervention")
    assert "Checks" in stranger.get(reverse("challenges:handbook")).content.decode()
    assert "Copy it" not in stranger.get(to("intervention")).content.decode()
    assert team.get(to("copy_intervention")).status_code == 200
    done = team.post(to("copy_intervention"), {"challenge": str(cast.challenge.pk)})
    assert done.url == reverse(
        "challenges:test", args=[cast.challenge.pk, Copy.objects.get().test_id]
    )
    assert team.post(to("take_intervention_out")).url == story
