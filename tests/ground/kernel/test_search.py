import threading
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections
from hypothesis import given
from hypothesis import strategies as st

from groundswell.ground.kernel import search
from groundswell.ground.kernel.models import SearchEntry, SearchWord

pytestmark = pytest.mark.django_db
TRUST, OTHER = "organisation:1", "organisation:2"


def a_thing(title: str, **details: Any) -> search.Findable:
    entry = search.Findable(**{
        "id": uuid4(),
        "kind": "person",
        "title": title,
        "detail": "",
        "url": "/x/",
        "readers": frozenset({TRUST}),
        **details,
    })
    search.put([entry])
    return entry


def titles(question: str, *keys: str, **details: Any) -> list[str]:
    found = search.find(question, keys=frozenset(keys or {TRUST}), **details)
    return [entry.title for entry in found.entries]


@pytest.mark.parametrize(
    "question", ["zoë", "ZOE", "zo oneil", "o’neill zoe", "O’NEILL", "  zoe\0 ", "zoe 😀"]
)
def test_a_person_is_found_by_the_beginnings_of_words_without_accents(question: str) -> None:
    a_thing("Zoë O’Neill", also="zoe.oneill@x.example")
    a_thing("Sam Ortiz")
    assert titles(question) == ["Zoë O’Neill"]


def test_of_an_address_that_is_asked_for_the_server_is_not_looked_at() -> None:
    a_thing("Zoë O’Neill", also="zoe.oneill")
    assert titles("Zoe.ONeill@harrowmere.example") == ["Zoë O’Neill"]
    assert titles("@harrowmere.example") == []


@pytest.mark.parametrize("question", ["", "   ", "\0", "😀", "\u202e", "’", "oe", "zoe sam"])
def test_what_begins_no_word_and_what_is_no_word_finds_nothing(question: str) -> None:
    a_thing("Zoë O’Neill")
    a_thing("Sam Ortiz")
    found = search.find(question, keys=frozenset({TRUST}))
    assert (found.entries, found.n, found.is_more) == ([], 0, False)


def test_strokes_and_ligatures_are_found_by_the_plain_letters() -> None:
    a_thing("Łucja Ægir Straße")
    assert titles("lucja aegir strasse") == titles("ŁUCJA ÆGIR STRASSE") == ["Łucja Ægir Straße"]


def test_only_who_holds_a_key_finds_a_thing_and_everyone_finds_what_is_open() -> None:
    a_thing("Ward seven")
    a_thing("Ward open", readers=frozenset({search.EVERYONE}))
    assert titles("ward", TRUST) == ["Ward open", "Ward seven"]
    assert titles("ward", OTHER) == ["Ward open"]


def test_each_word_must_be_readable_by_the_one_who_asks() -> None:
    a_thing("Ward seven", readers=frozenset({TRUST}))
    a_thing("Ward eight", readers=frozenset({OTHER}))
    assert titles("ward seven", OTHER) == []


def test_a_thing_that_two_keys_read_is_found_once() -> None:
    a_thing("Ward seven", readers=frozenset({TRUST, OTHER}), also="ward wards")
    assert titles("ward", TRUST, OTHER) == ["Ward seven"]


def test_putting_again_brings_words_readers_and_title_up_to_date() -> None:
    first = a_thing("Ward seven")
    search.put([
        search.Findable(first.id, "team", "Ward eight", "Moved", "/y/", frozenset({OTHER}))
    ])
    assert titles("seven", TRUST) == titles("eight", TRUST) == []
    [entry] = search.find("eight", keys=frozenset({OTHER})).entries
    assert (entry.kind, entry.detail, entry.url) == ("team", "Moved", "/y/")


def test_what_is_dropped_is_found_no_more_and_dropping_again_is_no_error() -> None:
    first = a_thing("Ward seven")
    for _ in range(2):
        search.drop([first.id])
    assert titles("ward") == [] and not SearchWord.objects.exists()


def test_the_last_of_two_entries_of_one_thing_counts() -> None:
    one = UUID(int=1)
    search.put(
        search.Findable(one, "team", title, "", "/", frozenset({TRUST}))
        for title in ("Ward seven", "Ward eight")
    )
    assert titles("ward") == ["Ward eight"]


def test_more_than_one_batch_is_put_and_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_BATCH", 8)
    things = [
        search.Findable(uuid4(), "team", f"Ward {n}", "", "/", frozenset({TRUST})) for n in range(7)
    ]
    search.put(things)
    search.put(things)
    assert len(titles("ward")) == 7
    search.drop(t.id for t in things)
    assert not SearchEntry.objects.exists()


def test_a_long_word_is_cut_in_the_index_and_in_the_question_alike() -> None:
    a_thing("a" * 70)
    assert titles("a" * 65) == ["a" * 70]


def test_an_endless_title_and_an_endless_question_are_cut() -> None:
    a_thing(" ".join(f"word{n}" for n in range(1_000)))
    assert SearchWord.objects.count() == search.MOST_WORDS
    eight = [f"word{n}" for n in range(1, 9)]
    assert len(titles(" ".join([*eight, *(["none"] * 999)]))) == 1


def test_the_kinds_share_what_is_shown_and_all_are_counted() -> None:
    for n in range(9):
        a_thing(f"Ward {n}", kind="measure")
    a_thing("Ward seven", kind="team")
    found = search.find("ward", keys=frozenset({TRUST}), most=4)
    assert [(e.kind, e.title) for e in found.entries] == [
        ("measure", "Ward 0"), ("measure", "Ward 1"), ("measure", "Ward 2"), ("team", "Ward seven"),
    ]  # fmt: skip
    assert found.n_of_kind == {"measure": 9, "team": 1} and found.n == 10 and not found.is_more


def test_of_too_many_the_exact_word_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_COUNTED", 2)
    for title in ("Alan Ash", "Ali Ash", "Al Jones", "Alma Ash"):
        a_thing(title)
    found = search.find("al", keys=frozenset({TRUST}))
    assert "Al Jones" in [e.title for e in found.entries]
    assert found.n == 2 and found.is_more


def test_what_many_keys_read_may_be_cut_and_then_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_MOST_ROWS", 3)
    keys = frozenset(f"organisation:{n}" for n in range(3))
    a_thing("Ward seven", readers=keys)
    a_thing("Ward eight", readers=keys)
    found = search.find("ward", keys=keys)
    assert found.n in {1, 2} and found.is_more


def test_a_question_of_any_length_takes_three_queries_at_most(
    django_assert_max_num_queries: Any,
) -> None:
    for n in range(60):
        a_thing(f"Ward {n} north")
    for question in ("ward", "ward north", "w n " * 2_000):
        with django_assert_max_num_queries(3):
            assert titles(question)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more_and_keeps_no_capitals(text: str) -> None:
    folded = search.words_of(text)
    assert search.words_of(" ".join(folded)) == folded
    assert all(word == word.lower() for word in folded)


def test_folding_every_single_character_twice_changes_nothing_more() -> None:
    for code in range(0x110000):
        folded = search.fold(chr(code))
        assert search.fold(folded) == folded, hex(code)


@pytest.mark.parametrize("question", ["100%", "a_b", "q\\", "'; drop table", "%", "_"])
def test_signs_that_a_database_reads_are_only_signs(question: str) -> None:
    a_thing("Nobody asked for this")
    assert titles(question) == []


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_a_beginning_is_a_beginning_in_the_words_of_either_database(
    vendor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_thing("Zoë O’Neill")
    a_thing("Zabc")
    if vendor == connection.vendor or vendor == "postgresql":  # LIKE is understood by both
        monkeypatch.setattr(search, "connection", SimpleNamespace(vendor=vendor))
        assert titles("zo") == ["Zoë O’Neill"]


def test_the_database_answers_from_its_index() -> None:
    for n in range(50):
        a_thing(f"Ward {n}", readers=frozenset({f"organisation:{n}"}))
    rows = SearchWord.objects.filter(
        search._begins("war"), reader__in=frozenset({TRUST, search.EVERYONE})
    ).values_list("entry_id", flat=True)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE kernel_searchword")
            cursor.execute("SET LOCAL enable_seqscan = off")  # fifty rows are read faster so
    plan = rows.explain()
    assert "search_reader_word" in plan
    if connection.vendor == "postgresql":
        assert "~>=~" in plan and "Seq Scan" not in plan  # a pattern class: any locale will do
    else:
        assert "COVERING INDEX" in plan and "word>? AND word<?" in plan


@pytest.mark.django_db(transaction=True)
def test_two_who_change_one_thing_at_once_both_come_through() -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("needs a database that several connections share")
    one, faults = UUID(int=1), []

    def change(title: str) -> None:
        try:
            for _ in range(20):
                search.put([search.Findable(one, "team", title, "", "/", frozenset({TRUST}))])
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=change, args=(f"Ward {n} north",), daemon=True) for n in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert faults == []
    [title] = titles("ward north")
    assert SearchWord.objects.filter(word__in=title.lower().split()).count() == 3
    assert SearchWord.objects.count() == 3


def test_things_of_one_kind_alone_are_found_where_a_kind_is_named() -> None:
    a_thing("Joyce Lim")
    a_thing("Joyce Ward", kind="team")
    assert titles("joyce", kind="person") == ["Joyce Lim"]
    assert titles("joyce", kind="team") == ["Joyce Ward"]
    assert titles("joyce") == ["Joyce Lim", "Joyce Ward"]
