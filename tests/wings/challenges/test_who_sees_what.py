"""Which page of a challenge answers whom: one table, a row for each page, a letter for each person.

How to add a page: write a row `"url_name": (parts, "…")` into PAGES. `parts` names what the address
needs beside the challenge, each a maker in THINGS that is given the cast; the letters follow the
order of PERSONAS, in groups of five:

    r  reads it: 200          -  does not exist for them: 404
    x  sees the challenge, may not do this: 403
    .  not asked here (say why beside the row)

A page that is only sent to (POST) stands in SENDS: `w` it does it (302), else as above. Everything
is asked while the challenge is under way, unless the row stands in DESIGN. Whoever is not signed in
is sent to sign in everywhere; the table of URLs beside this one holds that.

What is to stay secret stands in SECRETS: a row for each way by which it might get out, and a letter
for each person: `r` where the words come out by that way. The ways themselves are in ways_out.py.
"""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests.wings.challenges.doing import a_meeting, an_idea, plan_test
from tests.wings.challenges.making import Cast, a_cast, a_system_lead, launched
from tests.wings.challenges.ways_out import WAYS, the_secrets
from tests.world import NOON, TODAY, a_founder, a_person, an_organisation, holding, joins

from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.models import Person
from groundswell.wings.challenges import actions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

PERSONAS = (
    "lead_here", "lead_elsewhere", "sponsor", "coach", "leader",
    "member", "board_here", "board_partner", "board_elsewhere", "colleague",
    "administrator_here", "system_administrator", "stranger",
)  # fmt: skip

Part = str | UUID | int
THINGS: dict[str, Callable[[Cast], Part]] = {
    "sam": lambda cast: cast.challenge.members.get(person=cast.people["sam"]).pk,
    "version": lambda cast: 1,
    "award": lambda cast: "award",
    "day50": lambda cast: "day50",
    "partner": lambda cast: cast.challenge.partners.get().organisation_id,
    "test": lambda cast: plan_test(cast).pk,
    "idea": lambda cast: an_idea(cast).pk,
    "meeting": lambda cast: a_meeting(cast).pk,
    "note_of_amara": lambda cast: (
        actions.write_log(
            challenge=cast.challenge, text="Mine alone", on=TODAY, by=cast.amara, at=NOON
        ).pk
    ),
}

# Page: what its address needs, and what each of PERSONAS is answered, in groups of five.
PAGES: dict[str, tuple[tuple[str, ...], str]] = {
    "challenge": ((), "r-rrr rrr-- ---"),
    "note": ((), "r-rrr rrr-- ---"),
    "note_version": (("version",), "r-rrr rrr-- ---"),
    "team": ((), "r-rrr rrr-- ---"),
    "change_note": ((), "r-rxx xxx-- ---"),
    "partners": ((), "r-xxx xxx-- ---"),
    "name_roles": ((), "r-xxx xxx-- ---"),
    "shift": ((), "r-xxx xxx-- ---"),
    "stop": ((), "r-xxx xxx-- ---"),
    "close": ((), "x-xxx xxx-- ---"),  # day 100 is still to come
    "launch": ((), "x-xxx xxx-- ---"),  # it is launched
    "appoint": ((), "r-xxx xxx-- ---"),
    "appoint_by_mail": ((), "r-xxx xxx-- ---"),
    "add_member": ((), "r-xrr xxx-- ---"),
    "invite_member": ((), "r-xrr xxx-- ---"),
    "ask_release": (("sam",), "r-xrr xxx-- ---"),
    "end_member": (("sam",), "r-xrr rxx-- ---"),  # the member is Sam
    "goal": ((), "r-rrr rrr-- ---"),
    "measures": ((), "r-rrr rrr-- ---"),
    "tests": ((), "r-rrr rrr-- ---"),
    "ideas": ((), "r-rrr rrr-- ---"),
    "plan": ((), "r-rrr rrr-- ---"),
    "meetings": ((), "r-rrr rrr-- ---"),
    "set_goal": ((), "x-xrr rxx-- ---"),
    "attach_measure": ((), "x-xrr rxx-- ---"),
    "define_measure": ((), "x-xrr rxx-- ---"),
    "plan_test": ((), "x-xrr rxx-- ---"),
    "add_idea": ((), "x-xrr rxx-- ---"),
    "add_to_plan": ((), "x-xrr rxx-- ---"),
    "plan_meetings": ((), "x-xrr rxx-- ---"),
    "agree": ((), "x-xrr rxx-- ---"),
    "test": (("test",), "r-rrr rrr-- ---"),
    "change_test": (("test",), "x-xrr rxx-- ---"),
    "finish_test": (("test",), "x-xrr rxx-- ---"),
    "change_idea": (("idea",), "x-xrr rxx-- ---"),
    "meeting": (("meeting",), "--rrr r---- ---"),  # its notes are of those who take part
    "meeting_plan": (("meeting",), "--rrr r---- ---"),
    "asks": ((), "r-rrr rrr-- ---"),
    "raise_ask": ((), "x-xrr rxx-- ---"),
    "make_promise": ((), "x-rrr xxx-- ---"),
    "handover": ((), "r-rrr rrr-- ---"),
    "coach_log": ((), "x-xrx xxx-- ---"),
    "results": ((), "r-rrr rrr-- ---"),
    "record_result": (("award",), "r-xrr rxx-- ---"),
    "reviews": ((), "r-rrr rrr-- ---"),
    "review": (("day50",), "r-rrr rrr-- ---"),
    "write_review": (("day50",), "r-xrr rxx-- ---"),
    "keeping": ((), "r-rrr rrr-- ---"),
    "add_change": ((), "r-xrr rxx-- ---"),
    "recommend": ((), "r-xrr rxx-- ---"),
    "story": ((), "r-rrr r---- ---"),  # not approved: its own people, and the host's leads
    "write_story": ((), "r-xrr r---- ---"),
    "change_log": (("note_of_amara",), "---r- ----- ---"),  # the coach's own, and nobody else's
}
SENDS: dict[str, tuple[tuple[str, ...], str]] = {
    "start_test": (("test",), "x-xww wxx-- ---"),
    "sign_note": (("version",), "w-wxx xww-- ---"),
    "remove_partner": (("partner",), "w-xxx xxx-- ---"),
    "elect_leader": (("sam",), "w-xww xxx-- ---"),
}
DESIGN: dict[str, tuple[tuple[str, ...], str]] = {
    "challenge": ((), "r-rrr rrr-- ---"),
    "launch": ((), "r-xxx xxx-- ---"),
}
# Secret and way: to whom its words come out by it.
SECRETS: dict[tuple[str, str], str] = {
    ("coachs_log", "page"): "---r- ----- ---",
    ("coachs_log", "search"): "----- ----- ---",
    ("coachs_log", "document"): "----- ----- ---",
    ("coachs_log", "own_data"): "---r- ----- ---",  # what is held about the coach
    ("coachs_log", "feed"): "----- ----- ---",
    ("coachs_log", "api"): "----- ----- ---",
    ("coachs_log", "thread"): "----- ----- ---",
    ("story", "page"): "r-rrr r---- ---",
    ("story", "search"): "----- ----- ---",
    ("story", "document"): "r-rrr r---- ---",
    ("story", "own_data"): "----r ----- ---",  # its writer's
    ("story", "feed"): "----- ----- ---",
    ("story", "api"): "----- ----- ---",
    ("story", "thread"): "----- ----- ---",
    ("elsewhere", "page"): "-r--- ---r- ---",
    ("elsewhere", "search"): "-r--- ----- ---",  # its reviews, whose organiser the lead is
    ("elsewhere", "document"): "-r--- ---r- ---",
    ("elsewhere", "own_data"): "-r--- ----- ---",  # who wrote its note
    ("elsewhere", "feed"): "-r--- ----- ---",
    ("elsewhere", "api"): "----- ----- ---",
    ("elsewhere", "thread"): "-r--- ---r- ---",
}
SAID = {200: "r", 302: "w", 403: "x", 404: "-"}


def a_house() -> tuple[Cast, dict[str, Person]]:
    """A challenge with a partner, and one person of each kind."""
    cast = a_cast()
    partner, elsewhere = an_organisation("Tarnside"), an_organisation("Riverside")
    actions.add_partner(challenge=cast.challenge, organisation=partner, by=cast.ngozi, at=NOON)
    administrator = joins(a_person("Ada Ames"), cast.host)
    holding(administrator, RoleCode.ADMINISTRATOR, cast.host)
    boards = {
        name: holding(joins(a_person(name), place), RoleCode.BOARD_MEMBER, place).person
        for name, place in (("board_partner", partner), ("board_elsewhere", elsewhere))
    }
    named = {"lead_here": "ngozi", "sponsor": "ruth", "coach": "amara", "leader": "joyce",
             "member": "sam", "board_here": "imran"}  # fmt: skip
    people = {persona: cast.people[key] for persona, key in named.items()}
    return cast, people | boards | {
        "lead_elsewhere": a_system_lead(elsewhere, "Bilal Khan").person,
        "colleague": joins(a_person("Kwame Boateng"), cast.host),
        "administrator_here": administrator,
        "system_administrator": a_founder().person,
        "stranger": joins(a_person("Dele Martins"), elsewhere),
    }


def answers(name: str, needs: tuple[str, ...], ask: str, *, live: bool = True) -> str:
    """The letters that the personas are answered with, in groups of five."""
    cast, people = a_house()
    if live:
        launched(cast, TODAY)
    parts = [THINGS[thing](cast) for thing in needs]
    url, found = reverse(f"challenges:{name}", args=[cast.challenge.pk, *parts]), ""
    for persona in PERSONAS:
        client = Client()
        with transaction.atomic():
            client.force_login(people[persona])
            found += SAID[getattr(client, ask)(url).status_code]
            transaction.set_rollback(True)  # what one did is undone before the next one asks
    return " ".join(found[i : i + 5] for i in range(0, len(found), 5))


def whom_it_reaches(secret: str, way: str) -> str:
    """`r` for each persona who is told the secret's words by that way."""
    cast, people = a_house()
    launched(cast, TODAY)
    things = the_secrets(cast, people)[secret]
    found = ""
    for persona in PERSONAS:
        with transaction.atomic():
            client = Client()
            client.force_login(people[persona])
            found += "r" if things.words in WAYS[way](client, people[persona], things) else "-"
            transaction.set_rollback(True)
    return " ".join(found[i : i + 5] for i in range(0, len(found), 5))


@pytest.mark.parametrize(("secret", "way"), SECRETS)
def test_a_secret_reaches_those_whom_the_table_names_and_nobody_else(secret: str, way: str) -> None:
    assert whom_it_reaches(secret, way) == SECRETS[secret, way]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_answers_each_as_the_table_says(name: str) -> None:
    needs, letters = PAGES[name]
    assert answers(name, needs, "get") == letters


@pytest.mark.parametrize("name", SENDS)
def test_what_is_sent_is_taken_from_each_as_the_table_says(name: str) -> None:
    needs, letters = SENDS[name]
    assert answers(name, needs, "post") == letters


@pytest.mark.parametrize("name", DESIGN)
def test_in_design_a_page_answers_each_as_the_table_says(name: str) -> None:
    needs, letters = DESIGN[name]
    assert answers(name, needs, "get", live=False) == letters
