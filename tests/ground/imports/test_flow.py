"""A file from its upload to the end: what is kept, what is refused, what happens twice."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.http import Http404
from tests.ground.imports.files import applied, checked, csv_of, reasons, uploaded
from tests.world import NOON, a_founder, a_person, all_held, an_organisation, holding, joins

from groundswell.ground.imports import actions, privacy, queries, retention, tasks, work
from groundswell.ground.imports.importers import Check, Heap, Outcome, Place, importers, start_url
from groundswell.ground.imports.models import ImportRun
from groundswell.ground.kernel.decisions import ALLOWED, Refused
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.kernel.models import AuditEvent, Job
from groundswell.ground.messages.queries import inbox_page
from groundswell.ground.people import actions as people
from groundswell.ground.people.models import Organisation, Person

State = ImportRun.State
HEAD = ("E-mail", "Name", "Team")
FILE = csv_of(HEAD, ("joyce@x.example", "Joyce Lim", "Ward 7"), ("sam@x.example", "Sam", "Ward 8"))


@pytest.fixture(autouse=True)
def _held(at_noon: Any) -> None:
    """The clock of the worker stands still too."""


@pytest.fixture
def place(db: None) -> Any:
    return an_organisation()


@pytest.fixture
def ngozi(place: Any) -> Any:
    return holding(joins(a_person("Ngozi Bello"), place), "administrator", organisation=place)


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Any:
    return django_capture_on_commit_callbacks


@pytest.fixture
def ready(commit: Any, ngozi: Any, place: Any) -> ImportRun:
    """A file whose dry run lies before its person."""
    return checked(commit, ngozi, "staff-list", FILE, place)


class Strange:
    """An importer that does what a test wants."""

    code, title, intro, fields = "strange", "Strange", "Of a test.", ()

    def __init__(self, *, check: Any = None, apply: Any = None) -> None:
        self._check, self._apply = check, apply

    def place_name(self, actor: Any, place: Any) -> str:
        return "a test"

    def may(self, actor: Any, place: Any) -> Any:
        return ALLOWED

    def options_form(self, context: Any, data: Any = None) -> None:
        return None

    def check(self, records: Any, context: Any, report: Any) -> Check:
        report("Comparing", 1, 2)
        report("Comparing", 2, 2)
        heap = Heap("added", "To add", ("What",), (("x",),))
        return self._check() if self._check else Check((heap,))

    def apply(self, check: Any, records: Any, context: Any, report: Any) -> Outcome:
        report("Saving")
        an_organisation("Half done", "charity")
        return self._apply() if self._apply else Outcome("Done.")


def raising(error: Exception) -> Any:
    def fail() -> Any:
        raise error

    return fail


def test_a_file_guesses_its_columns_and_shows_first_values(ngozi: Any, place: Any) -> None:
    run = uploaded(ngozi, "staff-list", FILE, place)
    assert (run.state, run.n_rows) == (State.UPLOADED, 2)
    assert run.mapping == {"email": 0, "name": 1, "team": 2}
    assert run.samples[2] == ["Ward 7", "Ward 8"]


def test_a_file_that_cannot_be_read_leaves_nothing(ngozi: Any, place: Any) -> None:
    with pytest.raises(Unusable) as told:
        uploaded(ngozi, "staff-list", b"", place)
    assert told.value.field == "file"
    assert not ImportRun.objects.exists()


def test_a_file_is_refused_to_who_may_not_bring_it(place: Any) -> None:
    with pytest.raises(Refused):
        uploaded(holding(a_person(), "analyst", organisation=place), "staff-list", FILE, place)


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({"name": 1}, "Choose the column that holds “E-mail”"),
        ({"email": 0, "name": 0}, "“E-mail” is chosen for “E-mail” already"),
        ({"email": 9}, "Choose one of the columns"),
        ({"email": -1}, "Choose one of the columns"),
    ],
)
def test_columns_that_do_not_fit_are_refused(
    ngozi: Any, place: Any, mapping: Any, words: str
) -> None:
    run = uploaded(ngozi, "staff-list", FILE, place)
    with pytest.raises(Unusable, match=words):
        actions.map_columns(run=run, mapping=mapping, by=ngozi, at=NOON)


def test_a_new_mapping_or_option_forgets_the_check(ready: ImportRun, ngozi: Any) -> None:
    run = actions.choose_options(run=ready, options={"whole_list": True}, by=ngozi, at=NOON)
    assert (run.state, run.preview, run.fingerprint) == (State.MAPPED, {}, "")
    run = actions.map_columns(run=run, mapping={"email": 0, "name": 1}, by=ngozi, at=NOON)
    assert (run.state, run.mapping) == (State.MAPPED, {"email": 0, "name": 1})


def test_options_chosen_before_the_columns_do_not_skip_them(ngozi: Any, place: Any) -> None:
    run = uploaded(ngozi, "staff-list", FILE, place)
    run = actions.choose_options(run=run, options={}, by=ngozi, at=NOON)
    assert run.state == State.UPLOADED


def test_what_is_applied_leaves_no_line_of_the_file(commit: Any, ready: Any, ngozi: Any) -> None:
    assert ready.preview["heaps"][0]["lines"]
    run = applied(commit, ngozi, ready)
    assert (run.state, run.applied_at, run.job.state) == (State.APPLIED, NOON, Job.State.DONE)
    assert (run.content, run.full_list, run.samples) == (None, None, [])
    assert {(h["code"], h["n"]) for h in run.preview["heaps"]} == {("added", 2), ("teams", 2)}
    assert "joyce@x.example" not in str(run.preview)


def test_a_confirmation_sent_twice_is_applied_once(commit: Any, ready: Any, ngozi: Any) -> None:
    with commit(execute=True):
        for _ in range(2):
            actions.confirm_run(run=ready, fingerprint=ready.fingerprint, by=ngozi, at=NOON)
    assert AuditEvent.objects.filter(name="import.applied").count() == 1
    again = actions.confirm_run(run=ready, fingerprint=ready.fingerprint, by=ngozi, at=NOON)
    assert again.state == State.APPLIED
    assert Person.objects.filter(email="joyce@x.example").count() == 1


def test_a_task_delivered_twice_does_its_work_once(commit: Any, ready: Any, ngozi: Any) -> None:
    run = applied(commit, ngozi, ready)
    tasks.apply.func(run_id=str(run.pk), job_id=str(run.job_id))
    tasks.check.func(run_id=str(run.pk), job_id=str(run.job_id))
    assert AuditEvent.objects.filter(name="import.applied").count() == 1
    run.refresh_from_db()
    assert run.state == State.APPLIED


def test_another_dry_run_than_the_one_that_was_read_is_not_applied(ready: Any, ngozi: Any) -> None:
    with pytest.raises(Stale):
        actions.confirm_run(run=ready, fingerprint="another", by=ngozi, at=NOON)


def test_a_world_that_changed_after_the_check_stops_the_file(
    commit: Any, ready: Any, ngozi: Any, place: Any
) -> None:
    joins(a_person("Joyce Lim", "joyce@x.example"), place)
    run = applied(commit, ngozi, ready)
    assert (run.state, run.job.state) == (State.FAILED, Job.State.FAILED)
    assert "Check it again" in run.outcome
    assert not Person.objects.filter(email="sam@x.example").exists()
    with commit(execute=True):
        actions.check_run(run=run, by=ngozi, at=NOON)
    run.refresh_from_db()
    assert applied(commit, ngozi, run).state == State.APPLIED


def test_of_two_administrators_with_one_list_the_second_looks_again(
    commit: Any, ready: Any, ngozi: Any, place: Any
) -> None:
    amara = holding(joins(a_person("Amara Okafor"), place), "administrator", organisation=place)
    second = checked(commit, amara, "staff-list", FILE, place)
    assert applied(commit, ngozi, ready).state == State.APPLIED
    assert applied(commit, amara, second).state == State.FAILED
    assert Person.objects.filter(email="joyce@x.example").count() == 1


def test_who_lost_the_role_before_the_work_began_is_refused(
    commit: Any, ready: Any, ngozi: Any
) -> None:
    with commit() as waiting:
        actions.confirm_run(run=ready, fingerprint=ready.fingerprint, by=ngozi, at=NOON)
    people.end_person(person=ngozi.person, by=a_founder(), at=NOON)
    for callback in waiting:
        callback()
    ready.refresh_from_db()
    assert (ready.state, ready.outcome) == (State.FAILED, "The account of Ngozi Bello has ended.")


def test_a_file_put_away_meanwhile_is_not_applied(commit: Any, ready: Any, ngozi: Any) -> None:
    with commit() as waiting:
        actions.confirm_run(run=ready, fingerprint=ready.fingerprint, by=ngozi, at=NOON)
    actions.abandon_run(run=ready, by=ngozi, at=NOON)
    for callback in waiting:
        callback()
    ready.refresh_from_db()
    assert (ready.state, ready.content) == (State.ABANDONED, None)
    assert not Person.objects.filter(email="joyce@x.example").exists()


def test_a_file_put_away_while_it_is_read_changes_nothing(
    commit: Any, ready: Any, ngozi: Any, monkeypatch: Any
) -> None:
    read = work._records

    def meanwhile(run: ImportRun) -> Any:
        found = read(run)
        actions.abandon_run(run=run, by=ngozi, at=NOON)
        return found

    monkeypatch.setattr(work, "_records", meanwhile)
    assert applied(commit, ngozi, ready).state == State.ABANDONED
    assert not Person.objects.filter(email="joyce@x.example").exists()


def test_a_file_that_is_gone_when_the_work_begins_says_so(commit: Any, ready: Any) -> None:
    ready.content = None
    with pytest.raises(Unusable, match="put away"):
        work._records(ready)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Unusable("Not like this."), "Not like this."),
        (IntegrityError("twice"), "Check it again"),
        (ZeroDivisionError("a bug"), "Something went wrong on our side. Nothing was changed."),
    ],
)
def test_whatever_fails_while_saving_leaves_nothing_half_done(
    commit: Any, db: None, error: Exception, words: str, caplog: Any
) -> None:
    with importers.only(strange=Strange(apply=raising(error))):
        run = checked(commit, a_founder(), "strange", FILE)
        run = applied(commit, a_founder(), run)
    assert run.state == State.FAILED
    assert words in run.outcome
    assert not Organisation.objects.filter(name="Half done").exists()


def test_whatever_fails_while_checking_is_told(commit: Any, db: None, caplog: Any) -> None:
    with importers.only(strange=Strange(check=raising(ZeroDivisionError("a bug")))):
        run = checked(commit, a_founder(), "strange", FILE)
    assert (run.state, run.job.state) == (State.FAILED, Job.State.FAILED)
    assert "division" not in run.outcome


def test_a_file_with_ragged_rows_shows_all_its_faults_in_their_order(
    commit: Any, ngozi: Any, place: Any
) -> None:
    content = csv_of(HEAD, ("not", "A", ""), ("b@x.example", "B"), ("no", "C", ""))
    run = checked(commit, ngozi, "staff-list", content, place)
    assert [row for row, _reason in reasons(run)] == [2, 3, 4]
    assert run.job.outcome == "The file has 3 faults. Nothing was changed."


def test_a_file_is_put_away_with_all_it_held(ready: ImportRun, ngozi: Any) -> None:
    run = actions.abandon_run(run=ready, by=ngozi, at=NOON)
    assert (run.state, run.content, run.full_list) == (State.ABANDONED, None, None)
    assert actions.abandon_run(run=run, by=ngozi, at=NOON).state == State.ABANDONED


def test_what_is_being_saved_is_not_put_away(ready: Any, ngozi: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(actions, "_locked", lambda run, **_: raising(OperationalError("held"))())
    with pytest.raises(Unusable, match="being saved just now"):
        actions.abandon_run(run=ready, by=ngozi, at=NOON)


def test_a_file_that_waits_for_a_week_is_put_away(ready: ImportRun, ngozi: Any, place: Any) -> None:
    retention.forget_old_files(at=NOON + dt.timedelta(days=7))
    ready.refresh_from_db()
    assert ready.state == State.CHECKED
    assert retention.forget_old_files(at=NOON + dt.timedelta(days=7, seconds=1)) == 1
    ready.refresh_from_db()
    assert (ready.state, ready.content) == (State.ABANDONED, None)
    assert retention.forget_old_files(at=NOON + dt.timedelta(days=8)) == 0


def test_a_person_who_is_erased_leaves_no_open_file(ready: ImportRun, ngozi: Any) -> None:
    assert next(iter(all_held(privacy.export(ngozi.id)).values()))[0]["file_name"] == "list.csv"
    privacy.erase(ngozi.id, NOON)
    ready.refresh_from_db()
    assert ready.state == State.ABANDONED


def test_the_database_itself_refuses_a_run_that_contradicts_itself(ready: ImportRun) -> None:
    rows = ImportRun.objects.filter(pk=ready.pk)
    for wrong in ({"state": "applied"}, {"applied_at": NOON}, {"content": None},
                  {"fingerprint": ""}, {"state": "lost"}):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def test_a_run_is_found_by_its_beginner_alone(ready: ImportRun, ngozi: Any, place: Any) -> None:
    other = holding(joins(a_person("Amara Okafor"), place), "administrator", organisation=place)
    assert queries.run_for(ngozi, ready.pk) == ready
    for stranger in (other, a_founder(), type(ngozi)(ngozi.person, ngozi.on)):
        with pytest.raises(Http404):
            queries.run_for(stranger, ready.pk)


def test_the_address_of_a_start_names_its_place(place: Any) -> None:
    assert start_url("staff-list").endswith("/start/staff-list/")
    assert start_url("x", organisation_id=place.pk).endswith(f"?organisation={place.pk}")
    assert Place() == Place(None, None)


def test_who_brought_a_file_is_told_of_its_end(commit: Any, ngozi: Any, ready: ImportRun) -> None:
    applied(commit, ngozi, ready)
    subjects = [row.subject for row in inbox_page(ngozi, number=None, at=NOON).rows]
    assert subjects == [f"{ready.file_name} is in"]
