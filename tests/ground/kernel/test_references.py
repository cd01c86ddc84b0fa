"""Naming a thing of any app, and what apps tell of what hangs on the thread."""

from uuid import UUID, uuid4

import pytest

from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import (
    Column,
    Expectation,
    ThreadItem,
    ThreadKind,
    thread_kinds,
)


def test_a_reference_survives_being_written_down() -> None:
    ref = Ref("measure", uuid4())
    assert Ref.parse(str(ref)) == ref
    assert len({ref, Ref(ref.kind, ref.id), Ref("test", ref.id)}) == 2


def test_references_stand_in_order_of_kind_and_id() -> None:
    first, second, third = Ref("a", UUID(int=2)), Ref("b", UUID(int=1)), Ref("b", UUID(int=3))
    assert sorted([third, first, second]) == [first, second, third]


@pytest.mark.parametrize("text", ["", "measure", f":{UUID(int=1)}", "measure:1", "measure:"])
def test_what_is_no_reference_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Ref.parse(text)


def test_columns_run_from_what_was_known_to_what_came_of_it() -> None:
    assert list(Column) == ["evidence", "finding", "decision", "test", "measure", "result"]


def test_a_kind_of_thing_says_where_it_stands_and_what_it_should_have() -> None:
    expected = Expectation("tested_by", "No test yet", "A decision without a test", Column.TEST)
    kind = ThreadKind("Decision", Column.DECISION, "tick", lambda actor, ids: {}, (expected,))
    with thread_kinds.only(decision=kind):
        assert thread_kinds["decision"].expects == (expected,)
        assert kind.resolve(None, [uuid4()]) == {} and not expected.from_others
    assert "decision" not in thread_kinds or thread_kinds["decision"] is not kind


def test_a_thing_on_the_thread_needs_no_more_than_its_words_and_its_address() -> None:
    item = ThreadItem(Ref("measure", UUID(int=1)), "Left before 1 pm", "Steady", "/measures/1/")
    assert (item.on, item.state, item.owner, item.fulfilled) == (None, "", "", frozenset())
