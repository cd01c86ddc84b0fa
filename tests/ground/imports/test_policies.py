"""Each step: allowed, and refused with its sentence."""

from typing import Any

import pytest
from tests.ground.imports.files import csv_of, uploaded
from tests.world import a_founder, a_person, acting, an_organisation, holding, joins

from groundswell.ground.imports import policies
from groundswell.ground.imports.importers import Place, importers
from groundswell.ground.imports.models import ImportRun

State = ImportRun.State
FILE = csv_of(["E-mail", "Name"], ["a@x.example", "A"])
STEPS = (policies.map_columns, policies.choose_options, policies.check_run, policies.abandon_run)


@pytest.fixture
def place(db: None) -> Any:
    return an_organisation()


@pytest.fixture
def ngozi(place: Any) -> Any:
    return holding(joins(a_person("Ngozi Bello"), place), "administrator", organisation=place)


@pytest.fixture
def run(ngozi: Any, place: Any) -> ImportRun:
    return uploaded(ngozi, "staff-list", FILE, place)


def test_a_file_is_begun_by_who_the_importer_lets(ngozi: Any, place: Any) -> None:
    importer = importers["staff-list"]
    assert policies.start_run(ngozi, importer, Place(place.pk))
    joyce = acting(joins(a_person("Joyce Lim"), place))
    assert "Only an administrator" in policies.start_run(joyce, importer, Place(place.pk)).reason
    assert "belongs to an organisation" in policies.start_run(ngozi, importer, Place()).reason


def test_every_step_is_its_beginners_alone(run: ImportRun, ngozi: Any, place: Any) -> None:
    other = holding(joins(a_person("Amara Okafor"), place), "administrator", organisation=place)
    run.state = State.MAPPED
    for step in (*STEPS, policies.see_run):
        assert step(ngozi, run)
        for stranger in (other, a_founder()):
            assert "Only the person who brought" in step(stranger, run).reason
    assert "Only the person" in policies.confirm_run(other, run).reason


def test_who_lost_the_role_loses_the_file(run: ImportRun, ngozi: Any) -> None:
    plain = type(ngozi)(ngozi.person, ngozi.on)
    assert "Only an administrator" in policies.see_run(plain, run).reason


def test_a_kind_of_file_that_is_gone_is_seen_no_more(run: ImportRun, ngozi: Any) -> None:
    run.importer = "no-such"
    assert "no longer" in policies.see_run(ngozi, run).reason


def test_columns_come_before_the_check(run: ImportRun, ngozi: Any) -> None:
    assert "which column" in policies.check_run(ngozi, run).reason


@pytest.mark.parametrize("state", [State.CHECKING, State.APPLYING])
def test_nothing_but_putting_away_is_done_while_work_runs(
    run: ImportRun, ngozi: Any, state: str
) -> None:
    run.state = state
    for step in (*STEPS[:3], policies.confirm_run):
        assert "still at work" in step(ngozi, run).reason
    assert policies.abandon_run(ngozi, run)


@pytest.mark.parametrize("state", [State.APPLIED, State.ABANDONED])
def test_nothing_is_done_with_a_file_that_is_over(run: ImportRun, ngozi: Any, state: str) -> None:
    run.state = state
    for step in (*STEPS[:3], policies.confirm_run):
        assert "Start with it anew" in step(ngozi, run).reason
    assert bool(policies.abandon_run(ngozi, run)) == (state == State.ABANDONED)


def test_a_file_is_confirmed_once_checked_without_faults_and_with_changes(
    run: ImportRun, ngozi: Any
) -> None:
    run.state = State.MAPPED
    assert "checked first" in policies.confirm_run(ngozi, run).reason
    run.state, run.n_faults, run.preview = State.CHECKED, 1, {"n_writes": 3}
    assert "with faults" in policies.confirm_run(ngozi, run).reason
    run.n_faults, run.preview = 0, {"n_writes": 0}
    assert "changes nothing" in policies.confirm_run(ngozi, run).reason
    run.preview = {"n_writes": 3}
    assert policies.confirm_run(ngozi, run)
