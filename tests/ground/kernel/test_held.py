import pytest
from tests.world import NOON, a_founder, a_person

from groundswell.ground.kernel import jobs
from groundswell.ground.kernel.held import HeldRows
from groundswell.ground.kernel.models import AuditEvent, Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def titles() -> list[str]:
    founder = a_founder()
    names = [f"Job {n}" for n in range(5)]
    for name in names:
        jobs.begin(name, by=founder, at=NOON)
    return names


def test_rows_are_read_only_as_far_as_asked(titles, django_assert_num_queries):
    with django_assert_num_queries(0):
        held = HeldRows(Job.objects.order_by("title").values("title"))
    with django_assert_num_queries(1) as asked:
        assert held[:2] == [{"title": "Job 0"}, {"title": "Job 1"}]
    assert "LIMIT 2" in asked.captured_queries[0]["sql"]


def test_all_rows_come_in_order_and_as_they_are_told(titles):
    held = HeldRows(Job.objects.order_by("-title"), lambda job: {"name": job.title})
    assert list(held) == [{"name": title} for title in reversed(titles)]
    assert held[:1] == [{"name": "Job 4"}]


def test_lines_of_one_moment_keep_the_order_in_which_they_were_written():
    for n in range(30):
        a_person(f"Person {n}")
    added = AuditEvent.objects.filter(name="person.added", at=NOON).order_by("at", "pk")
    assert [e.about_label for e in added] == [f"Person {n}" for n in range(30)]
