"""Who may open what: every URL, every persona, GET and POST.

The rows stand in `tests/url_rows`, a file for each room; a URL without one fails the build
(`test_url_table.py`). `Row(get, post)` gives the status that each persona is answered with; POST is
sent with an empty form. `given` names the parts of the address from the scene; the same address
with ids that nobody has is answered 404 to all who have signed in.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.test import Client
from tests.world import a_founder, a_person, a_team, an_organisation, holding, joins

from groundswell.ground.people.models import Organisation, Person, Team

PERSONAS = (
    "nobody",
    "stranger",  # works for another organisation
    "member",
    "team_leader",
    "analyst",
    "board_member",
    "administrator_here",
    "administrator_elsewhere",
    "system_administrator",
)
SIGN_IN = 302  # to the sign-in page
Answers = dict[str, int]


@dataclass
class Scene:
    """Two organisations, and one person of each kind. What is asked for belongs to `here`."""

    here: Organisation
    elsewhere: Organisation
    team: Team
    people: dict[str, Person]
    made: dict[str, Any] = field(default_factory=dict)  # what one row made for itself
    sessions: dict[str, str] = field(default_factory=dict)  # of who has signed in

    def all_sign_in(self) -> "Scene":
        """Once for many requests: signing in takes longer than most of them."""
        for persona, person in self.people.items():
            client = Client()
            client.force_login(person)
            self.sessions[persona] = client.cookies[settings.SESSION_COOKIE_NAME].value
        return self

    def browser(self, persona: str | None, **how: Any) -> Client:
        """A new one, in which that person has signed in; of nobody, in which nobody has."""
        client = Client(**how)
        if persona in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[persona]
        elif persona in self.people:
            client.force_login(self.people[persona])
        return client


def a_scene() -> Scene:
    here = an_organisation("Harrowmere Teaching Hospitals", ods_code="RZH")
    elsewhere = an_organisation("Tarnside Mental Health Trust", ods_code="RZT")
    team, other_team = a_team(here, "Ward 7"), a_team(elsewhere, "Crisis team")
    people = {
        "stranger": joins(a_person("Dele Martins"), elsewhere, other_team),
        "member": joins(a_person("Kwame Boateng"), here, team),
        "team_leader": joins(a_person("Joyce Lim"), here, team),
        "analyst": joins(a_person("Sam Ortiz"), here),
        "board_member": joins(a_person("Ruth Adeyemi"), here),
        "administrator_here": joins(a_person("Ngozi Bello"), here),
        "administrator_elsewhere": joins(a_person("Bilal Khan"), elsewhere),
        "system_administrator": a_founder().person,
    }
    holding(people["team_leader"], "team_leader", team=team)
    holding(people["analyst"], "analyst", organisation=here)
    holding(people["board_member"], "board_member", organisation=here)
    holding(people["administrator_here"], "administrator", organisation=here)
    holding(people["administrator_elsewhere"], "administrator", organisation=elsewhere)
    return Scene(here, elsewhere, team, people)


def everyone(status: int) -> Answers:
    """The same answer to all, signed in or not."""
    return dict.fromkeys(PERSONAS, status)


def signed_in(status: int, **others: int) -> Answers:
    """Whoever has signed in gets `status`, but for those named; nobody else gets further."""
    return {**everyone(status), "nobody": SIGN_IN, **others}


def only(*personas: str, status: int = 200, else_: int = 404) -> Answers:
    """Those named get `status`, the rest of the signed-in `else_`."""
    return signed_in(else_, **dict.fromkeys(personas, status))


ADMINISTRATORS = ("administrator_here", "system_administrator")
ELSEWHERE = ("stranger", "administrator_elsewhere")
STEWARDS = ("analyst", *ADMINISTRATORS)
UNUSABLE = 422  # the form came back, with what is wrong beside the field


@dataclass(frozen=True)
class Row:
    """One URL. `query` is what its address needs beside its parts; `unknown` the answer to ids
    that nobody has, 0 where the address has none."""

    get: Answers
    post: Answers
    given: Callable[[Scene], dict[str, Any]] = lambda scene: {}
    query: Callable[[Scene], str] = lambda scene: ""
    unknown: int = 404


Given = Callable[[Scene], dict[str, Any]]


def hidden_elsewhere(*personas: str, status: int = 200) -> Answers:
    """Those named get `status`; the rest of the house is refused; elsewhere it does not exist."""
    return only(*personas, status=status, else_=403) | dict.fromkeys(ELSEWHERE, 404)


def reading(answers: Answers, given: Given = lambda scene: {}, **more: Any) -> Row:
    """A page that is only read."""
    return Row(answers, signed_in(405), given, **more)


def sending(answers: Answers, given: Given = lambda scene: {}, **more: Any) -> Row:
    """An address that is only sent to."""
    return Row(signed_in(405), answers, given, **more)


def form(
    answers: Answers, given: Given = lambda scene: {}, empty: int = UNUSABLE, **more: Any
) -> Row:
    """A form: whoever sees it is answered `empty` where they send it empty."""
    sent = {persona: empty if status == 200 else status for persona, status in answers.items()}
    return Row(answers, sent, given, **more)
