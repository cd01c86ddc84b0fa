import pytest

from groundswell.ground.kernel.registry import Registry


@pytest.fixture
def rooms() -> Registry[str]:
    registry: Registry[str] = Registry("room")
    registry.add("measures", "Measures")
    registry.add("home", "Home")
    return registry


def test_entries_come_in_the_order_of_their_names(rooms):
    assert list(rooms) == ["home", "measures"]
    assert rooms.values() == ["Home", "Measures"]
    assert rooms.items() == [("home", "Home"), ("measures", "Measures")]
    assert len(rooms) == 2


def test_an_entry_is_found_by_its_name(rooms):
    assert rooms["home"] == rooms.get("home") == "Home"
    assert "home" in rooms
    assert "attic" not in rooms
    assert rooms.get("attic") is None
    with pytest.raises(KeyError):
        rooms["attic"]


def test_a_name_is_taken_once_and_the_same_entry_may_come_again(rooms):
    kept = rooms["home"]
    assert rooms.add("home", kept) is kept
    with pytest.raises(ValueError, match="already a room called 'home'"):
        rooms.add("home", "Another home")
    assert rooms["home"] == "Home"


def test_entries_held_for_a_test_go_again_even_where_it_fails(rooms):
    with pytest.raises(RuntimeError), rooms.only(attic="Attic"):
        assert list(rooms) == ["attic"]
        raise RuntimeError
    assert list(rooms) == ["home", "measures"]
