import datetime as dt
from uuid import uuid4

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError
from tests.world import NOON, a_person, acting

from groundswell.ground.kernel import jobs, registries, retention
from groundswell.ground.kernel.management.commands import keep_house
from groundswell.ground.kernel.models import Job

DAY = dt.timedelta(days=1)


class Enough(BaseException):
    """Ends the loop, as the person at the terminal would."""


@pytest.fixture
def done(monkeypatch):
    """What was done, by two chores; the clock moves on by half a day with each pause."""
    seen: list[str] = []
    minute = {"lamps.light": lambda at: seen.append("lit")}
    day = {"lamps.clean": lambda at: seen.append(f"cleaned on {at:%-d}")}
    with (
        registries.each_minute.only(**minute),
        registries.each_day.only(**day),
        time_machine.travel(NOON, tick=False) as clock,
    ):

        def pause(seconds):
            clock.shift(DAY / 2)
            if seen.count("lit") >= 4:
                raise Enough

        monkeypatch.setattr("time.sleep", pause)
        monkeypatch.setattr(
            "groundswell.ground.kernel.management.commands.keep_house.close_old_connections",
            lambda: None,
        )
        yield seen


def test_once_means_everything(done):
    call_command("keep_house")
    assert done == ["lit", "cleaned on 15"]


def test_the_loop_does_once_a_day_what_is_for_once_a_day(done):
    with pytest.raises(Enough):
        call_command("keep_house", every=60)
    assert done == ["lit", "cleaned on 15", "lit", "cleaned on 16", "lit", "lit", "cleaned on 17"]


def test_what_fails_is_said_holds_up_nothing_and_is_tried_again(done, capsys, monkeypatch):
    said = []
    monkeypatch.setattr(
        keep_house.log, "exception", lambda words, *names: said.append(words % names)
    )

    def away(at):
        raise OperationalError("away")

    def broken(at):
        done.append("tried")
        raise ValueError("broken")

    chores = {"a": away, "b": broken, "c": lambda at: done.append("cleaned")}
    with registries.each_day.only(**chores), pytest.raises(Enough):
        call_command("keep_house", every=60)
    assert done == ["lit", "tried", "cleaned"] * 4
    assert "a: not done, will try again: OperationalError" in capsys.readouterr().err
    assert set(said) == {"b: not done, will try again"}


@pytest.mark.django_db
def test_work_is_forgotten_thirty_days_after_its_end_and_not_while_it_runs():
    by = acting(a_person())
    over, running = (jobs.begin(title, by=by, at=NOON) for title in ("Over", "Running"))
    jobs.finish(over.pk, outcome="Done.", at=NOON + DAY)
    _a_task_that_ended(NOON + DAY)
    retention.forget_old_work(NOON + 31 * DAY)
    assert (Job.objects.count(), _n_tasks()) == (2, 1)
    for _ in range(2):
        retention.forget_old_work(NOON + 31 * DAY + dt.timedelta(seconds=1))
        assert [list(Job.objects.all()), _n_tasks()] == [[running], 0]


def _a_task_that_ended(at):
    from django_tasks_db.models import DBTaskResult

    DBTaskResult.objects.create(
        id=uuid4(),
        status="SUCCESSFUL",
        args_kwargs={"args": [], "kwargs": {}},
        task_path="lamps.light",
        queue_name="default",
        backend_name="default",
        finished_at=at,
        exception_class_path="",
        traceback="",
    )


def _n_tasks():
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects.count()
