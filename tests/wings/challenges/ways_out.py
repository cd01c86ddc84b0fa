"""Three secrets of challenges, and every way by which words leave the house.

Each secret is two words; a way fetches all that a person can get by it. Search is asked for the
first word and must not answer with the second.
"""

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass

import openpyxl
from django.test import Client
from django.urls import reverse
from tests.wings.challenges.asking import WORDS as ASKED
from tests.wings.challenges.doing import an_idea, goal_words, plan_of, watch
from tests.wings.challenges.making import Cast, a_challenge, add
from tests.world import NOON, TODAY, a_person, acting, joins

from groundswell.engines.gatherings import actions as gatherings
from groundswell.ground.documents.kinds import documents
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people import actions as people_actions
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.models import Person
from groundswell.wings.challenges import actions
from groundswell.wings.challenges.actions import NoteWords
from groundswell.wings.challenges.models import Challenge

LOG, STORY, THERE = "quokka nightfall", "wombat daybreak", "numbat afternoon"
PARTS = dict.fromkeys(("why", "who", "tried", "came", "next"), STORY)
PAGES = (
    "challenge", "note", "team", "goal", "plan", "tests", "ideas", "measures", "meetings", "asks",
    "reviews", "results", "keeping", "handover", "coach_log", "story",
)  # fmt: skip
EVERYWHERE = ("challenges:index", "challenges:register", "challenges:handbook", "front:home",
              "challenges:many_teams", "challenges:public_stories")  # fmt: skip


@dataclass(frozen=True)
class Things:
    """Where a secret might be looked for."""

    words: str
    challenge: Challenge
    papers: tuple[tuple[str, object], ...]  # kind of document, and what it is about
    refs: tuple[Ref, ...]


def the_secrets(cast: Cast, people: dict[str, Person]) -> dict[str, Things]:
    here = cast.challenge
    actions.write_log(challenge=here, text=LOG, on=TODAY, by=cast.amara, at=NOON)
    story = actions.write_story(
        challenge=here, title=STORY, parts=PARTS, results=[], by=cast.joyce, at=NOON
    )
    actions.ask_for_approval(story=story, by=cast.joyce, at=NOON)
    refs = (Ref("challenge", here.pk), Ref("idea", an_idea(cast).pk), Ref("story", story.pk))
    papers = (("challenge-note", here.pk), ("challenge-keeping", here.pk),
              ("challenge-story", story.pk))  # fmt: skip
    return {
        "coachs_log": Things(LOG, here, papers, refs),
        "story": Things(STORY, here, papers, refs),
        "elsewhere": _elsewhere(people),
    }


def _elsewhere(people: dict[str, Person]) -> Things:
    """A challenge of another organisation, under way, with a goal, a test, an ask, a recommendation
    and a number, each of which says the words."""
    lead = acting(people["lead_elsewhere"])
    host = next(r.organisation_id for r in lead.roles if r.code == RoleCode.SYSTEM_LEAD)
    place = people["lead_elsewhere"].memberships.get(organisation=host).organisation
    there = a_challenge(THERE, place, lead)
    actions.change_note(
        challenge=there, title=THERE, note=NoteWords(problem=THERE), change=THERE, version=1,
        by=lead, at=NOON,
    )  # fmt: skip
    zoe = joins(a_person("Zoe Marsh"), place)
    actions.appoint(challenge=there, person=zoe, code=RoleCode.SPONSOR, by=lead, at=NOON)
    actions.elect_leader(challenge=there, member=add(there, zoe, lead), by=lead, at=NOON)
    there = actions.launch_challenge(challenge=there, day_zero=TODAY, by=lead, at=NOON)
    by = acting(zoe)
    cast = Cast(place, there, {"sam": zoe})
    counted = watch(cast, THERE)
    goal = actions.set_goal(challenge=there, goal=goal_words(None, statement=THERE), by=by, at=NOON)
    test = actions.plan_test(challenge=there, plan=plan_of(cast, title=THERE), by=by, at=NOON)
    ask = actions.raise_ask(
        challenge=there, ask=actions.AskWords(kind="barrier", title=THERE, words=ASKED.words),
        to=joins(a_person("Yan Wood"), place), to_organisation=place, by=by, at=NOON,
    )  # fmt: skip
    made = actions.recommend(challenge=there, recommendation=THERE, by=by, at=NOON)
    refs = (Ref("challenge", there.pk), Ref("goal", goal.pk), Ref("test", test.pk),
            Ref("ask", ask.pk), Ref("recommendation", made.pk),
            Ref("measure", counted.pk))  # fmt: skip
    papers = (("challenge-note", there.pk), ("challenge-keeping", there.pk))
    return Things(THERE, there, papers, refs)


def _said(client: Client, *urls: str) -> str:
    return " ".join(client.get(url).content.decode(errors="replace") for url in urls)


def pages(client: Client, _person: Person, things: Things) -> str:
    own = (reverse(f"challenges:{name}", args=[things.challenge.pk]) for name in PAGES)
    return _said(client, *own, *map(reverse, EVERYWHERE))


def search(client: Client, _person: Person, things: Things) -> str:
    asked, told = things.words.split()
    return things.words if told in _said(client, f"/search/?q={asked}") else ""


def papers(client: Client, _person: Person, things: Things) -> str:
    """The twins; the files are drawn of the same description."""
    assert all(kind in documents for kind, _about in things.papers)
    return _said(client, *(f"/documents/{kind}/{about}/" for kind, about in things.papers))


def own_data(client: Client, _person: Person, things: Things) -> str:
    """What a person takes home of what is held about them, as JSON and as a workbook."""
    book = _whole(client, "/people/own-data.xlsx")
    sheets = openpyxl.load_workbook(io.BytesIO(book)).worksheets
    rows = (row for sheet in sheets for row in sheet.iter_rows(values_only=True))
    in_cells = " ".join(str(cell) for row in rows for cell in row)
    in_json = _whole(client, "/people/own-data.json").decode()
    assert (things.words in in_json) == (things.words in in_cells)
    return in_json


def _whole(client: Client, url: str) -> bytes:
    answer = client.get(url)
    return b"".join(answer) if answer.streaming else answer.content


def feed(client: Client, person: Person, _things: Things) -> str:
    secret = gatherings.new_feed(by=acting(person), at=NOON)
    return _said(client, reverse("gatherings:feed", args=[secret]))


def api(client: Client, person: Person, things: Things) -> str:
    made = people_actions.make_token(
        name="sheet", expires_on=TODAY + dt.timedelta(days=9), by=acting(person), at=NOON
    )
    signed = {"headers": {"Authorization": f"Bearer {made.secret}"}}
    asked = ["/api/v1/measures"]
    asked += [f"/api/v1/measures/{r.id}/observations" for r in things.refs if r.kind == "measure"]
    return " ".join(client.get(url, **signed).content.decode() for url in asked)  # type: ignore[arg-type]


def threads(client: Client, _person: Person, things: Things) -> str:
    return _said(client, *(f"/thread/{ref.kind}/{ref.id}/" for ref in things.refs))


WAYS: dict[str, Callable[[Client, Person, Things], str]] = {
    "page": pages,
    "search": search,
    "document": papers,
    "own_data": own_data,
    "feed": feed,
    "api": api,
    "thread": threads,
}
