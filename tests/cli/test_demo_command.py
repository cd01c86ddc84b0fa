import socket

import pytest

from groundswell.cli import demo


@pytest.fixture
def taken_port():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_a_port_that_is_taken_is_passed_over_or_said(taken_port, monkeypatch):
    monkeypatch.setattr(demo, "FIRST_PORT", taken_port)
    monkeypatch.setattr(demo, "LAST_PORT", taken_port + 50)
    assert taken_port < demo.port_to_use(None) <= taken_port + 50
    with pytest.raises(demo.CannotStart, match=f"Port {taken_port} is taken: choose another"):
        demo.port_to_use(taken_port)
    monkeypatch.setattr(demo, "LAST_PORT", taken_port)
    with pytest.raises(demo.CannotStart, match="are all taken"):
        demo.port_to_use(None)


def test_the_demonstration_never_uses_a_database_of_real_people(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://trust/real")
    environment = demo._environment(tmp_path / "demo.sqlite3")
    assert environment["DATABASE_URL"] == f"sqlite:///{tmp_path}/demo.sqlite3"
    assert environment["GROUNDSWELL_DEMO"] == "1"


@pytest.fixture
def folder(monkeypatch, tmp_path):
    """An empty place for the database; the commands that would fill it are only noted."""
    monkeypatch.setattr(demo, "HERE", tmp_path)
    monkeypatch.setattr(demo, "DATABASE", tmp_path / "groundswell.sqlite3")
    monkeypatch.setattr(demo, "LOADING", tmp_path / "loading.sqlite3")
    return tmp_path


def test_a_load_that_was_cut_short_is_begun_anew(folder, monkeypatch, capsys):
    (folder / "loading.sqlite3").write_text("half of it")
    (folder / "loading.sqlite3-wal").write_text("half of it")
    asked = []

    def note(command, database):
        asked.append(" ".join(command[1:])[:30])
        if not database.exists():
            database.write_text("")
        if "_FOLD" in asked[-1] or "sqlite3" in command[-1]:
            database.write_text("whole")

    monkeypatch.setattr(demo, "_run", note)
    demo.prepare()
    assert (folder / "groundswell.sqlite3").read_text() == "whole"
    assert not (folder / "loading.sqlite3").exists()
    assert not (folder / "loading.sqlite3-wal").exists()
    n_steps = len(asked)
    demo.prepare()
    assert asked[n_steps:] == ["-m django migrate --verbosity="], "what was done is kept"


def test_a_load_that_fails_says_so_and_leaves_no_database(folder, monkeypatch, capsys):
    monkeypatch.setattr(demo, "end_with_parent", lambda: None)
    monkeypatch.setattr(demo.sys, "executable", "/bin/false")
    assert demo.main(["--port", str(demo.port_to_use(None))]) == 1
    assert "could not be prepared" in capsys.readouterr().out
    assert not (folder / "groundswell.sqlite3").exists()


def test_starting_anew_forgets_what_was_done(folder, monkeypatch):
    (folder / "groundswell.sqlite3").write_text("whole")
    monkeypatch.setattr(demo, "end_with_parent", lambda: None)
    monkeypatch.setattr(demo, "prepare", lambda: None)
    monkeypatch.setattr(demo, "run", lambda port: 0)
    assert demo.main(["--reset"]) == 0
    assert not folder.exists()
