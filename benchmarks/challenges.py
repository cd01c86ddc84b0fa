"""How long the pages over many challenges take: 200 of them, with 3,000 people in their teams.

    .venv/bin/python benchmarks/challenges.py [CHALLENGES]

Limit: the portfolio, the register of asks, the many-teams view and home in under 100 ms of server
time, and with as many queries as for a quarter of them. `DATABASE_URL` chooses the database as
everywhere; nothing of it is touched but one of its own.
"""

import datetime as dt
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 0.1  # seconds
A_TEAM, N_TESTS = 15, 5  # of each challenge
PAGES = ("challenges:index", "challenges:register", "challenges:many_teams", "front:home")


def fill(first: int, n: int, lead: Any, host: Any, at: dt.datetime) -> None:
    """More challenges under way, numbered from `first`, with their teams and tests; as rows: how
    they come is not measured."""
    from groundswell.ground.people.models import Person
    from groundswell.wings.challenges import models as m

    wave = m.Wave.objects.create(
        organisation=host, title=f"Wave of {first}", made_by=lead.person, made_at=at
    )
    made = {"made_by": lead.person, "made_at": at}
    challenges = m.Challenge.objects.bulk_create(
        m.Challenge(
            organisation=host, wave=wave, title=f"Challenge {first + i}", stage="live",
            day_zero=at.date() - dt.timedelta(days=i % 100), launched_at=at,
            launched_by=lead.person, **made,
        )
        for i in range(n)
    )  # fmt: skip
    people = Person.objects.bulk_create(
        Person(email=f"p{first}.{i}@harrowmere.example", name=f"Person {i}", created_at=at)
        for i in range(n * A_TEAM)
    )
    m.Member.objects.bulk_create(
        m.Member(
            challenge=challenges[i // A_TEAM], person=person, organisation=host,
            joined_on=at.date(), added_by=lead.person, added_at=at,
        )
        for i, person in enumerate(people)
    )  # fmt: skip
    m.Test.objects.bulk_create(
        m.Test(
            challenge=challenges[i // N_TESTS], number=i % N_TESTS + 1, title="A test",
            hypothesis="x", smallest="x", prediction="x", owner=people[i], people_reached=i % 40,
            **made,
        )
        for i in range(n * N_TESTS)
    )  # fmt: skip
    m.Ask.objects.bulk_create(
        m.Ask(
            challenge=challenge, number=1, kind="permission", title="Leave to try", words="x",
            to=lead.person, to_organisation=host, asked_by=people[i * A_TEAM], asked_at=at,
            asked_on=at.date(),
            due_on=at.date() + dt.timedelta(days=7),
        )
        for i, challenge in enumerate(challenges)
    )  # fmt: skip


def least(client: Any, address: str) -> float:
    """Seconds of server time, the least of five."""
    spent = []
    for _round in range(5):
        begun = time.process_time()
        answer = client.get(address)
        spent.append(time.process_time() - begun)
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")
    return min(spent)


def n_queries(client: Any, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)  # what is loaded once is loaded now
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def measure(n: int) -> None:
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from groundswell.ground.people import actions as people
    from groundswell.ground.people.standing import actor_for

    at = timezone.now()
    founder = people.found_system(name="Priya Nair", email="priya.nair@harrowmere.example", at=at)
    host = people.add_organisation(name="Harrowmere", kind="trust", by=founder, at=at)
    person = people.add_person(
        email="ngozi.bello@harrowmere.example", name="Ngozi Bello", by=founder, at=at
    )
    people.grant_role(
        person=person, code="system_lead", organisation=host, starts_on=at.date(), by=founder, at=at
    )
    lead, some = actor_for(person, on=at.date()), n // 4
    client = Client()
    client.force_login(person)
    fill(0, some, lead, host, at)
    few = {name: n_queries(client, reverse(name)) for name in PAGES}
    fill(some, n - some, lead, host, at)
    print(f"{n:,} challenges, {n * A_TEAM:,} people in their teams")
    for name in PAGES:
        spent = least(client, reverse(name))
        ratio = spent / LIMIT
        n_now = n_queries(client, reverse(name))
        told = f"{n_now} queries" if n_now == few[name] else f"{few[name]} queries, then {n_now}"
        print(f"  {name}: {spent * 1000:.0f} ms, ratio to the limit of 100 ms: {ratio:.2f}; {told}")
        if n_now > few[name]:
            raise SystemExit(f"{name} asks the database more for more challenges")


def main() -> None:
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")
    os.environ["GROUNDSWELL_DEMO"] = "1"
    os.environ["GROUNDSWELL_VAR"] = tempfile.mkdtemp()
    sys.path.insert(0, str(ROOT / "src"))
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment

    setup_test_environment()
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["NAME"] = "benchmark_of_challenges"
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        measure(n)
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
