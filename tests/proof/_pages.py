"""Every page timed in a small and in a full system; see `pages`."""

import statistics
import time
from typing import Any

from tests.proof._databases import begin, in_a_database_of_its_own, say, told

begin()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from tests.proof._crowd import Crowd, a_crowd  # noqa: E402
from tests.url_rows import TABLE, making  # noqa: E402

from groundswell.ground.kernel.models import AuditEvent  # noqa: E402
from groundswell.ground.people.models import Person  # noqa: E402

SIZES = (50_000, 100_000)  # of either the trail is longer than it is looked through at a time
N_ROUNDS = 5
# Who looks: those who see most, and one who sees little.
LOOKERS = ("system_administrator", "administrator_here", "analyst", "team_leader", "member")
LARGE = {  # the largest of its kind in place of a new and empty one
    making.definition: lambda crowd: {"pk": crowd.definition.pk},
    making.definition_as_table: lambda crowd: {"pk": crowd.definition.pk, "ending": "csv"},
    making.measure: lambda crowd: {"pk": crowd.measure.pk},
    making.measure_as_table: lambda crowd: {"pk": crowd.measure.pk, "ending": "csv"},
    making.a_set: lambda crowd: {"pk": crowd.measure_set.pk},
    making.set_as_table: lambda crowd: {"pk": crowd.measure_set.pk, "ending": "csv"},
    making.file_of_the_administrator: lambda crowd: {"pk": crowd.file.pk},
    making.list_of_that_file: lambda crowd: {"pk": crowd.file.pk, "code": "people"},
}
LARGE[making.message_to_the_member] = lambda crowd: {
    "pk": crowd.scene.people["member"].messages.earliest("created_at").pk
}
LARGEST = {"people:organisation": lambda crowd: {"pk": crowd.partnership.pk}}
NOT_LARGE = {"measures:share": making.measure}  # of the team leader's own, not yet shared
FURTHER = {  # the same address asked in another way
    "front:search": ["?q=amara", "?q=a", "?q=amara+okafor+ward"],
    "people:organisations": ["?q=valley", "?page=2"],
    "people:organisation": ["?q=amara", "?q=zebra"],
    "people:audit": ["?person=zebra", "?event=team.added"],
    "people:audit_all": ["?person=zebra", "?event=team.added"],
    "people:find": ["?q=amara", "?q=a", "?q=zebra", "?q=amara+okafor", "?q=person.77"],
    "messages:inbox": ["?page=15"],
    "measures:index": ["?show=all"],
    "measures:new": ["?q=seen"],
    "measures:organisation": ["?show=all"],
}
FAR = {  # the long lists that are walked by key, each in its order
    "people:organisation": lambda crowd: Person.objects.filter(
        memberships__organisation=crowd.partnership
    ).order_by("name", "pk"),
    "people:audit": lambda crowd: AuditEvent.objects.filter(
        organisation_id=crowd.scene.here.pk
    ).order_by("-at", "-pk"),
    "people:audit_all": lambda crowd: AuditEvent.objects.order_by("-at", "-pk"),
}


def main() -> None:
    found = {size: in_a_database_of_its_own("pages", lambda s=size: measured(s)) for size in SIZES}
    told({"small": found[SIZES[0]], "large": found[SIZES[1]]})


def measured(size: int) -> dict[str, Any]:
    began = time.monotonic()
    crowd = a_crowd(size)
    say(f"{connection.vendor}: {crowd.counts} in {time.monotonic() - began:.0f} s")
    pages: dict[str, Any] = {}
    for name in TABLE:
        with transaction.atomic():  # what the page needs is made for it, and undone after it
            pages |= slowest(crowd, name)
            transaction.set_rollback(True)
    return {"counts": crowd.counts, "pages": pages}


def slowest(crowd: Crowd, name: str) -> dict[str, Any]:
    """For each way to ask for the page, the figures of the person who waits longest."""
    row, found = TABLE[name], {}
    given = LARGEST.get(name) or (LARGE.get(row.given) if name not in NOT_LARGE else None)
    parts = given(crowd) if given else row.given(crowd.scene)
    lookers = [p for p in LOOKERS if row.get[p] == 200] or _others(row.get)
    further = {query: query for query in ["", *FURTHER.get(name, [])]} | far_into(crowd, name)
    for label, query in further.items():
        address = reverse(name, kwargs=parts) + (query or row.query(crowd.scene))
        timed = [t for t in (asked(crowd, address, looker) for looker in lookers) if t]
        if timed:
            worst = max(timed, key=lambda t: t["ms"])
            found[name + label] = worst | {"queries": max(t["queries"] for t in timed)}
    return found


def far_into(crowd: Crowd, name: str) -> dict[str, str]:
    """The ways into the middle and to the end of a long list, and back from its end."""
    if name not in FAR:
        return {}
    keys = list(FAR[name](crowd).values_list("pk", flat=True))
    middle, last = keys[len(keys) // 2], keys[-20]
    ways = {
        "middle": f"?after={middle}",
        "last": f"?after={last}",
        "last but one": f"?before={last}",
    }
    return {f", {label} part": query for label, query in ways.items()}


def _others(answers: dict[str, int]) -> list[str]:
    return [persona for persona, status in answers.items() if status == 200][:1]


def asked(crowd: Crowd, address: str, looker: str) -> dict[str, Any] | None:
    """Median time of the page for this person; nothing where they are sent elsewhere."""
    client = Client()
    if looker != "nobody":
        client.force_login(crowd.scene.people[looker])
    status = client.get(address).status_code
    if status != 200:
        say(f"  {address} answers {looker} with {status}")
        return None
    spent, worked, size = [], [], 0
    for _ in range(N_ROUNDS):
        began, busy = time.perf_counter(), time.process_time()
        answer = client.get(address)
        size = len(b"".join(answer) if answer.streaming else answer.content)
        spent.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - busy) * 1000)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
        b"".join(answer) if answer.streaming else answer.content
    return {
        "ms": round(statistics.median(spent), 1),
        "cpu": round(statistics.median(worked), 1),
        "queries": len(queries),
        "kB": round(size / 1000),
        "looker": looker,
    }


if __name__ == "__main__":
    main()
