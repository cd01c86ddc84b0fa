import pytest
from tests.world import NOON, a_founder, a_person

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.people import actions
from groundswell.ground.people.models import Person

pytestmark = pytest.mark.django_db


def test_founder_administers_the_whole_system():
    founder = a_founder()
    assert founder.is_system_administrator
    assert AuditEvent.objects.get().name == "system.founded"


def test_system_is_founded_once():
    a_founder()
    with pytest.raises(Refused, match="already a system administrator"):
        actions.found_system(name="Someone Else", email="else@harrowmere.example", at=NOON)


def test_address_that_is_none_founds_nothing():
    with pytest.raises(Unusable, match="e-mail address such as") as caught:
        actions.found_system(name="Priya Nair", email="priya", at=NOON)
    assert caught.value.field == "email"
    assert not Person.objects.exists()


def test_nobody_has_a_password():
    assert not a_person().has_usable_password()
