"""Opened answers as columns: what goes in comes out, and nothing else is read as one."""

import json
import zlib

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundswell.engines.surveys.columns import (
    CANT_SAY,
    GROUP,
    INVITATION,
    MOST_ROWS,
    NOT_ANSWERED,
    Columns,
    Unreadable,
    columns_of,
    joined,
    narrowed,
    of_option,
    pack,
    unpack,
)
from groundswell.engines.surveys.definition import Kind, Option, Question

codes = st.integers(NOT_ANSWERED, 200_000)


@st.composite
def tables(draw):
    n = draw(st.integers(0, 30))
    names = draw(st.lists(st.text(min_size=1, max_size=8), unique=True, max_size=5))
    columns = {name: draw(st.lists(codes, min_size=n, max_size=n)) for name in names}
    groups = draw(
        st.none() | st.lists(st.sampled_from(["", "Ward 7", "Ŵ"]), min_size=n, max_size=n)
    )
    return Columns.of(columns, groups)


def packed(columns: Columns) -> bytes:
    return pack(columns.codes, columns.n, columns.labels)


def same(one: Columns, other: Columns) -> bool:
    columns = {name: values.tolist() for name, values in one.codes.items()}
    return (one.n, columns, one.labels) == (
        other.n,
        {name: values.tolist() for name, values in other.codes.items()},
        other.labels,
    )


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(tables())
def test_what_is_packed_comes_back_as_it_was(table):
    assert same(unpack(packed(table)), table)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(tables(), st.data())
def test_bytes_that_were_cut_or_changed_are_never_read_as_answers(table, data):
    whole = packed(table)
    at = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(Unreadable):
        unpack(whole[:at])
    with pytest.raises(Unreadable):
        unpack(whole[:at] + bytes([whole[at] ^ 0x5A]) + whole[at + 1 :])


def test_a_question_without_an_answer_differs_from_one_that_somebody_cannot_answer():
    found = unpack(packed(Columns.of({"q": [CANT_SAY, NOT_ANSWERED, 4]}))).codes["q"]
    assert found.tolist() == [-1, -2, 4]
    assert found.dtype == np.int8


@pytest.mark.parametrize("values", [[-3], [MOST_ROWS + 1], [1.5], ["a"], [[1], [2]]])
def test_what_is_no_code_makes_no_column(values):
    with pytest.raises(ValueError, match=r"codes lie between|whole numbers"):
        narrowed(values)


def test_a_column_of_another_length_is_refused():
    with pytest.raises(ValueError, match="'b' must be a column of codes"):
        Columns.of({"a": [1, 2], "b": [1]})
    with pytest.raises(ValueError, match="'a' must be"):
        pack({"a": np.array([1, 2], dtype=np.int64)}, 2)  # type: ignore[dict-item]


def test_more_people_than_a_batch_can_hold_are_refused():
    with pytest.raises(ValueError, match="a batch holds"):
        pack({}, MOST_ROWS + 1)


def test_a_place_without_a_label_is_refused():
    with pytest.raises(ValueError, match="labels that do not fit"):
        pack({GROUP: narrowed([0, 2])}, 2, {GROUP: ["Ward 7", "Ward 8"]})
    with pytest.raises(ValueError, match="labels that do not fit"):
        pack({"q": narrowed([0])}, 1, {GROUP: ["Ward 7"]})


@pytest.mark.parametrize(
    "body",
    [
        b"",
        (2).to_bytes(4, "little") + b"{}",
        (4).to_bytes(4, "little") + b"null",
        len(json.dumps({"n": 1, "columns": [["a", "q"]], "labels": {}})).to_bytes(4, "little")
        + json.dumps({"n": 1, "columns": [["a", "q"]], "labels": {}}).encode(),
    ],
)
def test_bytes_without_a_proper_head_are_not_read(body):
    with pytest.raises(Unreadable, match="damaged"):
        unpack(b"GSC1" + zlib.compress(body))


def test_a_column_too_many_or_twice_is_not_read():
    head = json.dumps({"n": 1, "columns": [["a", "b"], ["a", "b"]], "labels": {}}).encode()
    twice = len(head).to_bytes(4, "little") + head + b"\x01\x02"
    for body in (twice, twice + b"\x03"):
        with pytest.raises(Unreadable):
            unpack(b"GSC1" + zlib.compress(body))


def test_nothing_is_unpickled():
    import pickle

    with pytest.raises(Unreadable, match="no packed columns"):
        unpack(pickle.dumps({"a": [1]}))


def test_invitations_stand_beside_answers_that_are_not_anonymous():
    found = Columns.of({"q": [1, 2]}, ["W", "W"], ["id-2", "id-1"])
    assert found.labels[INVITATION] == ("id-1", "id-2")
    assert found.codes[INVITATION].tolist() == [1, 0]


def test_batches_are_joined_group_by_name():
    first = Columns.of({"q": [1, 2]}, ["Ward 7", "Ward 8"])
    second = Columns.of({"q": [3, 4]}, ["Ward 9", "Ward 7"])
    both = joined([first, second])
    assert both.n == 4
    assert both.codes["q"].tolist() == [1, 2, 3, 4]
    assert both.groups == ["Ward 7", "Ward 8", "Ward 9", "Ward 7"]


def test_a_batch_without_groups_joins_those_that_have_them():
    both = joined([Columns.of({"q": [1]}), Columns.of({"q": [2]}, ["Ward 7"])])
    assert both.groups == ["", "Ward 7"]


def test_one_batch_alone_and_no_batch_at_all_are_themselves():
    only = Columns.of({"q": [1]})
    assert joined([only]) is only
    assert joined([]).n == 0
    assert joined([]).groups == []


def test_rows_can_be_put_in_another_order_together():
    found = Columns.of({"q": [1, 2, 3]}, ["a", "b", "c"]).reordered([2, 0])
    assert found.codes["q"].tolist() == [3, 1]
    assert found.groups == ["c", "a"]


def test_a_question_of_each_kind_has_its_columns():
    options = (Option(1, {"en-gb": "Tea"}), Option(4, {"en-gb": "Rest"}))
    assert columns_of(Question("a", Kind.SCALE, {}, options)) == ("a",)
    assert columns_of(Question("a", Kind.ONE, {}, options)) == ("a",)
    assert columns_of(Question("a", Kind.SEVERAL, {}, options)) == ("a/1", "a/4")
    assert columns_of(Question("a", Kind.TEXT, {})) == ()
    assert of_option("a", 4) == "a/4"
