import datetime as dt

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.db import connection
from django.test.utils import override_settings
from tests.ground.people.looking import found
from tests.world import NOON, TODAY, a_founder, a_person, acting, an_organisation, joins

from groundswell.ground.kernel import registries
from groundswell.ground.people import actions, housekeeping

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
IN_THE_DATABASE = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "counts"}
}


def test_a_leaver_is_found_on_the_last_day_and_by_no_colleague_after_it():
    trust = an_organisation()
    joyce, sam = (joins(a_person(name), trust) for name in ("Joyce Lim", "Sam Ortiz"))
    keys = acting(sam).reader_keys
    actions.end_membership(
        membership=joyce.memberships.get(), ends_on=TODAY, by=a_founder(), at=NOON
    )
    housekeeping.drop_leavers(NOON)
    assert [e.title for e in found("joyce", keys)] == ["Joyce Lim"]
    for _ in range(2):
        housekeeping.drop_leavers(NOON + DAY)
        assert found("joyce", keys) == []
        assert [e.title for e in found("joyce", acting(joyce).reader_keys)] == ["Joyce Lim"]
        assert len(found("joyce", a_founder().reader_keys)) == 1


def test_leavers_are_dropped_in_batches_also_where_the_timer_stood_still(monkeypatch):
    monkeypatch.setattr(housekeeping, "_AT_ONCE", 2)
    trust = an_organisation()
    people = [joins(a_person(f"Person {n}"), trust) for n in range(5)]
    for person in people:
        actions.end_membership(
            membership=person.memberships.get(), ends_on=TODAY, by=a_founder(), at=NOON
        )
    keys = frozenset({f"organisation:{trust.pk}"})
    assert len(found("person", keys)) == len(people)
    housekeeping.drop_leavers(NOON + 31 * DAY)
    assert len(found("person", keys)) == len(people)
    housekeeping.drop_leavers(NOON + 30 * DAY)
    assert found("person", keys) == []


def test_visits_that_are_over_are_forgotten():
    for key, expires in (("over", NOON - DAY), ("runs", NOON + DAY)):
        Session.objects.create(session_key=key, session_data="", expire_date=expires)
    for _ in range(2):
        housekeeping.forget_sessions(NOON)
        assert list(Session.objects.values_list("pk", flat=True)) == ["runs"]


def test_counts_of_tries_that_no_longer_hold_are_forgotten(at_noon):
    housekeeping.forget_counts(NOON)  # where the cache is no table there is nothing to do
    with override_settings(CACHES=IN_THE_DATABASE):
        call_command("createcachetable", verbosity=0)
        cache = DatabaseCache("counts", {})
        cache.set("over", 1, timeout=-10)
        cache.set("runs", 1, timeout=10 * 365 * 86_400)
        for _ in range(2):
            housekeeping.forget_counts(NOON)
            assert cache.get("runs") == 1
            assert _rows("counts") == 1


def _rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        return cursor.fetchone()[0]


def test_the_house_is_kept_by_all_rooms():
    assert set(registries.each_day) == {
        "ballots.keep_boxes",
        "challenges.chase_asks",
        "challenges.hold_checks",
        "challenges.numbers",
        "commitments.remind",
        "documents.forget_old_papers",
        "gatherings.forget",
        "gatherings.remind",
        "imports.forget_old_files",
        "kernel.old_work",
        "library.forget",
        "library.forget_files",
        "library.forget_uploads",
        "people.drop_leavers",
        "people.forget_counts",
        "people.forget_sessions",
        "surveys.keep_dates",
    }
    assert set(registries.each_minute) == {"library.keep_set_days", "messages.send_due"}
    assert settings.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] >= 10_000
