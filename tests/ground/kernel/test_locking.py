"""A row is held first and read then."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.world import a_person

from groundswell.ground.kernel.locking import held
from groundswell.ground.people.models import Person

pytestmark = pytest.mark.django_db


def test_a_row_is_held_before_what_belongs_to_it_is_read() -> None:
    person = a_person()
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        assert held(Person.objects.all(), person.pk) == person
    first, second = (q["sql"] for q in queries if q["sql"].startswith("SELECT"))
    assert "email" not in first
    assert "email" in second
    if connection.features.has_select_for_update:
        assert "FOR UPDATE" in first
        assert "FOR UPDATE" not in second


def test_a_row_that_is_not_there_cannot_be_held() -> None:
    person = a_person()
    with transaction.atomic(), pytest.raises(Person.DoesNotExist):
        held(Person.objects.filter(email="nobody@example.org"), person.pk)
