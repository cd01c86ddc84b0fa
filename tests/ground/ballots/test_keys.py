"""The folder of keys: private, durable, outside the database, and emptied."""

import os
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from groundswell.ground.ballots import checks, keys, sealing
from groundswell.ground.kernel.errors import Unusable


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.BALLOT_KEYS = str(tmp_path / "deep" / "keys")
    return tmp_path / "deep" / "keys"


def test_keys_are_files_that_only_the_program_can_read(folder: Path) -> None:
    box_id = uuid4()
    public, sealing_public = keys.make(box_id)
    assert folder.stat().st_mode & 0o777 == 0o700
    files = sorted(folder.iterdir())
    assert [f.name for f in files] == [f"{box_id}.open", f"{box_id}.sign"]
    assert {f.stat().st_mode & 0o777 for f in files} == {0o600}
    assert keys.opening(box_id).public_key().public_bytes_raw() == sealing_public
    assert len(public) > 256 and keys.signing(box_id).key_size == 2048
    assert keys.box_ids() == {box_id}


def test_keys_are_overwritten_before_they_are_unlinked(folder: Path) -> None:
    box_id = uuid4()
    keys.make(box_id)
    twin = folder.parent / "twin"
    os.link(folder / f"{box_id}.open", twin)
    before = twin.read_bytes()
    keys.destroy(box_id)
    assert not list(folder.iterdir())
    assert twin.read_bytes() != before and len(twin.read_bytes()) == 32
    keys.destroy(box_id)  # gone already: no fault
    for ask in (keys.opening, keys.signing):
        with pytest.raises(Unusable, match="BALLOT_KEYS"):
            ask(box_id)


def test_a_folder_that_others_can_read_is_refused(folder: Path) -> None:
    folder.mkdir(parents=True, mode=0o750)
    with pytest.raises(Unusable, match="0700"):
        keys.make(uuid4())
    [fault] = checks.keys_can_be_kept(None)
    assert fault.id == "groundswell.E002" and "0700" in fault.msg


def test_a_folder_that_cannot_be_made_is_refused_at_the_start_and_at_use(
    tmp_path: Path, settings: Any
) -> None:
    (tmp_path / "file").write_text("in the way")
    settings.BALLOT_KEYS = str(tmp_path / "file" / "keys")
    assert "cannot be written" in checks.keys_can_be_kept(None)[0].msg
    with pytest.raises(Unusable, match="BALLOT_KEYS"):
        keys.make(uuid4())


def test_a_folder_without_the_right_to_write_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys.os, "access", lambda *_: False)
    with pytest.raises(Unusable, match="cannot be written"):
        keys.folder()


def test_a_disk_that_is_full_is_said_and_leaves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keys.os, "fsync", full)
    with pytest.raises(Unusable, match="cannot be written"):
        keys.make(uuid4())
    assert not list(folder.glob("*.*"))
    assert not list(folder.glob(".*"))


def test_the_start_finds_nothing_wrong_with_a_good_folder(folder: Path) -> None:
    assert checks.keys_can_be_kept(None) == []


def test_the_first_of_two_peppers_stays(folder: Path) -> None:
    first = keys.pepper()
    keys._write("receipts.pepper", b"another")
    keys._pepper_in.cache_clear()
    assert keys.pepper() == first and len(first) == 32


def test_only_old_keys_count_as_strays(folder: Path) -> None:
    old, new = uuid4(), uuid4()
    for box_id in (old, new):
        keys.make(box_id)
    for file in folder.glob(f"{old}.*"):
        os.utime(file, (1_000, 1_000))
    assert keys.older_than({old, new}, time.time() - 60) == {old}


def test_what_is_sealed_opens_only_with_its_key_and_for_its_purpose(folder: Path) -> None:
    one, other = uuid4(), uuid4()
    (_a, public), (_b, _c) = keys.make(one), keys.make(other)
    sealed = sealing.seal(b"yes", public, b"one thing")
    assert sealing.unseal(sealed, keys.opening(one), b"one thing") == b"yes"
    assert sealing.unseal(sealed, keys.opening(one), b"another") is None
    assert sealing.unseal(sealed, keys.opening(other), b"one thing") is None
    assert sealing.unseal(sealed[:-1] + b"\0", keys.opening(one), b"one thing") is None
