import pytest
from django.db import transaction

from groundswell.ground.kernel import tasks


class Noted:
    """Stands in for a task: keeps what it is asked to do."""

    def __init__(self) -> None:
        self.asked: list[dict] = []

    def enqueue(self, **arguments: object) -> None:
        self.asked.append(arguments)


@pytest.fixture
def noted():
    task = Noted()
    with tasks.tasks.only(**{"lamps.light": task}):
        yield task


def test_a_task_runs_once_what_asked_for_it_is_committed(
    noted, db, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        tasks.enqueue("lamps.light", ward="7")
        assert noted.asked == []
    assert noted.asked == [{"ward": "7"}]


@pytest.mark.django_db(transaction=True)
def test_a_task_never_runs_where_what_asked_for_it_is_undone(noted):
    with pytest.raises(RuntimeError), transaction.atomic():
        tasks.enqueue("lamps.light", ward="7")
        raise RuntimeError
    assert noted.asked == []


def test_a_task_that_nobody_registered_is_an_error_at_once(noted):
    with pytest.raises(KeyError):
        tasks.enqueue("lamps.put_out")
