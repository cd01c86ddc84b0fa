"""A system of full size around the scene of the URL table: everything is there, and lots of it.

Of 100,000 people a fifth work for the organisation that the pages are about, and all belong to one
partnership; 274 organisations count the same ten things; 100,000 numbers stand in 2,800 measures.
"""

import datetime as dt
import itertools
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.utils import timezone
from tests.url_table import Scene, a_scene
from tests.world import LAST_SPRING, a_founder, a_team, acting, an_organisation

from groundswell.engines.measures import actions as measures
from groundswell.engines.measures.actions import DefinitionDetails
from groundswell.engines.measures.actions.bringing import (
    Bringing,
    Destination,
    NewNumber,
    bring_in,
)
from groundswell.engines.measures.models import Definition, Measure, MeasureSet
from groundswell.ground.imports import actions as imports
from groundswell.ground.imports.importers import Place, importers
from groundswell.ground.imports.models import ImportRun
from groundswell.ground.kernel.models import AuditEvent, SearchEntry
from groundswell.ground.messages.models import Message
from groundswell.ground.people.actions import findable
from groundswell.ground.people.models import Membership, Organisation, Person, Team

FIRST = ["Amara", "Joyce", "Sam", "Ngozi", "Imran", "Ruth", "Tom", "Priya", "Dele", "Maria", "Zoë"]
LAST = ["Okafor", "Lim", "Ortiz", "Bello", "Siddiqui", "Adeyemi", "Ashworth", "Nair", "O’Neill"]
N_DEFINITIONS = 10
N_MONTHS = 36


@dataclass
class Crowd:
    """The scene, and of each kind of thing the one that is largest."""

    scene: Scene
    partnership: Organisation
    definition: Definition
    measure: Measure
    measure_set: MeasureSet
    file: ImportRun
    counts: dict[str, int]


def a_crowd(size: int) -> Crowd:
    """`size` people, and everything else in proportion; 100,000 is the size of the promise."""
    scene, at = a_scene(), timezone.now()
    partnership = an_organisation("Harrow and Tarn Partnership", kind="icb")
    everywhere = [scene.here, scene.elsewhere, *_organisations(max(1, 272 * size // 100_000), at)]
    teams = [a_team(scene.here, f"Team {n:03}") for n in range(400 * size // 100_000)]
    _people(size, everywhere, teams, partnership)
    definitions = [_definition(n, at) for n in range(N_DEFINITIONS)]
    _numbers(definitions, everywhere, teams[: 60 * size // 100_000], at)
    made = _set(scene, at)
    _trail(size, scene, at)
    _inbox(size // 100, scene, at)
    file = _file(size, scene, at)
    with connection.cursor() as cursor:  # as the server does by itself in the night
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    largest = Measure.objects.filter(team=scene.team).select_related("definition").first()
    assert largest
    return Crowd(scene, partnership, definitions[0], largest, made, file, _counts())


def _organisations(n: int, at: dt.datetime) -> list[Organisation]:
    rows = [
        Organisation(name=f"Trust of the {i:03}th valley", kind="trust", ods_code=f"T{i:03}")
        for i in range(n)
    ]
    Organisation.objects.bulk_create(rows)
    findable.show_organisations(rows)
    return rows


def _people(
    size: int, places: list[Organisation], teams: list[Team], partnership: Organisation
) -> None:
    """Every fifth in the first organisation, in one of its teams; the rest in all the others; and
    all of them in the partnership."""
    numbers = iter(range(size))
    while batch := list(itertools.islice(numbers, 5_000)):
        new = [_person(n) for n in batch]
        Person.objects.bulk_create(new)
        posts = [_post(n, p, places, teams) for n, p in zip(batch, new, strict=True)]
        everybody = [_member(p, partnership) for p in new]
        Membership.objects.bulk_create([*posts, *everybody])
        findable.show_people([p.pk for p in new], on=timezone.now().date())


_NO_PASSWORD = make_password(None)


def _person(n: int) -> Person:
    name = f"{FIRST[n % len(FIRST)]} {LAST[n // len(FIRST) % len(LAST)]} {_letters(n)}"
    return Person(
        id=uuid4(),
        email=f"person.{n}@crowd.example",
        name=name,
        created_at=timezone.now(),
        password=_NO_PASSWORD,
    )


def _letters(n: int) -> str:
    """A further name that few share."""
    return "".join(chr(97 + n // 26**place % 26) for place in range(3)).capitalize()


def _post(n: int, person: Person, places: list[Organisation], teams: list[Team]) -> Membership:
    is_here = n % 5 == 0
    return Membership(
        person=person,
        organisation=places[0] if is_here else places[1 + n % (len(places) - 1)],
        team=teams[n // 5 % len(teams)] if is_here and teams else None,
        staff_number=secrets.token_hex(6),
        job_title="Nurse",
        pay_band="5",
        starts_on=LAST_SPRING,
    )


def _definition(n: int, at: dt.datetime) -> Definition:
    details = DefinitionDetails(
        title=f"Seen within four hours, part {n}",
        number="percentage",
        good="up",
        frequency="month",
        counted="People who were seen within four hours.",
        out_of="People who came.",
    )
    return measures.define_measure(organisation=None, details=details, by=a_founder(), at=at)


def _member(person: Person, partnership: Organisation) -> Membership:
    return Membership(person=person, organisation=partnership, starts_on=LAST_SPRING)


def _numbers(
    definitions: list[Definition], places: list[Organisation], teams: list[Team], at: dt.datetime
) -> None:
    """Three years of months for each definition in each organisation, and for some teams."""
    by = acting(a_founder().person)
    team = Team.objects.get(name="Ward 7")
    own = [(definitions[0], places[0], t) for t in [team, *teams]]
    wanted = [*itertools.product(definitions, places, [None]), *own]
    added = {_destination(*one): tuple(_months(n)) for n, one in enumerate(wanted)}
    bring_in(bringing=Bringing(None, None, (), "partnership", added, (), ""), by=by, at=at)


def _destination(definition: Definition, place: Organisation, team: Team | None) -> Destination:
    label = team.name if team else place.name
    team_id = team.pk if team else None
    return Destination(definition.pk, place.pk, "", team_id, label, definition.title, is_new=True)


def _months(n: int) -> Iterator[NewNumber]:
    for month in range(N_MONTHS):
        on = dt.date(2023 + month // 12, month % 12 + 1, 1)
        level = 700 + 17 * ((month * 7 + n) % 5) + (120 if month > 20 and n % 3 == 0 else 0)
        yield NewNumber(on, level, 1_000)


def _set(scene: Scene, at: dt.datetime) -> MeasureSet:
    """A board's set: ten of its own, and the same counted by others."""
    chosen = Measure.objects.select_related("definition", "organisation", "team")
    some = [*chosen.filter(organisation=scene.here, team=None), *chosen.exclude(team=None)[:40]]
    return measures.make_set(
        title="For the board",
        audience="organisation",
        organisation=scene.here,
        measures=some,
        by=acting(scene.people["analyst"]),
        at=at,
    )


def _trail(size: int, scene: Scene, at: dt.datetime) -> None:
    """A line for each person, half of them of the organisation."""
    AuditEvent.objects.bulk_create(
        (
            AuditEvent(
                name="membership.changed",
                about_model="people.Person",
                about_id=str(uuid4()),
                about_label=f"Person {n}",
                organisation_id=scene.here.pk if n % 2 else scene.elsewhere.pk,
                by_id=scene.people["administrator_here"].pk if n % 50 == 0 else None,
                by_name="Ngozi Bello" if n % 50 == 0 else "Groundswell",
                at=at - dt.timedelta(minutes=n),
                details={"place": "Harrowmere Teaching Hospitals"},
            )
            for n in range(size)
        ),
        batch_size=5_000,
    )


def _inbox(n_messages: int, scene: Scene, at: dt.datetime) -> None:
    Message.objects.bulk_create(
        Message(
            person=person,
            kind="people.access",
            subject=f"You may see ward {n}",
            body="From today.",
            channel="inbox",
            created_at=at - dt.timedelta(hours=n),
        )
        for person in scene.people.values()
        for n in range(n_messages)
    )


def _file(size: int, scene: Scene, at: dt.datetime) -> ImportRun:
    """A staff list as long as the organisation, checked and waiting for a yes."""
    by = acting(scene.people["administrator_here"], on=at.date())
    rows = (f"{1_000_000 + n},New Person {n},new.{n}@crowd.example" for n in range(size // 5))
    content = "\n".join(["Staff number,Name,Email", *rows]).encode()
    run = imports.start_run(
        importer=importers["staff-list"],
        place=Place(scene.here.pk),
        file_name="staff.csv",
        content=content,
        by=by,
        at=at,
    )
    imports.map_columns(run=run, mapping=run.mapping, by=by, at=at)
    imports.check_run(run=run, by=by, at=at)
    run.refresh_from_db()
    assert run.state == "checked", run.outcome
    return run


def _counts() -> dict[str, int]:
    from groundswell.engines.measures.models import Observation

    return {
        "people": Person.objects.count(),
        "organisations": Organisation.objects.count(),
        "measures": Measure.objects.count(),
        "numbers": Observation.objects.count(),
        "search entries": SearchEntry.objects.count(),
        "lines of the trail": AuditEvent.objects.count(),
    }
