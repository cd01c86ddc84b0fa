"""A survey as respondents meet it: on a small phone, in two languages, with scripts and without."""

import datetime as dt
import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Route, expect
from tests.engines.surveys.fielding.making import (
    a_doorway,
    a_draft,
    a_keeper,
    a_ward,
    box_of,
    launched,
    links_of,
)
from tests.journeys.cast import Visitors, comes_in
from tests.journeys.keyboard import by_keyboard
from tests.journeys.visitor import Visitor
from tests.world import a_person, an_organisation, holding, joins

from groundswell.engines.surveys.doorways import token_of
from groundswell.engines.surveys.models import Doorway, Survey
from groundswell.ground.ballots.models import Invitation, Sealed
from groundswell.ground.web import words

DAY = dt.timedelta(days=1)


def in_the_field(opened: dt.datetime | None = None, **changes: Any) -> Survey:
    """Opened today where nothing else is said, for the pages' clock is the real one."""
    now, trust = opened or timezone.now(), an_organisation()
    a_ward(12, trust=trust)
    keeper = a_keeper(trust)
    doors = changes.pop("doors", ())
    draft = a_draft(
        keeper, trust, closes_on=now.date() + 14 * DAY, results_on=now.date() + 28 * DAY, **changes
    )
    for kind in doors:
        a_doorway(draft, keeper, kind)
    return launched(draft, keeper, at=now)


def a_link(survey: Survey) -> str:
    return f"/a/{links_of(survey, at=timezone.now())[0]}/"


def begins(somebody: Visitor) -> Visitor:
    """Press Start; where the browser makes its slip first, the next page comes a little later."""
    return somebody.presses_and_waits("button[value=start]")


def chooses(somebody: Visitor, question: str, answer: str) -> None:
    somebody.page.get_by_role("group", name=re.compile(question)).get_by_label(
        answer, exact=True
    ).check()


@pytest.mark.parametrize("scripts", [True, False])
def test_somebody_answers_on_a_small_phone(visitor: Visitors, scripts: bool):
    survey = in_the_field()
    somebody = visitor(360, scripts=scripts)
    somebody.opens(a_link(survey)).is_at("Nobody can link your answers to you")
    begins(somebody).is_at("Your team")
    somebody.presses("Save and go on").sees("There is a problem").looks()
    chooses(somebody, "I have the energy I need", "Agree")
    chooses(somebody, "It is safe to say", "Disagree")
    somebody.presses("Save and go on").is_at("Learning together")
    somebody.presses("Cymraeg").sees("What helps?").presses("English").is_at("Learning together")
    somebody.presses("Save and go on").is_at("More about safety")
    somebody.types("What would make it safer?", "Dr Patel should listen").presses("Save and go on")
    somebody.is_at("Last").presses("Save and go on").is_at("Look over your answers")
    somebody.presses("Send").sees(re.compile("This looks as if it held a name")).looks()
    somebody.types("What would make it safer?", "Listening").presses("Send it now")
    somebody.is_at("Thank you. Your answers are in.").looks()
    assert Sealed.objects.filter(box=box_of(survey)).count() == 1
    invitation = Invitation.objects.exclude(path="").get(box_id=survey.box_id)
    assert invitation.path == ("blind" if scripts else "plain")


def test_a_browser_that_has_sent_says_so_when_its_link_is_opened_again(visitor: Visitors):
    survey = in_the_field()
    link, somebody = a_link(survey), visitor(360)
    begins(somebody.opens(link).sees(re.compile("Your browser makes your slip itself")))
    somebody.is_at("Your team")
    assert "/a/s/" in somebody.page.url, "the address that answers go to holds no link"
    chooses(somebody, "I have the energy I need", "Agree")
    for _page in range(3):
        somebody.presses("Save and go on")
    somebody.presses("Send").is_at("Thank you. Your answers are in.")
    somebody.opens(link).sees("This browser has sent its answers in. Thank you.")
    elsewhere = visitor(360)
    elsewhere.opens(link)
    with elsewhere.expecting_trouble():
        elsewhere.page.get_by_role("button", name="Start").click()
        elsewhere.sees(re.compile("began in another browser"))


def test_what_was_typed_outlives_a_closed_window_and_a_lost_connection(visitor: Visitors):
    survey = in_the_field()
    link = a_link(survey)
    somebody = visitor(360)
    begins(somebody.opens(link)).is_at("Your team")
    chooses(somebody, "I have the energy I need", "Agree")
    somebody.presses("Save and go on").is_at("Learning together")

    somebody.opens(link).sees("Answers from an earlier visit are kept in this browser.")
    begins(somebody).is_at("Learning together").presses("Go back").is_at("Your team")
    expect(somebody.page.get_by_label("Agree", exact=True).first).to_be_checked()

    lost: list[Route] = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route)
            route.abort()

    somebody.page.route("**/a/s/**", lose)
    with somebody.expecting_trouble():
        somebody.presses("Save and go on").sees(re.compile("Your answers are safe in this browser"))
        somebody.presses("Try now").is_at("Learning together")


def test_a_tablet_on_a_ward_keeps_nothing(visitor: Visitors):
    survey = in_the_field(doors=["kiosk"])
    tablet = visitor(800)
    path = f"/a/k/{token_of(Doorway.objects.get(survey=survey).pk)}/"
    tablet.opens(path).is_at("Nobody can link your answers to you").presses("Start")
    tablet.is_at("Your team")
    chooses(tablet, "I have the energy I need", "Agree")
    for _page in range(3):
        tablet.presses("Save and go on")
    tablet.presses("Send").is_at("Thank you. Your answers are in.")
    assert tablet.page.evaluate("localStorage.length") == 0
    tablet.presses("Begin anew for the next person").is_at("Nobody can link your answers to you")


def test_a_keeper_reminds_types_paper_extends_and_closes_by_keyboard(visitor: Visitors):
    """Without a mouse: each step of an open survey is a link or a button."""
    now = timezone.now()
    survey = in_the_field(now - 2 * DAY, doors=["paper"])
    sam, home = comes_in(visitor, survey.keeper), f"/surveys/{survey.pk}/fielding/"

    by_keyboard(sam.opens(home), "Remind them")
    sam.sees("A reminder is on its way to those who had not begun.", "about 10 people")
    by_keyboard(sam, "Give it a later last day")
    sam.types("The new last day", words.day(now.date() + 20 * DAY))
    by_keyboard(sam, "Save")
    sam.sees("Saved. Every page says so.")

    by_keyboard(sam, "Type a paper form")
    chooses(sam, "I have the energy I need", "Agree")
    by_keyboard(sam, "Save the first typing")
    sam.is_at("Write this code on the form")
    code = sam.page.locator(".receipt-code").inner_text()

    second = joins(a_person("Joyce Lim"), survey.organisation)
    holding(second, "analyst", organisation=survey.organisation)
    joyce = comes_in(visitor, second, width=360).opens(home)
    joyce.presses("Type it a second time").types("Code on the form", code).presses("Go on")
    chooses(joyce, "I have the energy I need", "Disagree")
    joyce.presses("Compare and send in").sees("The two typings differ")
    chooses(joyce, "I have the energy I need", "Agree")
    joyce.presses("Compare and send in").sees("The form is in. The first typing is not kept.")
    assert Sealed.objects.filter(box=box_of(survey)).count() == 1

    by_keyboard(sam.opens(home), "Close it now")
    sam.sees("It takes no answers any more.")
