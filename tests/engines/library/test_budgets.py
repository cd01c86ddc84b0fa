"""Every page of the library asks the database as often whether little is there or much."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.engines.library.finding.making import a_work
from tests.engines.library.keeping.test_doors import RIS
from tests.engines.library.packs.making import small, take_in
from tests.engines.library.readers.making import (
    Readers,
    a_note,
    a_question,
    a_submission,
    answered,
    as_,
    readers,
)
from tests.engines.library.standing.making import page_on, retract
from tests.world import NOON

from groundswell.engines.library import actions, queries
from groundswell.engines.library.kinds import ITEM, WORK
from groundswell.engines.library.models import Entry, Item, Question, Submission, Term
from groundswell.engines.library.queries import item_pages, work_pages
from groundswell.ground.kernel.references import Ref

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
Browse = Callable[[Any], Client]


def url(name: str, *args: Any) -> str:
    return reverse(f"library:{name}", args=args)


class Growing:
    """A library in which more of everything can be put."""

    def __init__(self) -> None:
        self.us: Readers = readers()
        self.work = a_work("Bridges", says="Care.")
        self.fallen = a_work("Ferries")
        self.joyce = as_(self.us.joyce)
        self.kept = actions.make_list(title="Kept", by=self.joyce, at=NOON)
        actions.share_list(kept=self.kept, by=self.joyce, at=NOON)
        self.kept.refresh_from_db()
        self.pack = take_in(small()).pack
        self.n = 0

    def grow(self, by: int) -> None:
        us = self.us
        for n in range(self.n, self.n + by):
            entry = page_on(f"Care page {n}", self.work, us.entry, self.fallen, tags=[f"tag {n}"])
            a_work(f"Care {n}", tags=[f"theme {n}"])
            actions.save_thing(entry=entry, kept=self.kept, by=self.joyce, at=NOON)
            gone = actions.make_list(title=f"Gone {n}", by=self.joyce, at=NOON)
            actions.delete_list(kept=gone, by=self.joyce, at=NOON)
            actions.make_list(title=f"List {n}", by=self.joyce, at=NOON)
            a_note(us.joyce, entry)
            a_question(us.joyce, us.inner, f"Question {n}?")
            answered(a_question(us.joyce, entry, f"Known {n}?"), us.system_reviewer)
            a_submission(us.joyce, us.own, title=f"Story {n}")
            drafted = a_submission(us.joyce, us.own, title=f"Drafted {n}")
            actions.draft_from_submission(sent=drafted, by=as_(us.reviewer), at=NOON)
            actions.send_works(
                file_name=f"{n}.ris", content=RIS, by=as_(us.system_reviewer), at=NOON
            )
            Term.objects.create(pack=self.pack, term=f"Care {n}", words="What it is.")
            Item.objects.filter(pk=entry.item_id).update(review_by=NOON.date())
            Entry.objects.filter(pk=entry.pk).update(review_by=NOON.date())
        self.n += by
        actions.shake(ref=Ref(WORK, self.fallen.pk), at=NOON)


@pytest.fixture
def growing() -> Growing:
    found = Growing()
    found.grow(1)
    retract(found.fallen, as_(found.us.system_reviewer))
    return found


def for_nobody(growing: Growing) -> Iterator[str]:
    yield from (growing.us.entry.url, growing.work.url, url("shared", growing.kept.share_key))
    yield from (url("index"), f"{url('index')}?q=care", f"{url('index')}?q=care&page=2")
    yield from (f"{url('index')}?kind={WORK}", url("sitemap"), f"{url('sitemap')}?part=1")
    yield from (url("glossary"), f"{url('glossary')}?letter=C", f"{url('glossary')}?q=care")
    yield f"{growing.us.entry.url}pdf/"


def for_a_reader(growing: Growing) -> Iterator[str]:
    thing = growing.us.entry.pk
    yield from (growing.us.entry.url, growing.us.inner.url, growing.work.url)
    yield from (url("index"), f"{url('index')}?q=care", f"{url('index')}?q=caer")
    yield from (url("mine"), f"{url('mine')}?page=2&asked=2&sent=2")
    yield from (url("list", growing.kept.pk), url("shared", growing.kept.share_key))
    yield from (url("change_list", growing.kept.pk), url("new_list"), url("lists_of", thing))
    yield from (url("note", thing), url("ask", thing), url("submit"))
    yield url("sent_in", Submission.objects.filter(sent_by=growing.us.joyce).earliest("pk").pk)


def for_a_keeper(growing: Growing) -> Iterator[str]:
    sent = Submission.objects.filter(title="Drafted 0").get()
    yield from (url("keeping"), url("questions"), f"{url('questions')}?done=1")
    yield from (url("submissions"), f"{url('submissions')}?done=1", url("submission", sent.pk))
    yield url("answer", Question.objects.filter(words="Question 0?").get().pk)
    yield from (url("standing", ITEM, growing.us.entry.pk), url("standing", WORK, growing.work.pk))
    yield from (url("works"), f"{url('works')}?q=care", url("works_file", "ris"))
    yield from (url("packs"), url("make_pack", growing.us.common.pk), growing.us.entry.url)
    assert sent.drafted is not None
    yield from (url("draft", sent.drafted.uid), f"{url('index')}?q=care", url("index"))


LOOKS = {
    "nobody": (None, for_nobody, 20),
    "reader": ("joyce", for_a_reader, 22),
    "keeper": ("system_reviewer", for_a_keeper, 22),
}


def counted(client: Client, addresses: list[str]) -> dict[str, int]:
    found = {}
    for address in addresses:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        found[address] = len(asked)
    return found


@pytest.mark.parametrize("who", LOOKS)
def test_a_page_asks_as_often_whether_there_is_little_or_much(
    who: str, growing: Growing, signed_in: Browse
):
    name, addresses_for, most = LOOKS[who]
    client = signed_in(getattr(growing.us, name)) if name else Client()
    addresses = list(addresses_for(growing))
    counted(client, addresses)  # what is kept in memory for good is there from now on
    few = counted(client, addresses)
    growing.grow(4)
    assert counted(client, addresses) == few
    assert {address: n for address, n in few.items() if n > most} == {}


def test_a_file_on_its_way_is_shown_with_as_few_questions_however_long(signed_in: Browse):
    us = readers()
    keeper = signed_in(us.system_reviewer)

    def asked(n: int) -> int:
        content = b"\n".join(
            f"TY  - JOUR\nTI  - Boats {n} and {i} ferries\nDO  - 10.1000/{n}.{i}\nER  - \n".encode()
            for i in range(n)
        )
        file = SimpleUploadedFile("boats.ris", content)
        place = keeper.post(url("works"), {"file": file})["Location"]
        counted(keeper, [place])
        return counted(keeper, [place])[place]

    assert asked(1) == asked(30)


def test_what_builds_on_a_thing_comes_in_parts(monkeypatch: pytest.MonkeyPatch, growing: Growing):
    monkeypatch.setattr(item_pages, "BESIDE", 2)
    monkeypatch.setattr(work_pages, "PER_PAGE", 2)
    growing.grow(2)
    for address in (growing.us.entry.url, growing.work.url):
        first, second = (
            Client().get(f"{address}{tail}").content.decode() for tail in ("", "?citing=2")
        )
        assert [f"Care page {n}" in first for n in range(3)] == [True, True, False]
        assert [f"Care page {n}" in second for n in range(3)] == [False, False, True]
        assert 'href="?citing=2#cited"' in first and 'href="?citing=1#cited"' in second
        assert "1 to 2 of 3" in first


def test_what_a_reader_asked_and_sent_comes_in_parts(
    monkeypatch: pytest.MonkeyPatch, growing: Growing
):
    monkeypatch.setattr(queries.mine, "PER_PAGE", 3)
    growing.grow(1)  # two questions and two stories for each page
    first = queries.my_page(growing.joyce, {})
    rest = queries.my_page(growing.joyce, {"asked": "2", "sent": "2"})
    assert (len(first.questions), len(rest.questions)) == (3, 1)
    assert (len(first.sent), len(rest.sent)) == (3, 1)
    assert first.questions_pager.next_url == "?asked=2#questions"
    assert rest.sent_pager.previous_url == "?sent=1#sent"
    assert len({row.pk for row in (*first.questions, *rest.questions)}) == 4


def test_search_engines_are_led_to_parts_where_one_file_is_too_small(
    monkeypatch: pytest.MonkeyPatch, growing: Growing
):
    whole = Client().get(url("sitemap")).content.decode()
    n = whole.count("<url>")
    assert n > 4 and "<sitemapindex" not in whole
    monkeypatch.setattr(import_module(queries.sitemap.__module__), "PER_PART", 3)
    index = Client().get(url("sitemap")).content.decode()
    assert index.count("<sitemap>") == -(-n // 3) and "<url>" not in index
    assert f"{url('sitemap')}?part=1</loc>" in index
    parts = [
        Client().get(f"{url('sitemap')}?part={k}").content.decode()
        for k in range(1, -(-n // 3) + 1)
    ]
    lines = [line for part in parts for line in part.splitlines() if line.startswith("<url>")]
    assert lines == [line for line in whole.splitlines() if line.startswith("<url>")]
    assert Client().get(f"{url('sitemap')}?part={len(parts) + 1}").status_code == 404
