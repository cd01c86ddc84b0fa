import pytest

from groundswell.cli import setup


@pytest.fixture
def checkout(monkeypatch, tmp_path):
    """An empty checkout in which commands are noted instead of run."""
    asked = []

    def note(command, otherwise, stdout=None):
        asked.append([str(part) for part in command])

    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(setup, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(setup, "_run", note)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-node.txt"):
        (tmp_path / name).write_text("one==1")
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "requirements.in").write_text("")
    return asked


def test_packages_are_installed_again_only_where_their_list_has_changed(checkout, capsys):
    setup.install("requirements.txt")
    setup.install("requirements.txt")
    assert len(checkout) == 1
    assert "--require-hashes" in checkout[0]
    (setup.ROOT / "requirements.txt").write_text("one==2")
    setup.install("requirements.txt")
    assert len(checkout) == 2


def test_the_project_itself_is_installed_without_a_look_at_any_registry(checkout):
    setup.install_project()
    assert {"--no-deps", "--no-build-isolation", "-e"} <= set(checkout[0])
    (setup.VENV / "bin" / "groundswell").write_text("")
    setup.install_project()
    assert len(checkout) == 1


@pytest.mark.parametrize(("has_node", "n_commands"), [(True, 1), (False, 2)])
def test_a_machine_without_node_gets_one_from_a_hashed_package(
    checkout, monkeypatch, has_node, n_commands, capsys
):
    monkeypatch.setattr(setup.shutil, "which", lambda name: "/usr/bin/x" if has_node else None)
    setup.build_assets()
    assert len(checkout) == n_commands
    assert checkout[-1][-1] == "groundswell.ground.web.build_assets"


def test_an_environment_that_works_is_kept_and_a_broken_one_is_made_anew(
    checkout, monkeypatch, capsys
):
    made = []
    monkeypatch.setattr(setup.venv.EnvBuilder, "create", lambda self, place: made.append(place))
    setup.make_environment()
    assert made == [setup.VENV]
    setup.PYTHON.write_text("#!/bin/sh\nexit 0\n")
    setup.PYTHON.chmod(0o755)
    setup.make_environment()
    setup.PYTHON.write_text("#!/bin/sh\nexit 1\n")
    setup.make_environment()
    assert len(made) == 2


def test_a_step_that_fails_is_told_in_one_sentence(monkeypatch, capsys):
    def fail(*, dev):
        setup._run(["false"], "The packages could not be installed: see the lines above.")

    monkeypatch.setattr(setup, "prepare", fail)
    assert setup.main(["--dev"]) == 1
    assert capsys.readouterr().out.count("\n") == 1


def test_every_step_is_taken_in_its_order(checkout, monkeypatch, capsys):
    monkeypatch.setattr(setup, "make_environment", lambda: None)
    monkeypatch.setattr(setup, "build_assets", lambda: None)
    assert setup.main([]) == 0
    packages, project = checkout
    assert packages[-1].endswith("/requirements.txt")
    assert "-e" in project


def test_a_command_that_cannot_be_started_has_not_succeeded(tmp_path):
    assert not setup._succeeds([tmp_path / "nothing"])
    assert setup._succeeds(["true"])
    assert not setup._succeeds(["false"])
