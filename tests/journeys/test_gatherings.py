"""A meeting with several people at it, each at their own browser; and somebody from outside."""

import datetime as dt
import re

from django.utils import timezone
from playwright.sync_api import expect
from tests.journeys.cast import Cast, Visitors, a_cast, comes_in
from tests.world import acting

from groundswell.engines.gatherings import actions
from groundswell.engines.gatherings.actions import AgendaLine, GatheringDetails
from groundswell.engines.gatherings.actions.telling import token_of
from groundswell.engines.gatherings.models import Gathering, Registration

SOON_MS = 12_000  # others' changes come within five seconds; the machine may be busy


def a_meeting_about_now(cast: Cast, **changes: object) -> Gathering:
    now = timezone.now()
    return actions.plan_gathering(
        details=GatheringDetails(
            title="Weekly meeting", starts_at=now + dt.timedelta(minutes=5), **changes
        ),
        agenda=[AgendaLine("", "Check-in", 10), AgendaLine("", "Data", 15)],
        people=[cast.kwame, cast.ruth],
        organisation=cast.hospitals,
        by=acting(cast.joyce, on=now.date()),
        at=now,
    )


def notes_on(somebody, title: str):
    return somebody.page.get_by_role("article", name=re.compile(title))


def test_a_meeting_is_planned_its_agenda_set_and_people_invited(visitor: Visitors):
    cast = a_cast()
    joyce = comes_in(visitor, cast.joyce)

    joyce.opens("/gatherings/").sees("Nothing is planned.").presses("Plan a meeting")
    joyce.types("Title", "Review at day 50").chooses("What is it?", "Review")
    joyce.types("Day", "soon").types("From", "2 pm").types("To", "3 pm").presses("Plan it")
    joyce.sees("“soon” is not a day we can read. Write it like this: 8 June 2026.")
    joyce.types("Day", "3 June 2099").presses("Plan it").is_at("Agenda")
    joyce.types("Item 1 (optional)", "Data").types("Minutes of item 1 (optional)", "20")
    joyce.types("Item 2 (optional)", "Plan").types("Minutes of item 2 (optional)", "25")
    joyce.presses("Save, and add more").is_at("Agenda").presses("Down Data").is_at("Agenda")
    joyce.page.get_by_role("button", name="Save the agenda").last.click()
    joyce.is_at("Review at day 50").sees("2:25 pm", "The agenda is saved.")
    joyce.presses("Invite people").types("Part of a name or e-mail address", "Kwame")
    joyce.page.get_by_label(re.compile("Kwame Boateng")).check()
    joyce.presses("Invite them").is_at("Review at day 50").sees("Kwame Boateng")

    kwame = comes_in(visitor, cast.kwame)
    kwame.opens("/").sees("Can you come to “Review at day 50”?")
    kwame.page.get_by_role("link", name=re.compile("^Answer")).first.click()
    kwame.is_at("Review at day 50").presses("I’m coming")
    kwame.sees("Thank you. Your answer is in.")


def test_several_people_write_at_once_and_nothing_is_lost(visitor: Visitors):
    cast = a_cast()
    page = f"/gatherings/{a_meeting_about_now(cast).pk}/running/"
    joyce, kwame = comes_in(visitor, cast.joyce), comes_in(visitor, cast.kwame)
    joyce.opens(page).is_at("Weekly meeting")
    kwame.opens(page).is_at("Weekly meeting")

    notes_on(kwame, "Data").get_by_role("link").click()
    kwame.page.get_by_label("Notes on Data").fill("Ward 9 is missing")
    joyce.page.get_by_role("button", name="Begin “Check-in”").click()
    expect(kwame.page.locator("#on-now")).to_have_text("Check-in", timeout=SOON_MS)
    expect(kwame.page.get_by_label("Notes on Data")).to_have_value("Ward 9 is missing")

    notes_on(joyce, "Data").get_by_role("link").click()
    joyce.page.get_by_label("Notes on Data").fill("47 per cent")
    joyce.page.get_by_role("button", name="Save the notes").click()
    joyce.sees("47 per cent").looks()
    kwame.page.get_by_role("button", name="Save the notes").click()
    kwame.sees("Joyce Lim saved notes on this item while you were writing.", "47 per cent")
    kwame.looks()
    kwame.page.get_by_label("Notes on Data").fill("47 per cent. Ward 9 is missing")
    kwame.page.get_by_role("button", name="Save the notes").click()
    expect(notes_on(joyce, "Data")).to_contain_text("Ward 9 is missing", timeout=SOON_MS)

    kwame.page.get_by_label("What was decided?").fill("We ask ward 9.")
    kwame.page.get_by_role("button", name="Write it down").click()
    kwame.page.get_by_role("button", name="Here Ruth Adeyemi").click()
    kwame.sees("1 of 3 here").looks()
    expect(joyce.page.locator("#decisions")).to_contain_text("We ask ward 9.", timeout=SOON_MS)
    expect(joyce.page.locator("#attendance")).to_contain_text("1 of 3 here", timeout=SOON_MS)

    joyce.presses("Close and send the minutes").is_at("Minutes of Weekly meeting")
    joyce.sees("We ask ward 9.", "47 per cent. Ward 9 is missing", "Ruth Adeyemi")
    expect(kwame.page.locator("#on-now")).to_have_text("This meeting is closed", timeout=SOON_MS)


def test_a_meeting_runs_without_a_script(visitor: Visitors):
    cast = a_cast()
    page = f"/gatherings/{a_meeting_about_now(cast).pk}/running/"
    kwame = comes_in(visitor, cast.kwame, scripts=False)
    kwame.opens(page).presses("Write notes on Data").is_at("Data")
    kwame.types("Notes on Data", "47 per cent").presses("Save the notes")
    kwame.is_at("Weekly meeting").sees("47 per cent")
    kwame.types("What was decided?", "We ask ward 9.").presses("Write it down")
    kwame.sees("We ask ward 9.").presses("Here Ruth Adeyemi").sees("1 of 3 here")


def test_somebody_without_an_account_registers_and_gives_the_place_back(visitor: Visitors):
    cast = a_cast()
    meeting = a_meeting_about_now(cast, is_public=True, registration_open=True, capacity=1)
    ann = visitor(360)
    ann.opens(f"/gatherings/public/{meeting.pk}/").sees("1 place is left.")
    ann.does_not_see("Joyce Lim")
    ann.types("Your name", "Ann Bell").types("Your e-mail address", "ann").presses("Register")
    ann.sees("Type an e-mail address such as name@example.org.")
    ann.types("Your e-mail address", "ann@x.example").presses("Register")
    ann.is_at("Thank you. Look at your mail.")

    ann.opens(f"/gatherings/cancel/{token_of(Registration.objects.get())}/")
    ann.presses("Give my place back").is_at("You have given your place back")
