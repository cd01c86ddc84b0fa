"""A finished challenge becomes two drafts in the library, with nothing that may not be told."""

import datetime as dt

import pytest
from tests.wings.challenges.doing import (
    count,
    finish,
    on_day,
    plan_test,
    set_goal,
    under_way,
    watch,
)
from tests.wings.challenges.making import Cast
from tests.world import NOON, TODAY, a_founder, a_person, acting, holding

from groundswell.engines.library import actions as library
from groundswell.engines.library import queries as read
from groundswell.engines.library.models import CaseStudy, Intervention, Item
from groundswell.engines.measures import actions as measures
from groundswell.engines.thread.models import Link
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.wings.challenges import actions
from groundswell.wings.challenges.actions import ResultFacts
from groundswell.wings.challenges.models import Challenge

pytestmark = pytest.mark.django_db


def finished(*, audience: str = "organisation") -> Cast:
    """A challenge whose hundred days are over, with a chart, two tests and results."""
    cast = under_way()
    shown = watch(cast, "Left before 1 pm")
    count(cast, shown, [30 + week for week in range(10)])
    if audience != "team":
        measures.share_measure(measure=shown, audience=audience, by=cast.joyce, at=NOON)
    set_goal(cast, measure=shown)
    begun = actions.start_test(test=plan_test(cast), by=cast.joyce, at=NOON)
    finish(cast, begun)
    Challenge.objects.filter(pk=cast.challenge.pk).update(stage="sustaining")
    cast.challenge.refresh_from_db()
    return cast


def a_shelf() -> None:
    library.open_shelf(organisation=None, by=a_founder(), at=NOON)


def write_up(cast: Cast, who: str = "joyce") -> list[Item]:
    return actions.write_up(challenge=cast.challenge, by=getattr(cast, who), at=on_day(101))


def test_the_team_leader_gets_two_drafts_that_tell_the_record() -> None:
    a_shelf()
    cast = finished()
    study, intervention = write_up(cast)
    assert isinstance(study, CaseStudy)
    assert isinstance(intervention, Intervention)
    assert not study.live
    assert study.began_from == f"challenge:{cast.challenge.pk}"
    page = read.shown_draft(cast.joyce, read.draft_for(cast.joyce, study.uid), TODAY).item
    said = str(page.said)
    assert "30% to 39%" in said, said
    assert "Six in ten people" in said
    assert page.credit == "The team of “Home for lunch”, Harrowmere Teaching Hospitals"
    assert "Joyce" not in said
    links = Link.objects.filter(source_kind="challenge", type="led_to", target_kind="library_item")
    assert {link.target_id for link in links} == {study.uid, intervention.uid}


def test_pressing_again_opens_the_same_drafts() -> None:
    a_shelf()
    cast = finished()
    first = [item.pk for item in write_up(cast)]
    assert [item.pk for item in write_up(cast)] == first
    assert Item.objects.count() == 2


def test_only_the_leader_of_a_finished_challenge_has_it_written_up() -> None:
    a_shelf()
    cast = finished()
    with pytest.raises(Refused, match="team leader"):
        write_up(cast, "sam")
    Challenge.objects.filter(pk=cast.challenge.pk).update(stage="live")
    with pytest.raises(Refused, match="hundred days"):
        write_up(cast)


def test_without_a_shelf_a_sentence_says_so() -> None:
    with pytest.raises(Unusable, match="No shelf"):
        write_up(finished())


def test_a_chart_that_the_team_keeps_to_itself_is_left_out() -> None:
    a_shelf()
    cast = finished(audience="team")
    study, _intervention = write_up(cast)
    assert not study.result.raw_data
    assert "keeps to itself" in study.strength_words


def test_numbers_of_very_few_people_are_left_out() -> None:
    a_shelf()
    cast = finished()
    for n_reached, n_people in ((3, 40), (38, 40), (4, 8), (20, 40)):
        actions.record_result(
            challenge=cast.challenge,
            facts=ResultFacts(
                kind="threshold",
                statement=f"{n_reached} of {n_people} are no longer pre-diabetic",
                n_reached=n_reached,
                n_people=n_people,
                unit="no longer ill",
                source="The ward’s list",
                method="Counted",
            ),
            by=cast.joyce,
            at=on_day(90),
        )
    study, _intervention = write_up(cast)
    words = [raw["value"]["words"] for raw in study.result.raw_data]
    assert [w.split(" are")[0] for w in words[1:]] == ["20 of 40"]
    assert "very few people" in study.strength_words


def test_the_draft_is_read_by_who_asked_for_it_and_who_keeps_the_shelf_and_nobody_else(
    signed_in,
) -> None:
    a_shelf()
    cast = finished()
    study, _intervention = write_up(cast)
    keeper = holding(a_person("Ada Obi"), "editor")
    address = f"/library/drafts/{study.uid}/"
    assert signed_in(cast.people["joyce"]).get(address).status_code == 200
    assert "Open it in the editor" in signed_in(keeper.person).get(address).content.decode()
    assert signed_in(cast.people["sam"]).get(address).status_code == 404
    [card] = read.keeping_cards(acting(keeper.person), NOON + dt.timedelta(days=200))
    assert card.title == "2 drafts wait to be read for the library"


def test_the_button_stands_on_the_storys_page(signed_in) -> None:
    a_shelf()
    cast = finished()
    browser = signed_in(cast.people["joyce"])
    page = f"/challenges/{cast.challenge.pk}/story/"
    assert "Write this up for the library" in browser.get(page).content.decode()
    answer = browser.post(f"{page}library/", follow=True)
    assert answer.status_code == 200
    assert "Case study, draft" in browser.get(page).content.decode()
