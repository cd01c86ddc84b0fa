import pytest
from tests.world import NOON, a_person

from groundswell.config import demo
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.people.models import Person


@pytest.fixture
def only_two_parts(monkeypatch):
    """Two apps of which the second can be made to fail."""
    made: list[str] = []

    def load_part(module, world):
        made.append(module)
        if module == "shelf.demo":
            raise OSError("the lamp fell")

    def choose(*apps):
        monkeypatch.setattr(demo, "APPS", apps)
        monkeypatch.setattr(demo, "_load_part", load_part)
        return made

    return choose


def test_parts_are_made_in_their_order_upon_a_founded_system(db, only_two_parts):
    made = only_two_parts("table", "chair")
    world = demo.load(NOON)
    assert made == ["table.demo", "chair.demo"]
    assert world.founder.is_system_administrator
    assert world.today == NOON.date()


def test_a_part_that_fails_takes_everything_with_it(db, only_two_parts):
    only_two_parts("table", "shelf")
    with pytest.raises(OSError, match="the lamp fell"):
        demo.load(NOON)
    assert not Person.objects.exists()
    assert not AuditEvent.objects.exists()


def test_where_there_are_people_nothing_is_made(db, only_two_parts):
    made = only_two_parts("table")
    a_person()
    assert demo.load(NOON) is None
    assert made == []


def test_an_app_without_example_data_is_passed_over(db, monkeypatch):
    monkeypatch.setattr(demo, "APPS", ("groundswell.ground.kernel",))
    assert demo.load(NOON) is not None


def test_a_fault_inside_an_apps_example_data_is_no_missing_part(db, monkeypatch):
    def broken(name):
        raise ModuleNotFoundError("No module named 'lamp'", name="lamp")

    monkeypatch.setattr(demo, "APPS", ("groundswell.ground.people",))
    monkeypatch.setattr(demo, "import_module", broken)
    with pytest.raises(ModuleNotFoundError, match="lamp"):
        demo.load(NOON)
