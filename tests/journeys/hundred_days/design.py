"""Two months of design: the note, its signatures, the people, their release, and the launch."""

import datetime as dt

from tests.journeys.cast import signs_in_by_mail
from tests.journeys.hundred_days.people import (
    DAY_ZERO,
    DELES_ADDRESS,
    PHONE,
    TITLE,
    HundredDays,
    finds,
)
from tests.journeys.mails import newest_mail_to

MANAGER = "grace.adu@harrowmere.example"
GUARDRAILS = "Nobody goes home to an empty house.\nWhat costs more than £500 is asked for first."


def when_the_system_lead_designs_it(story: HundredDays) -> None:
    story.it_is(dt.date(2026, 6, 15))
    ngozi = story.comes("ngozi", "/challenges/")
    ngozi.presses("Start a challenge").is_at("Start a challenge")
    ngozi.types("What is the challenge called?", TITLE)
    ngozi.page.get_by_label("Going home earlier in the day").check()
    ngozi.presses("Start").is_at(TITLE)
    ngozi.opens(story.page("note/change/")).types("Guardrails (optional)", GUARDRAILS)
    ngozi.types("What is new? (optional)", "Our own guardrails").presses("Save")
    ngozi.sees("Nobody goes home to an empty house.")
    ngozi.opens(story.page("partners/"))
    ngozi.chooses("Which organisation takes part?", "Kettle On").presses("Add")
    for name, role in (("Ruth Adeyemi", "Sponsor"), ("Amara Okafor", "Coach")):
        ngozi.opens(story.page("team/appoint/")).ticks(role)
        finds(ngozi, name)
        ngozi.presses("Name them")


def when_the_leaders_stand_behind_it(story: HundredDays) -> None:
    for name in ("ruth", "imran"):
        story.comes(name, "note/").presses("I stand behind this").sees("Signatures of version 2")


def when_the_coach_gathers_the_team(story: HundredDays) -> None:
    story.it_is(dt.date(2026, 7, 20))
    amara = story.comes("amara", "team/")
    amara.presses("Add somebody")
    finds(amara, "Joyce Lim")
    amara.chooses("For whom do they come?", story.host.name)
    amara.types("What do they bring? (optional)", "Ward manager")
    amara.ticks("Their line manager has to release them").presses("Add")
    amara.presses("Invite by e-mail").types("Name", "Dele Martins")
    amara.chooses("For whom do they come?", "Nobody: they come for themselves")
    amara.types("E-mail address", DELES_ADDRESS).ticks("Lived experience of the service")
    amara.types("What do they bring? (optional)", "Has waited for a lift home")
    amara.presses("Invite").sees("Dele Martins")
    amara.page.get_by_text("Change Joyce Lim").click()
    amara.presses("Elected leader Joyce Lim").sees("Team leader")
    amara.page.get_by_text("Change Joyce Lim").click()
    amara.presses("Ask the manager to release Joyce Lim")
    amara.types("Name of the line manager", "Grace Adu").types("Their e-mail address", MANAGER)
    amara.presses("Send the link").sees("Manager asked")


def when_a_line_manager_answers_by_the_link(story: HundredDays) -> None:
    path = next(word for word in newest_mail_to(MANAGER).split() if "/challenges/release/" in word)
    grace = story.stranger()
    grace.opens(path).ticks("Yes, I release them").presses("Send my answer")
    grace.sees("Thank you")
    story.comes("amara", "team/").sees("Released")


def when_the_member_without_an_nhs_login_comes_in(story: HundredDays) -> None:
    dele = story.windows["dele"] = story.window(PHONE)
    signs_in_by_mail(dele, DELES_ADDRESS)
    story.signed_in.add("dele")
    dele.opens("/").presses(TITLE).is_at(TITLE).sees("In design")


def when_it_is_launched(story: HundredDays) -> None:
    story.it_is(dt.date(2026, 8, 10))
    ngozi = story.comes("ngozi", "launch/").sees("Before the team is sent out")
    ngozi.types("Which day is day 0?", f"{DAY_ZERO:%d/%m/%Y}").presses("Launch the challenge")
    ngozi.sees("Day 0 is 17 August 2026")
    ruth = story.comes("ruth", "promises/new/").ticks("Launch")
    ruth.types("What was promised, in a line?", "I answer within three days")
    ruth.chooses("Who promised it?", "Ruth Adeyemi")
    ruth.types("By which day", "25/11/2026").presses("Write it down")
    ruth.sees("I answer within three days")
