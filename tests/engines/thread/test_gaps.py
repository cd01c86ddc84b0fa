"""What is missing on the thread: what lacks it, since when, whose it is."""

import datetime as dt

from tests.engines.thread.shelf import Shelf, an_example, join

from groundswell.engines.thread import queries
from groundswell.engines.thread.kinds import LinkType
from groundswell.ground.kernel.registries import Column, thread_kinds
from groundswell.ground.people.actors import Actor


def test_a_thread_names_each_gap_with_since_when_and_whose(shelf: Shelf, joyce: Actor) -> None:
    example = an_example(shelf)
    decision, measure = queries.thread_of(joyce, example.test).gaps
    assert (decision.heading, decision.title) == ("A decision without a test", "No test yet")
    assert (decision.item.ref, decision.column) == (example.afternoon, Column.TEST)
    assert (decision.since, decision.owner) == (dt.date(2026, 4, 15), "Devan Pillai")
    assert (measure.heading, measure.since) == ("A measure without a result", None)
    assert not decision.is_before


def test_a_gap_closes_when_the_link_is_made(shelf: Shelf, joyce: Actor) -> None:
    decision = shelf.thing("decision", "Decision")
    assert len(queries.gaps_of(joyce, [decision])[decision]) == 1
    join(decision, "measured_by", shelf.thing("measure", "Not what was asked for"))
    join(shelf.thing("finding", "From the wrong end"), "tested_by", decision)
    assert len(queries.gaps_of(joyce, [decision])[decision]) == 1
    join(decision, "tested_by", shelf.thing("test", "Test"))
    assert queries.gaps_of(joyce, [decision]) == {}


def test_an_ask_waits_for_an_answer_that_names_it(shelf: Shelf, joyce: Actor) -> None:
    ask = shelf.thing("ask", "May the pharmacist sign?")
    (gap,) = queries.gaps_of(joyce, [ask])[ask]
    assert gap.heading == "An ask without an answer" and not gap.is_before
    join(ask, "answers", shelf.thing("ask", "Another ask"))
    assert queries.gaps_of(joyce, [ask])
    join(shelf.thing("decision", "Granted"), "answers", ask)
    assert queries.gaps_of(joyce, [ask]) == {}


def test_what_a_result_rests_on_is_missing_before_it(shelf: Shelf, joyce: Actor) -> None:
    result = shelf.thing("result", "Three hundred bed days")
    (gap,) = queries.gaps_of(joyce, [result])[result]
    assert gap.is_before and gap.heading == "A result without a source"


def test_a_thing_need_not_have_what_it_says_is_fulfilled(shelf: Shelf, joyce: Actor) -> None:
    decision = shelf.thing("decision", "Given up", fulfilled=frozenset({"tested_by"}))
    assert queries.gaps_of(joyce, [decision]) == {}


def test_a_gap_of_what_the_reader_may_not_see_is_not_told(shelf: Shelf, joyce: Actor) -> None:
    example = an_example(shelf)
    shelf.hidden |= {example.afternoon, example.left}
    assert queries.thread_of(joyce, example.test).gaps == ()
    assert queries.gaps_of(joyce, [example.afternoon]) == {}


def test_what_answers_unseen_leaves_the_gap_as_it_was(shelf: Shelf, joyce: Actor) -> None:
    example = an_example(shelf)
    before = queries.gaps_of(joyce, [example.afternoon])
    join(example.afternoon, "tested_by", secret := shelf.thing("test", "Secret"))
    shelf.hidden.add(secret)
    assert queries.gaps_of(joyce, [example.afternoon]) == before != {}


def test_every_registered_kind_expects_links_that_there_are() -> None:
    for name, kind in thread_kinds.items():
        assert {e.link for e in kind.expects} <= set(LinkType.values), name
