"""What asks put on the home page."""

import datetime as dt

import pytest
from tests.wings.challenges.asking import WORDS, a_leader, an_ask, answered
from tests.wings.challenges.making import a_cast, launched
from tests.world import NOON, TODAY, acting

from groundswell.ground.kernel import registries
from groundswell.wings.challenges.kinds import AskState, Stage
from groundswell.wings.challenges.models import Challenge
from groundswell.wings.challenges.queries.ask_news import cards_for, news_for

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def test_what_waits_for_a_leader_is_a_card_and_holds_others_up_when_it_is_late() -> None:
    cast = launched(a_cast())
    leader = a_leader(cast)
    an_ask(cast, leader)
    [card] = cards_for(acting(leader), NOON)
    assert card.title == "Home for lunch waits for your answer"
    assert card.why == f"“{WORDS.title}”, due by 22 June 2026." and card.weight == 2
    [late] = cards_for(acting(leader), NOON + 10 * DAY)
    assert late.why == f"“{WORDS.title}”, 3 days overdue." and late.weight == 2
    assert cards_for(cast.sam, NOON) == []


def test_an_ask_of_a_stopped_challenge_waits_for_nobody() -> None:
    cast = launched(a_cast())
    leader = a_leader(cast)
    an_ask(cast, leader)
    Challenge.objects.update(
        stage=Stage.STOPPED, ended_words="x", ended_at=NOON, ended_by=cast.people["ngozi"]
    )
    assert cards_for(acting(leader), NOON) == []


def test_an_answer_is_news_for_the_team_and_not_for_who_gave_it() -> None:
    cast = launched(a_cast())
    leader = a_leader(cast)
    answered(an_ask(cast, leader), AskState.DECLINED, leader, 4, answer="No money")
    until = NOON + 5 * DAY
    for key in ("sam", "joyce", "ruth"):
        [news] = news_for(acting(cast.people[key], TODAY + 5 * DAY), NOON, until)
        assert news.text == (f"Parveen Nasser answered “{WORDS.title}”: declined, with a reason.")
    assert news_for(acting(leader), NOON, until) == []
    assert news_for(cast.imran, NOON, until) == []
    assert news_for(cast.sam, until, until + DAY) == []


def test_the_home_page_knows_both() -> None:
    assert "challenges.asks" in registries.home_cards and "challenges.asks" in registries.news
