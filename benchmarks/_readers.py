"""People of that library, and as much of theirs in it as there may be: 500 of everything."""

import datetime as dt
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.urls import reverse

from _library import AT, Library
from groundswell.engines.library import actions
from groundswell.engines.library.kinds import MOST_LISTS, MOST_ON_A_LIST
from groundswell.engines.library.models import (
    Entry,
    Item,
    Note,
    Pack,
    Question,
    ReaderList,
    Saved,
    Submission,
    Term,
    Upload,
)
from groundswell.engines.library.reading.links import address_of
from groundswell.ground.people import actions as people
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Organisation, Person
from groundswell.ground.people.standing import actor_for

N_OF_EACH = 500
N_TERMS = 2_000
N_REFERENCES = 20_000
Places = dict[str, str]  # what a page is, and its address
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class People:
    """Somebody of a trust, who reads, and somebody who keeps every shelf."""

    trust: Organisation
    reader: Person
    keeper: Person
    of_reader: Places
    of_keeper: Places
    of_everybody: Places
    files_of_keeper: Places


def write(library: Library) -> People:
    by, on = library.founder, AT.date()
    trust = people.add_organisation(
        name="Harrowmere Teaching Hospitals", kind="trust", ods_code=None, by=by, at=AT
    )
    added: dict[str, Any] = {"by": by, "at": AT}
    reader = people.add_person(email="joyce@example.org", name="Joyce Lim", **added)
    people.add_membership(person=reader, organisation=trust, starts_on=on - _DAY, **added)
    keeper = people.add_person(email="sam@example.org", name="Sam Bello", **added)
    people.grant_role(
        person=keeper, code="reviewer", organisation=None, team=None, starts_on=on - _DAY, **added
    )
    _keep_back(library, trust)
    with transaction.atomic():
        return People(
            trust=trust,
            reader=reader,
            keeper=keeper,
            of_reader=_read(library, reader, keeper),
            of_keeper=_kept(library, reader, keeper),
            of_everybody=_glossary(library),
            files_of_keeper={
                "20,000 works as RIS": reverse("library:works_file", args=["ris"]),
                "what answers a question as BibTeX": reverse("library:works_file", args=["bibtex"])
                + "?q=psychological",
            },
        )


def _keep_back(library: Library, trust: Organisation) -> None:
    """Some pages are for the trust alone."""
    ids = [item.pk for item in library.items[200 : 200 + N_OF_EACH]]
    Entry.objects.filter(item__in=ids).update(audience="organisation", organisation=trust)
    Item.objects.filter(pk__in=ids).update(audience="organisation")


def _read(library: Library, reader: Person, keeper: Person) -> Places:
    lists = ReaderList.objects.bulk_create(
        ReaderList(owner=reader, title=f"List {n}", made_at=AT, share_key=uuid4())
        for n in range(MOST_LISTS)
    )
    things = [*library.items, *library.works]
    Saved.objects.bulk_create(
        (
            Saved(reader_list=kept, thing_id=things[(n * 31 + k) % len(things)].uid,
                  position=k, at=AT)
            for n, kept in enumerate(lists)
            for k in range(200 if n else MOST_ON_A_LIST)
        ),
        batch_size=500,
    )  # fmt: skip
    Note.objects.bulk_create(
        (
            Note(owner=reader, thing_id=thing.uid, words="Ask Sam of this. " * 20, at=AT - n * _DAY)
            for n, thing in enumerate(things[: 2 * N_OF_EACH])
        ),
        batch_size=500,
    )
    Note.objects.filter(owner=reader, thing_id__in=[t.uid for t in things[:N_OF_EACH:9]]).update(
        deleted_at=AT
    )
    ReaderList.objects.bulk_create(
        ReaderList(owner=reader, title=f"Gone {n}", made_at=AT, deleted_at=AT)
        for n in range(N_OF_EACH)
    )
    return {
        "a page with 40 sources, on which 500 build": address_of(library.rich),
        "a work on which 500 pages build": reverse("library:work", args=[library.cited.key]),
        "what builds on it, further on": reverse("library:work", args=[library.cited.key])
        + "?citing=9",
        "yours": reverse("library:mine"),
        "yours, further on": reverse("library:mine") + "?page=9&asked=9&sent=9",
        "a list of 200": reverse("library:list", args=[lists[1].pk]),
        "a list of 300": reverse("library:list", args=[lists[0].pk]),
        "a shared list": reverse("library:shared", args=[lists[1].share_key]),
        "a new list": reverse("library:new_list"),
        "on which of 100 lists": reverse("library:lists_of", args=[library.rich.uid]),
        "a note": reverse("library:note", args=[library.rich.uid]),
        "a question to ask": reverse("library:ask", args=[library.rich.uid]),
        "a case study to send in": reverse("library:submit"),
    }


def _kept(library: Library, reader: Person, keeper: Person) -> Places:
    days = count(1)
    asked = Question.objects.bulk_create(
        [
            *(_question(library, n, next(days), reader, None) for n in range(N_OF_EACH)),
            *(_question(library, n, next(days), reader, keeper) for n in range(N_OF_EACH)),
        ],
        batch_size=300,
    )
    told = {
        "place": "Ward 7", "sector": "acute", "lens": "patient", "context": "Nobody left. " * 40,
        "did": "We rang. " * 40, "result": "Half left. " * 40,
    }  # fmt: skip
    sent = Submission.objects.bulk_create(
        [
            Submission(
                shelf=library.shelf, sent_by=reader, title=f"Story {n}", sent_at=AT - n * _DAY,
                **(told | _decided(library, n, keeper)),
            )
            for n in range(2 * N_OF_EACH)
        ],
        batch_size=200,
    )  # fmt: skip
    _let_wait(library)
    upload = _looked_through(keeper)
    rich, shelf = library.rich, library.shelf
    return {
        "questions that wait": reverse("library:questions"),
        "questions that are answered": reverse("library:questions") + "?done=1&page=20",
        "a question to answer": reverse("library:answer", args=[asked[0].pk]),
        "case studies that wait": reverse("library:submissions"),
        "case studies that are decided": reverse("library:submissions") + "?done=1&page=20",
        "a case study sent in": reverse("library:submission", args=[sent[0].pk]),
        "what waits for keepers": reverse("library:keeping"),
        "whether it holds": reverse("library:standing", args=["library_item", rich.uid]),
        "references": reverse("library:works"),
        "references that answer a question": reverse("library:works") + "?q=care",
        "a file of 20,000 references, looked through": reverse("library:upload", args=[upload]),
        "packs": reverse("library:packs"),
        "a pack of 5,000 pages to choose": reverse("library:make_pack", args=[shelf.pk]),
        "the home page": "/",
    }


def _question(
    library: Library, n: int, day: int, asked_by: Person, answered_by: Person | None
) -> Question:
    """The first hundred are of one page and shown there."""
    answer: dict[str, Any] = {}
    if answered_by:
        answer = {
            "answer": "For every ward. " * 10, "answered_by": answered_by, "answered_at": AT,
            "is_shown": True, "shown_words": "For whom?",
        }  # fmt: skip
    return Question(
        item=library.items[1 if n < 100 else n], shelf=library.shelf, asked_by=asked_by,
        words="For whom is it? " * 10, asked_at=AT - day * _DAY, may_name=n % 2 == 0, **answer,
    )  # fmt: skip


def _decided(library: Library, n: int, by: Person) -> dict[str, Any]:
    if n < N_OF_EACH:
        return {}
    return {
        "state": "drafted", "decided_at": AT, "decided_by": by, "drafted": library.items[n],
    }  # fmt: skip


def _let_wait(library: Library) -> None:
    """Pages are due, rest on what no longer holds, and wait as drafts."""
    ids = [item.pk for item in library.items]
    n = N_OF_EACH
    for some, wait in ((ids[:n], {"review_by": AT.date()}), (ids[n : 2 * n], {"is_shaken": True})):
        Entry.objects.filter(item__in=some).update(**wait)
    Item.objects.filter(pk__in=ids[:n]).update(review_by=AT.date())
    Item.objects.filter(pk__in=ids[n : 2 * n]).update(shaken_on=AT.date())
    Item.objects.filter(pk__in=ids[2 * n : 3 * n]).update(
        live=False, first_published_at=None, began_from=f"challenge:{uuid4()}"
    )


def _looked_through(keeper: Person) -> Any:
    upload = actions.send_works(
        file_name="many.ris", content=references(N_REFERENCES), by=acting(keeper), at=AT
    )
    if upload.state == "sent":  # the worker's part, done here
        actions.look_through(upload_id=upload.pk, job_id=str(upload.job_id), at=AT)
    Upload.objects.filter(pk=upload.pk).update(job=None)
    return upload.pk


def _glossary(library: Library) -> Places:
    pack = Pack.objects.create(
        key="words", shelf=library.shelf, title="Words", licence="CC BY 4.0", version=1,
        made_on=AT.date(), taken_in_at=AT,
    )  # fmt: skip
    words = (title.split()[0].capitalize() for title in (work.title for work in library.works))
    Term.objects.bulk_create(
        (
            Term(pack=pack, term=f"{word} {n}", words="What it means to us. " * 8)
            for n, word in zip(range(N_TERMS), words, strict=False)
        ),
        batch_size=500,
    )
    here = reverse("library:glossary")
    return {
        "glossary": here,
        "glossary, a letter": f"{here}?letter=C",
        "glossary, a word": f"{here}?q=care",
        "a shared list": _shared(),
        "for search engines": reverse("library:sitemap"),
        "for search engines, a part": reverse("library:sitemap") + "?part=5",
    }


def _shared() -> str:
    kept = ReaderList.objects.exclude(share_key=None).order_by("title").first()
    assert kept is not None
    return reverse("library:shared", args=[kept.share_key])


def acting(person: Person) -> Actor:
    return actor_for(person, on=AT.date())


def references(n: int) -> bytes:
    """A file of references that are new, as RIS."""
    return "\n".join(
        f"TY  - JOUR\nAU  - Family{i % 977}, A.\nPY  - {1990 + i % 30}\n"
        f"TI  - {uuid4().hex[:8]} study number {i} of care {uuid4().hex[:6]}\n"
        f"DO  - 10.1000/{i}\nER  - \n"
        for i in range(n)
    ).encode()
