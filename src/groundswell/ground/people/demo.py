"""The people of the example partnership: five organisations, some 30 teams, 300 people.

`world.organisations` is filled by short keys (hospitals, tarnside, icb, council, kettle_on),
`world.teams` and `world.people` by name. Everybody is made up, and made again the same way.
"""

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from . import actions
from .demo_names import FIRST_NAMES, LAST_NAMES
from .models import Person, Team

if TYPE_CHECKING:  # config stands above this floor; what it hands down is used, never imported
    from groundswell.config.demo import DemoWorld

N_PEOPLE = 300
_BEGAN_DAYS_AGO = 750

_ORGANISATIONS = {
    "hospitals": ("Harrowmere Teaching Hospitals", "trust", "RZH", "harrowmere.example"),
    "tarnside": ("Tarnside Mental Health Trust", "trust", "RZT", "tarnside.example"),
    "icb": ("NHS Harrowmere and Tarnside ICB", "icb", "QZH", "harrowmere-icb.example"),
    "council": ("Tarnside Borough Council", "council", None, "tarnsidecouncil.example"),
    "kettle_on": ("Kettle On", "charity", None, "kettleon.example"),
}

# Team: larger team, organisation, people to be, titles that are common there.
_WARD = ("Staff nurse", "Healthcare assistant", "Ward clerk", "Senior staff nurse", "Junior doctor")
_OFFICE = ("Project manager", "Programme officer", "Administrator", "Business partner")
_TEAMS: dict[str, tuple[str, str, int, tuple[str, ...]]] = {
    "Medicine": ("", "hospitals", 4, ("Matron", "Service manager", "Consultant physician")),
    "Ward 7": ("Medicine", "hospitals", 16, _WARD),
    "Ward 8": ("Medicine", "hospitals", 16, _WARD),
    "Acute medical unit": ("Medicine", "hospitals", 18, _WARD),
    "Discharge lounge": ("Medicine", "hospitals", 6, ("Discharge nurse", "Healthcare assistant")),
    "Home for lunch": ("Medicine", "hospitals", 0, ()),
    "Surgery": ("", "hospitals", 3, ("Matron", "Service manager", "Consultant surgeon")),
    "Ward 12": ("Surgery", "hospitals", 14, _WARD),
    "Theatres": ("Surgery", "hospitals", 16, ("Theatre nurse", "Anaesthetic practitioner")),
    "Day surgery": ("Surgery", "hospitals", 8, ("Staff nurse", "Healthcare assistant")),
    "Emergency department": ("", "hospitals", 22, ("Emergency nurse", "Registrar", "Porter")),
    "Women and children": ("", "hospitals", 3, ("Matron", "Service manager")),
    "Maternity": ("Women and children", "hospitals", 14, ("Midwife", "Maternity support worker")),
    "Children’s ward": ("Women and children", "hospitals", 10, ("Children’s nurse", "Play worker")),
    "Pharmacy": ("", "hospitals", 10, ("Pharmacist", "Pharmacy technician")),
    "Therapies": ("", "hospitals", 12, ("Physiotherapist", "Occupational therapist", "Dietitian")),
    "Estates and porters": ("", "hospitals", 10, ("Porter", "Domestic", "Electrician")),
    "Improvement team": ("", "hospitals", 5, ("Improvement manager", "Improvement adviser")),
    "People and culture": ("", "hospitals", 6, _OFFICE),
    "Crisis team": ("", "tarnside", 12, ("Mental health nurse", "Social worker", "Psychiatrist")),
    "Community mental health": ("", "tarnside", 14, ("Community nurse", "Psychologist")),
    "Young people’s service": ("", "tarnside", 9, ("Family therapist", "Mental health nurse")),
    "Older adults": ("", "tarnside", 9, ("Mental health nurse", "Memory clinic nurse")),
    "System flow": ("", "icb", 6, _OFFICE),
    "Primary care transformation": ("", "icb", 6, _OFFICE),
    "Analytics": ("", "icb", 5, ("Analyst", "Senior analyst")),
    "Adult social care": ("", "council", 10, ("Social worker", "Care coordinator")),
    "Reablement": ("Adult social care", "council", 8, ("Reablement worker", "Team manager")),
    "Housing": ("", "council", 5, ("Housing officer", "Homelessness adviser")),
    "Volunteers": ("", "kettle_on", 8, ("Volunteer driver", "Befriender", "Volunteer")),
}


class _Known(NamedTuple):
    """Somebody of the stories: where they are, and what they hold."""

    name: str
    place: str
    teams: tuple[str, ...]
    title: str
    band: str
    roles: tuple[tuple[str, str], ...] = ()  # (code, "system", an organisation's key or a team)


_KNOWN = (
    _Known("Amara Okafor", "hospitals", ("People and culture",), "Head of organisational "
           "development", "8b"),
    _Known("Joyce Lim", "hospitals", ("Ward 7", "Ward 8", "Home for lunch"), "Ward manager", "7",
           (("team_leader", "Home for lunch"), ("team_leader", "Ward 7"),
            ("team_leader", "Ward 8"))),
    _Known("Sam Ortiz", "hospitals", ("Improvement team",), "Information analyst", "6",
           (("analyst", "hospitals"),)),
    _Known("Ngozi Bello", "hospitals", ("Improvement team",), "Director of improvement", "9",
           (("administrator", "hospitals"), ("system_lead", "hospitals"))),
    _Known("Imran Siddiqui", "hospitals", (), "Chief operating officer", "vsm",
           (("board_member", "hospitals"),)),
    _Known("Ruth Adeyemi", "hospitals", (), "Chief executive", "vsm",
           (("board_member", "hospitals"),)),
    _Known("Tom Ashworth", "icb", (), "Chair", "other", (("board_member", "system"),)),
    _Known("Dele Martins", "kettle_on", ("Volunteers",), "Volunteer coordinator", "other"),
    _Known("Leila Haddad", "icb", ("System flow",), "Director of transformation", "9",
           (("system_lead", "system"),)),
    _Known("Parveen Nasser", "hospitals", ("Pharmacy",), "Chief pharmacist", "8d"),
    _Known("Siobhan Kelly", "hospitals", ("Pharmacy",), "Ward pharmacist", "7"),
    _Known("Devan Pillai", "hospitals", ("Medicine",), "Consultant physician", "medical"),
    _Known("Ed Fairclough", "council", (), "Director of adult social care", "other"),
    _Known("Gwen Hartley", "kettle_on", ("Volunteers",), "Home-visit volunteer", "other"),
    _Known("Yusuf Rahman", "tarnside", (), "Chief operating officer", "vsm"),
    _Known("Bea Thornton", "tarnside", ("Crisis team",), "Crisis team manager", "8a"),
)  # fmt: skip
_LEADERS = {"Emergency department": "team_leader", "Crisis team": "team_leader",
            "Reablement": "team_leader"}  # fmt: skip


def load(world: "DemoWorld") -> None:
    """Fill the world with organisations, teams and people."""
    at = world.at - dt.timedelta(days=_BEGAN_DAYS_AGO)
    world.people[world.founder.name] = world.founder.person
    _add_places(world, at)
    for known in _KNOWN:
        _add_known(world, known, at)
    _add_founder_to_icb(world, at)
    _add_everybody_else(world, at)


def _add_places(world: "DemoWorld", at: dt.datetime) -> None:
    for key, (name, kind, code, _domain) in _ORGANISATIONS.items():
        world.organisations[key] = actions.add_organisation(
            name=name, kind=kind, ods_code=code, by=world.founder, at=at
        )
    for name, (larger, key, _n, _titles) in _TEAMS.items():
        world.teams[name] = actions.add_team(
            organisation=world.organisations[key],
            name=name,
            parent=world.teams.get(larger),
            by=world.founder,
            at=at,
        )


def _add_known(world: "DemoWorld", known: _Known, at: dt.datetime) -> None:
    person = actions.add_person(
        email=_address(known.name, known.place), name=known.name, by=world.founder, at=at
    )
    world.people[known.name] = person
    for team in known.teams or (None,):
        actions.add_membership(
            person=person,
            organisation=world.organisations[known.place],
            team=world.teams[team] if team else None,
            job_title=known.title,
            pay_band=known.band,
            starts_on=at.date(),
            by=world.founder,
            at=at,
        )
    for code, where in known.roles:
        actions.grant_role(
            person=person,
            code=code,
            organisation=world.organisations.get(where),
            team=world.teams.get(where),
            starts_on=at.date(),
            by=world.founder,
            at=at,
        )


def _add_founder_to_icb(world: "DemoWorld", at: dt.datetime) -> None:
    actions.add_membership(
        person=world.founder.person,
        organisation=world.organisations["icb"],
        job_title="Head of digital",
        pay_band="8c",
        starts_on=at.date(),
        by=world.founder,
        at=at,
    )


def _add_everybody_else(world: "DemoWorld", at: dt.datetime) -> None:
    names = _names(world)
    n_left = N_PEOPLE - len(world.people)
    places = [team for team, (_l, _o, n, _t) in _TEAMS.items() for _i in range(n)]
    for number in range(n_left):
        team = places[number % len(places)]
        person = _add_one(world, names.pop(), team, number, at)
        if team in _LEADERS and places.index(team) == number:
            actions.grant_role(
                person=person,
                code=_LEADERS[team],
                team=world.teams[team],
                starts_on=at.date(),
                by=world.founder,
                at=at,
            )


def _add_one(world: "DemoWorld", name: str, team: str, number: int, at: dt.datetime) -> Person:
    _larger, key, _n, titles = _TEAMS[team]
    place: Team = world.teams[team]
    nhs = key in {"hospitals", "tarnside", "icb"}
    row = actions.add_member(
        organisation=world.organisations[key],
        email=_address(name, key),
        name=name,
        team=place,
        job_title=world.random.choice(titles),
        pay_band=world.random.choice(["2", "3", "5", "5", "6", "7"]) if nhs else "other",
        staff_number=f"{key[0].upper()}{20_000 + number * 7}" if nhs else None,
        manager=world.people["Joyce Lim"] if team in {"Ward 7", "Ward 8"} else None,
        starts_on=(at - dt.timedelta(days=world.random.randrange(3_000))).date(),
        by=world.founder,
        at=at,
    )
    world.people[name] = row.person
    return row.person


def _names(world: "DemoWorld") -> list[str]:
    """More names than are needed, each once, in a mixed order that is always the same."""
    every = [f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES]
    return [n for n in world.random.sample(every, N_PEOPLE * 2) if n not in world.people]


def _address(name: str, key: str) -> str:
    plain = name.lower().replace(" ", ".").replace("’", "").replace("'", "")
    return f"{plain}@{_ORGANISATIONS[key][3]}"
