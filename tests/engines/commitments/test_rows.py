"""Promises as other rooms show them: rows with decisions, counts, and the thread."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.engines.commitments.making import (
    FRIDAY,
    a_promise,
    change,
    days,
    delegate,
    drop,
    keep,
    leaves,
    move,
    on,
)
from tests.world import TODAY, a_founder, acting

from groundswell.engines.commitments import queries, thread
from groundswell.engines.commitments.models import Commitment
from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import thread_kinds


def only_row(crew, who, **about):
    (row,) = queries.of_context(who, crew.plan, **about)
    return row


def test_rows_stand_theme_by_theme_in_the_order_of_the_plan(crew):
    for theme, title in (("B", "b1"), ("A", "a1"), ("B", "b2"), ("", "none")):
        crew.promise(theme=theme, title=title)
    change(Commitment.objects.get(title="b2"), crew.other, position=1)
    shown = [
        (row.theme, row.position, row.title) for row in queries.of_context(crew.coach, crew.plan)
    ]
    assert shown == [("", 1, "none"), ("A", 1, "a1"), ("B", 1, "b2"), ("B", 2, "b1")]


def test_rows_are_those_of_one_occasion_where_one_is_named(crew):
    crew.promise(occasion="launch", title="Visit")
    crew.promise(title="Plan")
    assert only_row(crew, crew.leader, occasion="launch").title == "Visit"
    assert only_row(crew, crew.leader, occasion="").title == "Plan"
    assert len(queries.of_context(crew.leader, crew.plan)) == 2
    assert queries.of_context(crew.leader, Ref("plan", uuid4())) == ()


def test_a_row_says_what_this_reader_may_do(crew):
    crew.promise()
    of_owner, of_other = only_row(crew, crew.member), only_row(crew, crew.other)
    assert of_owner.may_close and of_owner.may_move and of_owner.may_delegate
    assert of_other.may_change and not (of_other.may_close or of_other.may_delegate)
    assert "Mo Khan, the team leader" in of_other.may_close.reason
    assert of_owner.is_mine and not of_other.is_mine
    assert queries.of_context(crew.colleague, crew.plan) == ()


@pytest.mark.parametrize(
    ("n", "shape", "words"),
    [
        (0, "todo", "To do"),
        (1, "todo", "Due in 3 days"),
        (3, "todo", "Due tomorrow"),
        (4, "todo", "Due today"),
        (5, "late", "1 day overdue"),
        (7, "late", "3 days overdue"),
    ],
)
def test_a_row_says_where_a_promise_stands_in_shape_and_words(crew, n, shape, words):
    crew.promise()
    row = only_row(crew, on(crew.leader, n))
    assert (row.shape, row.state) == (shape, words)


def test_what_is_due_soon_needs_its_owner(crew):
    crew.promise()
    assert only_row(crew, on(crew.member, 2)).shape == "needs"
    assert only_row(crew, crew.member).shape == "todo"


@pytest.mark.parametrize(
    ("close", "shape", "word"),
    [
        (lambda c, by: keep(c, by), "done", "Kept"),
        (
            lambda c, by: keep(c, by, on=FRIDAY + dt.timedelta(days=1), at=days(6), words="Snow."),
            "done",
            "Kept late",
        ),
        (lambda c, by: drop(c, by), "dropped", "Dropped"),
    ],
)
def test_a_closed_row_says_what_became_of_it(crew, close, shape, word):
    made = close(crew.promise(), crew.member)
    row = only_row(crew, on(crew.member, 9))
    assert (row.shape, row.state, row.closing) == (shape, word, made.closing_words)
    assert not row.may_close and "Mo Khan" in row.may_close.reason


def test_a_moved_row_shows_the_day_that_was_promised_first(crew):
    made = crew.promise()
    assert only_row(crew, crew.member).due_note == ""
    move(made, crew.member)
    move(made, crew.member, due_on=TODAY + dt.timedelta(days=30), at=days(1))
    row = only_row(crew, crew.member)
    assert (row.due, row.due_note) == ("15 July 2026", "first promised for 19 June 2026")


def test_an_owner_who_has_left_is_shown_to_those_who_may_find_a_new_one(crew):
    crew.promise()
    leaves(crew.member)
    row = only_row(crew, crew.leader)
    assert row.needs_owner and row.owner_note == "has left"
    assert not only_row(crew, crew.other).needs_owner
    delegate(Commitment.objects.get(), crew.other, crew.leader)
    assert not only_row(crew, crew.leader).needs_owner


@pytest.mark.parametrize("n", [1, 200])
def test_two_hundred_promises_of_a_plan_are_two_queries(crew, n, django_assert_num_queries):
    made = [crew.promise(title=f"{i}") for i in range(min(n, 3))]
    Commitment.objects.bulk_create(
        copy_of(made[0], title=f"more {i}", position=i + 4) for i in range(n - len(made))
    )
    with django_assert_num_queries(2):
        rows = queries.of_context(crew.leader, crew.plan)
    assert len(rows) == n


def copy_of(commitment, **changes):
    values = {f.attname: getattr(commitment, f.attname) for f in Commitment._meta.fields}
    return Commitment(**{**values, "id": uuid4(), **changes})


def test_what_they_belong_to_shows_its_title_only_to_those_who_may_see_it(crew, plans):
    made = [crew.promise(audience="partnership"), a_promise(crew.sponsor)]
    seen = queries.contexts_of(crew.leader, made)
    assert seen[crew.plan].title == "Home for lunch" and len(seen) == 1
    assert queries.contexts_of(crew.outsider, made) == {}
    (row,) = queries.rows_of(crew.leader, made[:1], seen)
    assert (row.context_title, row.context_url) == ("Home for lunch", f"/plans/{crew.plan.id}/")


def test_a_context_that_no_app_knows_any_more_is_left_out(crew):
    assert queries.contexts_of(crew.leader, [crew.promise()]) == {}


def test_the_counts_of_many_things_are_one_query(crew, django_assert_num_queries):
    other, empty = Ref("plan", uuid4()), Ref("other", uuid4())
    keep(crew.promise(), crew.member)
    drop(crew.promise(), crew.member)
    keep(crew.promise(), crew.member, on=FRIDAY + dt.timedelta(days=1), at=days(6), words="Snow.")
    crew.promise()
    crew.promise(due_on=TODAY, occasion="launch")
    crew.promise(context=other)
    tomorrow = on(crew.leader, 1)
    with django_assert_num_queries(1):
        found = queries.kept_summary(tomorrow, [crew.plan, other, empty])
    assert found == {
        crew.plan: queries.Kept(kept=1, kept_late=1, dropped=1, open=2, overdue=1),
        other: queries.Kept(open=1),
        empty: queries.Kept(),
    }
    assert found[crew.plan].n == 5
    assert queries.kept_summary(crew.leader, [crew.plan], "launch")[crew.plan].n == 1
    assert queries.kept_summary(crew.outsider, [crew.plan])[crew.plan].n == 0
    assert queries.kept_summary(crew.leader, []) == {}


def test_whoever_may_not_read_a_promise_is_answered_as_if_it_were_missing(crew):
    made = a_promise(crew.sponsor, made_to=crew.colleague.person)
    readers = {crew.sponsor.id, crew.colleague.id}
    for who in (crew.sponsor, crew.colleague, crew.leader, crew.outsider, crew.administrator):
        assert queries.visible_to(who).filter(pk=made.pk).exists() == (who.id in readers)


def test_who_wrote_it_down_reads_it_but_of_a_piece_of_work_only_while_taking_part(crew):
    place = {"organisation": crew.trust, "owner": crew.member.person}
    a_promise(crew.administrator, **place)
    assert queries.visible_to(crew.administrator).count() == 1
    crew.promise(by=crew.coach)
    outside = acting(crew.coach.person, on=TODAY - dt.timedelta(days=1))
    assert queries.visible_to(crew.coach).count() == 1 and not outside.programme_ids
    assert queries.visible_to(outside).count() == 0


def test_those_who_may_find_a_new_owner_see_what_waits_for_one(crew):
    mine = a_promise(crew.sponsor, organisation=crew.trust)
    plain = a_promise(crew.sponsor, made_to=crew.colleague.person)
    plan = crew.promise(by=crew.sponsor, owner=crew.sponsor.person)
    assert queries.visible_to(crew.administrator).count() == 0
    leaves(crew.sponsor)

    def waiting(who):
        return set(queries.without_owner(who).values_list("pk", flat=True))

    assert waiting(crew.administrator) == {mine.pk}
    assert waiting(crew.colleague) == {plain.pk}
    assert waiting(crew.leader) == waiting(crew.coach) == {plan.pk}
    assert waiting(crew.other) == waiting(crew.outsider) == set()
    assert waiting(a_founder()) == {mine.pk, plain.pk, plan.pk}
    for who in (crew.administrator, crew.colleague, crew.leader, crew.other, a_founder()):
        for one in queries.visible_to(who).filter(state="open", owner__is_active=False):
            may = queries.rows_of(who, [one])[0].may_delegate
            assert bool(may) == (one.pk in waiting(who))


def test_on_the_thread_a_promise_is_what_it_says_to_whom_may_read_it(crew, plans):
    made = crew.promise()
    kind = thread_kinds["commitment"]
    assert kind is thread.KIND and kind.expects == () and kind.column == "decision"
    item = kind.resolve(crew.leader, [made.pk, uuid4()])[made.pk]
    assert (item.title, item.detail, item.state, item.owner, item.on) == (
        "Visit Ward 8", "Mo Khan, by 19 June 2026", "To do", "Mo Khan", TODAY,
    )  # fmt: skip
    assert item.ref == Ref("commitment", made.pk) and str(made.pk) in item.url
    assert kind.resolve(crew.outsider, [made.pk]) == {}


def test_many_promises_on_the_thread_are_one_query(crew):
    made = [crew.promise().pk for _ in range(4)]
    with CaptureQueriesContext(connection) as asked:
        assert len(thread.resolve(crew.leader, made)) == 4
    assert len(asked) == 1
