"""Stories: written by the team, approved by somebody else, frozen, public, taken down."""

from collections.abc import Callable

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from tests.wings.challenges.doing import on_day, under_way
from tests.wings.challenges.making import Cast, a_cast, launched
from tests.world import NOON, a_person, acting, an_organisation, joins

from groundswell.ground.documents.kinds import documents
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.messages.models import Message
from groundswell.ground.people.models import Person
from groundswell.wings.challenges import actions, queries
from groundswell.wings.challenges.actions import ResultFacts
from groundswell.wings.challenges.actions.checks import Overtaken
from groundswell.wings.challenges.models import Result, Story

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
PARTS = {"why": "People waited.", "who": "Eleven of us.", "tried": "Checks at the bedside.",
         "came": "Nobody waits.", "next": "All wards."}  # fmt: skip


def a_result(cast: Cast, statement: str = "Less waiting") -> Result:
    facts = ResultFacts("money", statement, amount=900_000, unit="saved", source="Ledger")
    return actions.record_result(challenge=cast.challenge, facts=facts, by=cast.sam, at=NOON)


def write(cast: Cast, name: str = "joyce", version: int | None = None, **given: object) -> Story:
    known = {"title": "Home for lunch", "parts": PARTS, **given}
    return actions.write_story(
        challenge=cast.challenge, version=version, by=getattr(cast, name), at=NOON, **known
    )  # type: ignore[arg-type]


def asked(cast: Cast, **given: object) -> Story:
    return actions.ask_for_approval(story=write(cast, **given), by=cast.joyce, at=NOON)


def approve(cast: Cast, story: Story, name: str = "ruth", version: int = 1) -> Story:
    return actions.approve_story(story=story, version=version, by=getattr(cast, name), at=NOON)


def public_page(story: Story) -> str | None:
    answer = Client().get(reverse("challenges:public_story", args=[story.slug]))
    return answer.content.decode() if answer.status_code == 200 else None


def test_a_story_is_public_once_somebody_else_has_approved_it() -> None:
    cast = under_way()
    story = asked(cast, results=[a_result(cast)])
    assert public_page(story) is None
    approve(cast, story)
    page = public_page(story)
    assert page
    assert "People waited." in page
    assert "£900,000 saved" in page
    assert "Claim" in page
    assert "Joyce Lim" not in page
    index = Client().get(reverse("challenges:public_stories")).content.decode()
    assert "Nobody waits." in index


def test_whoever_wrote_it_does_not_approve_it() -> None:
    cast = under_way()
    story = asked(cast, name="ngozi")
    with pytest.raises(Refused, match="Somebody else answers for it"):
        approve(cast, story, "ngozi")
    for name in ("joyce", "imran"):
        with pytest.raises(Refused, match="The sponsor or a system lead"):
            approve(cast, story, name)
    approve(cast, story)
    with pytest.raises(Refused, match="Ruth Adeyemi has approved it"):
        approve(cast, story)


def test_what_changed_after_it_was_read_is_not_approved() -> None:
    cast = under_way()
    story = asked(cast)
    write(cast, version=1, title="Better words")
    with pytest.raises(Refused, match="has not asked"):
        approve(cast, story)
    actions.ask_for_approval(story=story, by=cast.joyce, at=NOON)
    with pytest.raises(Refused, match="waits for approval already"):
        actions.ask_for_approval(story=story, by=cast.joyce, at=NOON)
    with pytest.raises(Stale):
        approve(cast, story, version=1)
    assert approve(cast, story, version=2).published_words["title"] == "Better words"


def test_what_is_public_stays_as_it_was_approved_until_it_is_taken_down() -> None:
    cast = under_way()
    result = a_result(cast)
    story = approve(cast, asked(cast, results=[result]))
    with pytest.raises(Refused, match="Take it down to change it"):
        write(cast, version=1)
    actions.change_result(
        result=result, version=1, by=cast.sam, at=NOON,
        facts=ResultFacts("money", "Changed", amount=1, unit="lost"),
    )  # fmt: skip
    assert "Less waiting" in (public_page(story) or "")
    actions.withdraw_result(result=result, reason="Wrong.", by=cast.sam, at=NOON)
    assert "Withdrawn since" in (public_page(story) or "")
    with pytest.raises(Refused, match="The sponsor or a system lead"):
        actions.take_story_down(story=story, by=cast.imran, at=NOON)
    actions.take_story_down(story=story, by=cast.sam, at=NOON)
    assert public_page(story) is None
    with pytest.raises(Refused, match="not public"):
        actions.take_story_down(story=story, by=cast.sam, at=NOON)
    assert write(cast, version=1).state == "draft"


def test_a_sponsor_takes_a_story_down_too() -> None:
    cast = under_way()
    story = approve(cast, asked(cast))
    assert actions.take_story_down(story=story, by=cast.ruth, at=NOON).state == "withdrawn"


def test_a_story_that_tells_nothing_yet_is_not_sent_for_approval() -> None:
    cast = under_way()
    with pytest.raises(Unusable, match="Say why you began"):
        asked(cast, parts={"why": "People waited."})
    with pytest.raises(Unusable, match="Give the story a title"):
        write(cast, version=1, title=" ")


def test_two_who_write_at_once_lose_nothing() -> None:
    cast = under_way()
    write(cast)
    write(cast, "sam", version=1, title="Theirs")
    with pytest.raises(Overtaken) as overtaken:
        write(cast, version=1, title="Mine")
    assert overtaken.value.now["title"] == "Theirs"


def test_results_of_others_or_withdrawn_ones_are_not_told() -> None:
    cast = under_way()
    result = a_result(cast)
    actions.withdraw_result(result=result, reason="Wrong.", by=cast.sam, at=NOON)
    result.refresh_from_db()
    with pytest.raises(Unusable, match="results of this challenge"):
        write(cast, results=[result])


def test_two_stories_of_one_title_have_two_addresses() -> None:
    there = launched(a_cast("Elsewhere", an_organisation("Tarnside Trust")))
    assert [write(under_way()).slug, write(there).slug] == ["home-for-lunch", "home-for-lunch-2"]


def test_an_unapproved_story_is_nowhere_for_boards_and_strangers(
    signed_in: SignIn, at_noon: object
) -> None:
    cast = under_way()
    story = asked(cast)
    here, stranger = cast.challenge.pk, joins(a_person("Dele Martins"), an_organisation("Tarnside"))
    for person in (cast.people["imran"], stranger):
        browser = signed_in(person)
        assert browser.get(reverse("challenges:story", args=[here])).status_code == 404
        found = browser.get("/search/?q=bedside").content.decode()
        assert "/story/" not in found
        with pytest.raises(Http404):
            documents["challenge-story"].build(acting(person), story.pk)
    board = signed_in(cast.people["imran"]).get(reverse("challenges:challenge", args=[here]))
    assert "Story" not in board.content.decode()
    approve(cast, story)
    assert (
        documents["challenge-story"]
        .build(acting(stranger), story.pk)
        .meta[0][1]
        .startswith("Approved on 15 June 2026")
    )


def test_the_public_page_says_honestly_whether_the_gain_held() -> None:
    cast = under_way()
    story = approve(cast, asked(cast))
    told = queries.public_story(story, on=on_day(300).date())
    assert told.held == (("Six months on", "Nobody has answered since 23 March 2027"),)


def test_a_long_outcome_is_shortened_in_the_list() -> None:
    cast = under_way()
    approve(cast, asked(cast, parts={**PARTS, "came": "word " * 100}))
    assert queries.public_stories()[0].came.endswith("word …")


def test_the_pages_of_a_story_work(signed_in: SignIn, at_noon: object) -> None:
    cast = under_way()
    result = a_result(cast)
    team, ruth = signed_in(cast.people["sam"]), signed_in(cast.people["ruth"])

    def to(name: str) -> str:
        return reverse(f"challenges:{name}", args=[cast.challenge.pk])

    assert "No story yet" in team.get(to("story")).content.decode()
    assert team.post(to("ask_for_approval")).status_code == 404
    assert team.get(to("write_story")).status_code == 200
    sent = {"title": "Home for lunch", "why": "People waited.", "results": [str(result.pk)]}
    assert team.post(to("write_story"), {"why": "x"}).status_code == 422
    assert team.post(to("write_story"), sent).url == to("story")
    assert team.post(to("ask_for_approval"), follow=True).content.decode().count("first.") == 1
    assert team.get(to("write_story")).status_code == 200
    whole = {**sent, **PARTS, "version": "1"}
    assert team.post(to("write_story"), whole).url == to("story")
    team.post(to("ask_for_approval"))
    assert Message.objects.get(subject__contains="waits for your").person == cast.people["ruth"]
    page = ruth.post(to("approve_story"), {"version": "1"}, follow=True).content.decode()
    assert "Somebody else changed this" in page
    page = ruth.post(to("approve_story"), {"version": "2"}, follow=True).content.decode()
    assert "Everybody can read it" in page
    assert team.post(to("take_story_down")).url == to("story")
    assert "No story is public yet" in Client().get("/challenges/stories/").content.decode()


def test_a_draft_is_a_document_for_its_own_people_and_says_so() -> None:
    cast = under_way()
    story = write(cast, results=[a_result(cast)])
    paper = documents["challenge-story"].build(cast.sam, story.pk)
    assert paper.meta == (("State", "A draft that nobody has approved"),)
    assert paper.source == ""
    assert paper.blocks[-1].rows[0][0] == "Claim: Less waiting"
