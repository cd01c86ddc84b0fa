import pytest

from groundswell.cli import serve


@pytest.fixture
def asked(monkeypatch):
    """What is asked of Django before the start; `fails` names the command that does not succeed."""
    commands, fails = [], []

    def answer(command, environment):
        commands.append(command[0])
        return command[0] not in fails

    monkeypatch.setattr(serve, "_succeeds", answer)
    monkeypatch.setattr(serve, "run", lambda n_workers, environment: 0)
    return commands, fails


def test_nothing_is_served_before_the_checks_are_kept(asked, capsys):
    commands, fails = asked
    assert serve.main([]) == 0
    assert commands == ["check", "migrate"]
    fails.append("check")
    assert serve.main([]) == 1
    assert "does not start on these settings" in capsys.readouterr().out


def test_a_database_that_is_older_than_the_program_is_said(asked, capsys):
    asked[1].append("migrate")
    assert serve.main([]) == 1
    assert "--migrate" in capsys.readouterr().out


def test_the_database_is_brought_up_to_date_where_that_is_asked_for(asked):
    assert serve.main(["--migrate"]) == 0
    assert asked[0] == ["migrate", "createcachetable", "check", "migrate"]
    asked[1].append("createcachetable")
    assert serve.main(["--migrate"]) == 1


def test_the_parts_are_a_web_server_a_timer_and_as_many_workers_as_asked_for(monkeypatch, capsys):
    started = []

    class Noted:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def start(self, name, command, environment):
            started.append(name)

        def wait(self):
            return "timer"

    monkeypatch.setattr(serve, "Family", Noted)
    assert serve.run(2, {}) == 1
    assert started == ["web server", "timer", "worker 1", "worker 2"]
    assert "The timer has ended by itself" in capsys.readouterr().out
