"""How long readers and keepers wait in a library of 5,000 pages and 20,000 works.

    python benchmarks/library.py [READER ...]     in a database of its own, beside that of
                                                  DATABASE_URL; SQLite where it is not set

Prints how long the index of words took; then of each page the best, the middle and the worst time
on the clock, how much work it is at its best (which other programs on the machine hardly disturb),
how many queries it asks, and the ratio of that work to its limit. Ends with an error where a limit
is missed.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")
os.environ["GROUNDSWELL_DEMO"] = "1"
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

import _library  # noqa: E402
import _readers  # noqa: E402
from _timing import Timing  # noqa: E402
from groundswell.engines.library.kinds import WORK  # noqa: E402
from groundswell.engines.library.reading.links import address_of  # noqa: E402
from groundswell.ground.people.models import Person  # noqa: E402

LIMIT_MS = 100  # of server time, for every page
FILE_LIMIT_MS = 2_000  # for what somebody takes away, which is made while they wait
ALL_LIMIT_MS = 6_000  # for a file of all the literature
N_ROUNDS = 9
N_FILE_ROUNDS = 3
SEARCHES = {
    "home of the library": "/library/",
    "one word, in most things": "/library/?q=care",
    "one word, in some": "/library/?q=psychological",
    "one word, American": "/library/?q=behaviors",
    "three words, in many": "/library/?q=leadership+team+culture",
    "three words, one rare": "/library/?q=leadership+care+zebulon",
    "the beginning of a word": "/library/?q=psych",
    "the beginning of many words": "/library/?q=pro",
    "two words and a beginning": "/library/?q=team+quality+lea",
    "a slip": "/library/?q=psycholgical+saftey",
    "what is not there": "/library/?q=xylophones",
    "eight words": "/library/?q=care+team+staff+health+quality+change+study+lead",
    "with three choices": "/library/?q=care&kind=one-pager&strength=strong&year_from=2010",
    "a tag": "/library/?tag=theme+3",
    "all case studies": "/library/?kind=case-study",
    "all literature": f"/library/?kind={WORK}",
    "all literature, far on": f"/library/?kind={WORK}&page=700",
}


def searched(library: _library.Library) -> dict[str, str]:
    return {
        **SEARCHES,
        "a page": address_of(library.items[7]),
        "a work": reverse("library:work", args=[library.works[7].key]),
    }


def taken_away(library: _library.Library) -> dict[str, str]:
    """What leaves as a file."""
    pages = {"a page": library.items[7], "a page with 40 sources": library.rich}
    return {
        f"{what} as {ending.upper()}": f"{address_of(item)}{ending}/"
        for what, item in pages.items()
        for ending in ("pdf", "pptx")
    }


def timed(client: Client, what: str, address: str, limit_ms: int, rounds: int) -> float:
    """Prints what it takes; gives its ratio to the limit."""

    def ask() -> None:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
            body = b"".join(answer) if answer.streaming else answer.content
        assert answer.status_code == 200 and body, (address, answer.status_code)
        captured[:] = asked.captured_queries

    captured: list[dict[str, str]] = []
    timing = Timing(ask, rounds)
    ratio = timing.best_ms / limit_ms
    over = "  MISSED" if ratio > 1 else ""
    print(f"  {ratio:5.2f}  {timing}, {len(captured):3} queries: {what}{over}", flush=True)
    if os.environ.get("SHOW_QUERIES"):
        for query in captured:
            if float(query["time"]) > 0.01:
                print("     ", query["time"], query["sql"][:600])
    return ratio


def browser_of(person: Person | None) -> Client:
    client = Client()
    if person:
        client.force_login(person)
    return client


def main(readers: list[str]) -> int:
    library = _library.load()
    known = _readers.write(library)
    _library.tidy()
    every = searched(library)
    tours = {
        "anybody": (None, {**every, **known.of_everybody}),
        "reader": (known.reader, {**every, **known.of_reader}),
        "keeper": (known.keeper, {**every, **known.of_keeper}),
    }
    ratios: list[float] = []
    for who, (person, pages) in tours.items():
        if readers and who not in readers:
            continue
        print(f"\n{connection.vendor}, {who}: ratio to {LIMIT_MS} ms; best, middle, worst")
        client = browser_of(person)
        ratios += [timed(client, *page, LIMIT_MS, N_ROUNDS) for page in pages.items()]
    print(f"\n{connection.vendor}, what leaves as a file: ratio to {FILE_LIMIT_MS:,} ms")
    client = browser_of(known.keeper)
    files = taken_away(library)
    ratios += [timed(client, *page, FILE_LIMIT_MS, N_FILE_ROUNDS) for page in files.items()]
    print(f"\n{connection.vendor}, literature as a file: ratio to {ALL_LIMIT_MS:,} ms")
    files = known.files_of_keeper
    ratios += [timed(client, *page, ALL_LIMIT_MS, N_FILE_ROUNDS) for page in files.items()]
    print(f"\nWorst of {len(ratios)} figures: {max(ratios):.2f} of its limit")
    return int(max(ratios) > 1)


if __name__ == "__main__":
    sys.exit(_library.in_a_database_of_its_own(lambda: main(sys.argv[1:])))
