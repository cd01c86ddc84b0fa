"""When a question is asked, as other programs write it."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.engines.surveys.exchange.relevance import Atom, NotSimple, atoms_of


def atom(question, *values, is_not=False):
    return Atom(question, frozenset(values), is_not)


@pytest.mark.parametrize(
    ("expression", "atoms"),
    [
        ("${a} = 'x'", [atom("a", "x")]),
        ('${a}="x"', [atom("a", "x")]),
        ("${ a } != 2", [atom("a", "2", is_not=True)]),
        ("${a} = 'x' or ${a} = 'y'", [atom("a", "x", "y")]),
        ("${a} = 'x' and ${b} = 'y'", [atom("a", "x"), atom("b", "y")]),
        ("(${a} = 'x' or ${a} = 'y') and ${b} != 'z'",
         [atom("a", "x", "y"), atom("b", "z", is_not=True)]),
        ("selected(${a}, 'x')", [atom("a", "x")]),
        ("not(selected(${a}, 'x') or selected(${a}, 'y'))", [atom("a", "x", "y", is_not=True)]),
        ("not(${a} != 'x')", [atom("a", "x")]),
        ('((QC.NAOK == "Y"))', [atom("QC", "Y")]),
        ('a=="1" && b != "2"', [atom("a", "1"), atom("b", "2", is_not=True)]),
        ('a=="1" || a == "2"', [atom("a", "1", "2")]),
        ('282267X2473X22834SQ201.NAOK == "Y"', [atom("282267X2473X22834SQ201", "Y")]),
    ],
)  # fmt: skip
def test_a_simple_expression_is_read(expression, atoms):
    assert atoms_of(expression) == atoms


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "${a}",
        "${a} = ${b}",
        "${a} > 3",
        "${a} = 'x' or ${b} = 'x'",
        "${a} != 'x' or ${a} != 'y'",
        "not(${a} = 'x' and ${b} = 'y')",
        "count(${a}) = 1",
        "selected(${a} 'x')",
        "${a} = 'x' ${b} = 'y'",
        "(${a} = 'x'",
        "${a} = 'x",
        "is_empty(a)",
        "(" * 100 + "${a} = 'x'" + ")" * 100,
        "x" * 3_000,
    ],
)
def test_what_is_not_simple_is_said_to_be_so(expression):
    with pytest.raises(NotSimple):
        atoms_of(expression)


@settings(max_examples=100, deadline=None)
@given(expression=st.text("${}ab'\"()=!&|,. orandtselcd1", max_size=60))
def test_whatever_is_written_is_read_or_said_not_to_be_simple(expression):
    with contextlib.suppress(NotSimple):
        assert all(atom.question for atom in atoms_of(expression))
