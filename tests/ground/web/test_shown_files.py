"""A file that a page shows: the whole of it, a part, or nothing where nothing has changed."""

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.http import Http404
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from groundswell.ground.web import shown_files
from groundswell.ground.web.shown_files import ShownFile, show_file

CONTENT = bytes(range(256)) * 1000  # more than is read at once


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> ShownFile:
    folder = tmp_path_factory.mktemp("films")
    (folder / "x.mp4").write_bytes(CONTENT)
    (folder / "empty.mp4").write_bytes(b"")
    os.utime(folder / "x.mp4", (1_780_000_000, 1_780_000_000))
    return ShownFile(FileSystemStorage(folder), "x.mp4", 'Ni"ghts\r\n.mp4', "video/mp4", 60)


def shown(film: ShownFile, method: str = "get", **headers: str) -> Any:
    return show_file(getattr(RequestFactory(), method)("/", headers=headers), film)


def end(answer: Any) -> None:
    """What the server does at the end, without the signal that an answer is over."""
    for close in answer._resource_closers:
        close()


def body(answer: Any) -> bytes:
    content = b"".join(answer) if answer.streaming else answer.content
    end(answer)
    return content


def test_the_whole_file_comes_where_no_part_is_asked_for(film: ShownFile):
    answer = shown(film)
    assert answer.status_code == 200
    assert body(answer) == CONTENT
    assert answer["Content-Length"] == str(len(CONTENT))
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["Content-Type"] == "video/mp4"
    assert answer["Cache-Control"] == "private, max-age=60"
    assert answer["Content-Disposition"] == 'inline; filename="Ni-ghts.mp4"'
    assert answer["Last-Modified"] == "Thu, 28 May 2026 20:26:40 GMT"
    assert "Content-Range" not in answer


def test_what_is_not_for_all_is_kept_by_nobody(film: ShownFile):
    private = ShownFile(film.storage, film.name, film.as_name, film.content_type)
    answer = shown(private)
    assert answer["Cache-Control"] == "private, no-store"
    end(answer)


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-", range(len(CONTENT))),
        ("bytes=0-0", range(1)),
        ("bytes=5-9", range(5, 10)),
        ("bytes=70000-200000", range(70_000, 200_001)),
        ("bytes=255999-", range(255_999, 256_000)),
        ("bytes=255990-999999", range(255_990, 256_000)),
        ("bytes=-10", range(255_990, 256_000)),
        ("bytes=-999999", range(256_000)),
        ("Bytes = 5 - 9", range(5, 10)),
    ],
)
def test_the_part_that_is_asked_for_comes_alone(film: ShownFile, asked: str, part: range):
    answer = shown(film, Range=asked)
    assert answer.status_code == 206
    assert body(answer) == CONTENT[part.start : part.stop]
    assert answer["Content-Length"] == str(len(part))
    assert answer["Content-Range"] == f"bytes {part.start}-{part.stop - 1}/256000"


def test_who_asks_for_all_from_somewhere_on_gets_a_beginning_and_where_it_ends(
    film: ShownFile, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(shown_files, "MOST_AT_ONCE", 1_000)
    got, answer = b"", shown(film, Range="bytes=0-")
    while answer.status_code == 206:
        part = body(answer)
        assert len(part) <= 1_000
        first, last = len(got), len(got) + len(part) - 1
        assert answer["Content-Range"] == f"bytes {first}-{last}/256000"
        got += part
        answer = shown(film, Range=f"bytes={len(got)}-")
    assert got == CONTENT
    exact = shown(film, Range="bytes=5-9999")
    assert body(exact) == CONTENT[5:10_000], "who says where it ends gets it whole"


@pytest.mark.parametrize("asked", ["bytes=256000-", "bytes=999999-1000000", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused_with_the_size(film: ShownFile, asked: str):
    answer = shown(film, Range=asked)
    assert (answer.status_code, body(answer)) == (416, b"")
    assert answer["Content-Range"] == "bytes */256000"


@pytest.mark.parametrize(
    "asked",
    [
        "", "bytes", "bytes=", "bytes=-", "bytes=9-5", "bytes=a-b", "bytes=0-1,5-9", "lines=1-2",
        "bytes=--1", "bytes=1e3-", "bytes=٣-٤", "bytes=" + "9" * 40 + "-",
    ],
)  # fmt: skip
def test_what_is_not_understood_brings_the_whole(film: ShownFile, asked: str):
    answer = shown(film, Range=asked.encode().decode("latin-1"))
    assert answer.status_code == 200
    assert body(answer) == CONTENT


@given(st.integers(0, 300_000), st.integers(0, 300_000))
def test_every_part_is_what_stands_there_in_the_file(film: ShownFile, first: int, length: int):
    answer = shown(film, Range=f"bytes={first}-{first + length}")
    expected = CONTENT[first : first + length + 1]
    assert answer.status_code == (206 if expected else 416)
    assert body(answer) == expected


def test_an_empty_file_has_no_part(film: ShownFile):
    empty = ShownFile(film.storage, "empty.mp4", "x.mp4", "video/mp4")
    assert body(shown(empty)) == b""
    assert shown(empty, Range="bytes=0-").status_code == 416


def test_nobody_is_sent_again_what_they_have(film: ShownFile):
    first = shown(film)
    end(first)
    again = shown(film, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, body(again)) == (304, b"")
    assert again["ETag"] == first["ETag"]
    since = shown(film, **{"If-Modified-Since": first["Last-Modified"]})
    assert since.status_code == 304
    other = shown(film, **{"If-None-Match": '"another"'})
    assert body(other) == CONTENT


def test_who_has_begun_another_version_gets_the_whole_of_this_one(film: ShownFile):
    first = shown(film)
    end(first)
    same = shown(film, Range="bytes=5-9", **{"If-Range": first["ETag"]})
    assert body(same) == CONTENT[5:10]
    other = shown(film, Range="bytes=5-9", **{"If-Range": '"another"'})
    assert (other.status_code, body(other)) == (200, CONTENT)


def test_a_changed_file_has_another_sign(tmp_path: Path):
    kept = ShownFile(FileSystemStorage(tmp_path), "x.mp4", "x.mp4", "video/mp4")
    signs = set()
    for content, day in ((b"one", 1), (b"two", 2), (b"three", 2)):
        (tmp_path / "x.mp4").write_bytes(content)
        at = dt.datetime(2026, 6, day, tzinfo=dt.UTC).timestamp()
        os.utime(tmp_path / "x.mp4", (at, at))
        answer = shown(kept)
        signs.add(answer["ETag"])
        end(answer)
    assert len(signs) == 3


def test_head_says_how_long_it_is_and_sends_nothing(film: ShownFile):
    answer = shown(film, "head", Range="bytes=5-9")
    assert (answer.status_code, answer["Content-Length"], body(answer)) == (206, "5", b"")


def test_a_file_that_the_storage_lost_is_not_there(film: ShownFile):
    with pytest.raises(Http404):
        shown(ShownFile(film.storage, "gone.mp4", "x.mp4", "video/mp4"))


def test_the_file_is_shut_where_nobody_reads_to_the_end(
    film: ShownFile, monkeypatch: pytest.MonkeyPatch
):
    opened: list[Any] = []
    open_ = film.storage.open
    monkeypatch.setattr(film.storage, "open", lambda name: opened.append(open_(name)) or opened[-1])
    answer = shown(film)
    assert next(iter(answer)) == CONTENT[: shown_files.PIECE]
    assert not opened[0].closed
    end(answer)
    assert opened[0].closed


def test_a_file_that_ends_early_ends_the_sending(film: ShownFile, tmp_path: Path):
    """It was cut after its size was read: what is there is sent, and nobody waits for more."""
    path = tmp_path / "cut.bin"
    path.write_bytes(b"abc")
    with path.open("rb") as file:
        assert list(shown_files._Part(file, range(10))) == [b"abc"]
