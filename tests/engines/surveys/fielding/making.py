"""Surveys in the field that tests are about, and somebody who answers them."""

import datetime as dt
import html
import re
from typing import Any

from django.db.models import Case, When
from django.test import Client
from tests.world import NOON, TODAY, a_person, a_team, acting, an_organisation, joins

from groundswell.engines.surveys import actions
from groundswell.engines.surveys.actions import DoorwayDetails, PartDetails
from groundswell.engines.surveys.answering import keeping
from groundswell.engines.surveys.definition import (
    Condition,
    Definition,
    Kind,
    Option,
    Page,
    Question,
)
from groundswell.engines.surveys.definition.reading import to_json
from groundswell.engines.surveys.models import Doorway, Survey
from groundswell.ground.ballots import actions as ballots
from groundswell.ground.ballots.models import Box, Invitation
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Organisation, Person

DAY = dt.timedelta(days=1)
AGREE = tuple(
    Option(code, {"en-gb": label, "cy": welsh})
    for code, (label, welsh) in enumerate(
        [
            ("Strongly disagree", "Anghytuno’n gryf"),
            ("Disagree", "Anghytuno"),
            ("Neither", "Y naill na’r llall"),
            ("Agree", "Cytuno"),
            ("Strongly agree", "Cytuno’n gryf"),
        ],
        1,
    )
)


def an_item(name: str, label: str, **changes: Any) -> Question:
    usual: dict[str, Any] = {"options": AGREE, "allows_na": True}
    return Question(name, Kind.SCALE, {"en-gb": label}, **{**usual, **changes})


DEFINITION = Definition(
    ("en-gb", "cy"),
    (
        Page(
            {"en-gb": "Your team", "cy": "Eich tîm"},
            (
                an_item("energy", "I have the energy I need.", is_required=True),
                an_item("safe", "It is safe to say what I think."),
            ),
        ),
        Page(
            {"en-gb": "Learning together"},
            (
                an_item("learn", "We learn when something goes wrong."),
                Question(
                    "helps",
                    Kind.SEVERAL,
                    {"en-gb": "What helps?"},
                    (Option(0, {"en-gb": "Time"}), Option(1, {"en-gb": "Rest"})),
                ),
            ),
        ),
        Page(
            {"en-gb": "More about safety"},
            (
                Question(
                    "why",
                    Kind.TEXT,
                    {"en-gb": "What would make it safer?"},
                    shown_if=(Condition("safe", frozenset({1, 2})),),
                ),
            ),
        ),
        Page({"en-gb": "Last"}, (Question("more", Kind.TEXT, {"en-gb": "Anything else?"}),)),
    ),
)


def a_ward(n: int = 12, name: str = "Ward 7", trust: Organisation | None = None) -> list[Person]:
    trust = trust or an_organisation()
    team = a_team(trust, name)
    return [joins(a_person(f"{name} Nurse {i}"), trust, team) for i in range(n)]


def a_draft(keeper: Actor, trust: Organisation, **changes: Any) -> Survey:
    usual: dict[str, Any] = {
        "title": "Working here, spring 2026",
        "purpose": "It asks how it feels to work on your ward.",
        "definition": to_json(DEFINITION),
        "closes_on": TODAY + 14 * DAY,
        "results_on": TODAY + 28 * DAY,
        "k_comments": 20,
        "made_at": NOON,
        "changed_at": NOON,
    }
    return Survey.objects.create(organisation=trust, keeper_id=keeper.id, **{**usual, **changes})


def launched(survey: Survey, keeper: Actor, *parts: PartDetails, at: dt.datetime = NOON) -> Survey:
    """The survey in the field, its invitations given."""
    chosen = parts or (PartDetails("organisation", organisation_id=survey.organisation_id),)
    actions.set_audience(survey=survey, parts=chosen, by=keeper, at=at)
    survey = actions.launch_survey(survey=survey, by=keeper, at=at).survey
    actions.give_invitations(survey=survey, at=at)
    keeping.forget(survey.pk)
    return survey


def a_keeper(trust: Organisation, name: str = "Sam Ortiz") -> Actor:
    return acting(joins(a_person(name), trust))


def a_survey_in_the_field(n: int = 12, **changes: Any) -> Survey:
    """Twelve of ward 7, ten of ward 9 and the keeper are asked; ward 9 is counted with the trust,
    or the keeper would stand alone there."""
    trust = an_organisation()
    a_ward(n, trust=trust)
    a_ward(10, "Ward 9", trust=trust)
    keeper = a_keeper(trust)
    return launched(a_draft(keeper, trust, **changes), keeper)


def keeper_of(survey: Survey) -> Actor:
    return acting(survey.keeper)


def box_of(survey: Survey) -> Box:
    return Box.objects.get(pk=survey.box_id)


def links_of(survey: Survey, n: int = 1, at: dt.datetime = NOON) -> list[str]:
    """New links of n invitations that have begun nothing, those of ward 7 first."""
    groups = {group.label: group.code for group in survey.groups.all()}
    waiting = Invitation.objects.filter(box_id=survey.box_id, path="")
    first = Case(When(group=groups.get("Ward 7", ""), then=0), default=1)
    rows = waiting.order_by(first, "pk")[:n]
    return [ballots.make_link(invitation=one, at=at) for one in rows]


def a_doorway(survey: Survey, keeper: Actor, kind: str = "open", quota: int = 20) -> Doorway:
    details = DoorwayDetails(kind, "By the kettle", quota)
    return actions.open_doorway(survey=survey, details=details, by=keeper, at=NOON)


class Respondent:
    """Somebody without scripts and without cookies, who presses what the page offers."""

    def __init__(self, path: str = "") -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.path, self.text, self.status = path, "", 0
        if path:
            self.opens(path)

    def opens(self, path: str) -> "Respondent":
        return self._take(path, self.client.get(path))

    def presses(self, go: str, **answers: Any) -> "Respondent":
        """Press the button of that value, with these answers beside what the page carries."""
        given = {name if name in _OWN else f"a-{name}": value for name, value in answers.items()}
        fields = {**self.fields(), **given, "go": go}
        path = self.action
        self.last = (path, fields)
        return self._take(path, self.client.post(path, fields))

    def presses_again(self) -> "Respondent":
        path, fields = self.last
        return self._take(path, self.client.post(path, fields))

    def fields(self) -> dict[str, Any]:
        """All that the form on the page would send if nothing was touched."""
        found: dict[str, list[str]] = {}
        for kind, name, value, rest in _INPUT.findall(self.text):
            if kind == "hidden" or " checked" in rest:
                found.setdefault(name, []).append(html.unescape(value))
        for name, value in _AREA.findall(self.text):
            if value.strip("\n"):
                found.setdefault(name, []).append(html.unescape(value.removeprefix("\n")))
        return found

    @property
    def action(self) -> str:
        found = re.search(r'<form method="post" id="answers" action="([^"]*)"', self.text)
        assert found, self.heading
        return html.unescape(found[1])

    @property
    def heading(self) -> str:
        found = re.search(r"<h1>(.*?)</h1>", self.text, re.DOTALL)
        return html.unescape(re.sub(r"<[^>]*>", "", found[1])) if found else ""

    @property
    def words(self) -> str:
        found = re.search(r'<p class="code">(.*?)</p>', self.text)
        return re.sub(r"<[^>]*>", "", found[1]) if found else ""

    def _take(self, path: str, response: Any) -> "Respondent":
        self.path, self.status, self.text = path, response.status_code, response.content.decode()
        self.response = response
        return self


_OWN = {"group", "seen", "language", "slip", "token", "at", "door"}
_INPUT = re.compile(r'<input type="(\w+)" name="([^"]*)"(?: id="[^"]*")? value="([^"]*)"([^>]*)>')
_AREA = re.compile(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', re.DOTALL)


def finished(respondent: Respondent, **answers: Any) -> Respondent:
    """From the promise to the thanks, answering `energy` and whatever else is given."""
    respondent.presses("start").presses("next", energy=4, **answers)
    return respondent.presses("check").presses("send", seen="yes")
