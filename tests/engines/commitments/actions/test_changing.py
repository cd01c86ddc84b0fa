"""The words and the order of a plan, which several people write at once."""

import pytest
from django.db import IntegrityError, transaction
from tests.engines.commitments.making import a_promise, change, days, keep, told
from tests.world import NOON

from groundswell.engines.commitments.actions import Overtaken
from groundswell.engines.commitments.models import Commitment, Wording
from groundswell.ground.kernel import search
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Stale, Unusable


def order_of(crew, theme=""):
    rows = Commitment.objects.filter(context_id=crew.plan.id, theme=theme).order_by("position")
    return [(c.position, c.title) for c in rows]


def test_whoever_takes_part_changes_the_words_and_what_they_were_is_kept(crew):
    made = crew.promise()
    changed = change(made, crew.other, title=" Visit Ward 9 ", detail="At night.")
    assert (changed.title, changed.detail, changed.version) == ("Visit Ward 9", "At night.", 2)
    kept = Wording.objects.get()
    assert (kept.title, kept.detail, kept.version, kept.by) == (
        "Visit Ward 8", "", 1, crew.other.person,
    )  # fmt: skip
    assert [e.title for e in search.find("9", keys=crew.leader.reader_keys).entries] == [
        "Visit Ward 9"
    ]


def test_the_owner_is_told_of_new_words_once_a_day(crew):
    made = crew.promise()
    change(made, crew.other, title="Visit Ward 9")
    change(made, crew.leader, title="Visit Ward 10", version=2)
    assert told(crew.member) == ["Reworded: Visit Ward 9"]
    change(made, crew.leader, title="Visit Ward 11", version=3, at=days(1))
    assert len(told(crew.member)) == 2


def test_others_do_not_change_the_words(crew):
    for who in (crew.colleague, crew.outsider, crew.administrator):
        with pytest.raises(Refused, match="Mo Khan changes the words"):
            change(crew.promise(), who, title="Mine")
    own = a_promise(crew.sponsor)
    assert change(own, crew.sponsor, title="Visit Ward 9").title == "Visit Ward 9"
    with pytest.raises(Refused, match="It is closed"):
        change(keep(own, crew.sponsor), crew.sponsor, title="Visit Ward 8", version=2)


def test_two_who_change_different_parts_both_have_what_they_wrote(crew):
    made = crew.promise()
    change(made, crew.other, title="Visit Ward 9", detail="", theme="")
    merged = change(made, crew.member, title="Visit Ward 8", detail="At night.", theme="")
    assert (merged.title, merged.detail, merged.version) == ("Visit Ward 9", "At night.", 3)


def test_two_who_change_the_same_part_are_shown_both_texts_and_nothing_is_lost(crew):
    made = crew.promise()
    change(made, crew.other, title="Visit Ward 9")
    with pytest.raises(Stale, match="Kwame Boateng changed “What is promised” on 15 June") as stale:
        change(made, crew.member, title="Visit Ward 10", detail="At night.")
    fault = stale.value
    assert isinstance(fault, Overtaken) and fault.field == "title"
    assert (fault.theirs, fault.version) == ({"title": "Visit Ward 9"}, 2)
    assert fault.mine == {"title": "Visit Ward 10", "detail": "At night."}
    made.refresh_from_db()
    assert (made.title, made.detail) == ("Visit Ward 9", "")
    assert change(made, crew.member, **fault.mine, version=fault.version).version == 3
    assert sorted(Wording.objects.values_list("title", flat=True)) == [
        "Visit Ward 8", "Visit Ward 9",
    ]  # fmt: skip


def test_the_next_try_after_a_clash_takes_nothing_of_the_other_back(crew):
    made = crew.promise(detail="At noon.")
    change(made, crew.other, title="Visit Ward 9", detail="At night.")
    with pytest.raises(Overtaken) as stale:
        change(made, crew.member, title="Visit Ward 10", detail="At noon.")
    assert stale.value.mine == {"title": "Visit Ward 10", "detail": "At night."}
    saved = change(made, crew.member, **stale.value.mine, version=stale.value.version)
    assert (saved.title, saved.detail) == ("Visit Ward 10", "At night.")


def test_every_part_that_both_changed_is_shown_and_who_changed_the_first(crew):
    made = crew.promise()
    change(made, crew.other, title="Visit Ward 9")
    change(made, crew.leader, detail="At night.", version=2)
    sentence = "Kwame Boateng changed “What is promised” and “In more words” on 15 June 2026"
    with pytest.raises(Overtaken, match=sentence) as stale:
        change(made, crew.member, title="Visit Ward 10", detail="At noon.")
    assert stale.value.theirs == {"title": "Visit Ward 9", "detail": "At night."}


def test_two_who_write_the_same_agree(crew):
    made = crew.promise()
    change(made, crew.other, title="Visit Ward 9")
    assert change(made, crew.member, title="Visit Ward 9").version == 2
    assert Wording.objects.count() == 1


def test_a_version_that_never_was_overwrites_nothing(crew):
    with pytest.raises(Stale, match="not the words that you saw"):
        change(crew.promise(), crew.member, title="Visit Ward 9", version=7)


@pytest.mark.parametrize(("name", "text"), [("title", " "), ("detail", "x" * 2_001)])
def test_words_that_are_missing_or_too_many_are_not_taken(crew, name, text):
    with pytest.raises(Unusable) as fault:
        change(crew.promise(), crew.member, **{name: text})
    assert fault.value.field == name


def test_a_promise_is_put_into_another_place_and_the_others_close_up(crew):
    a, b, c = (crew.promise(title=title) for title in "abc")
    change(c, crew.other, position=1)
    assert order_of(crew) == [(1, "c"), (2, "a"), (3, "b")]
    change(a, crew.member, position=99)
    assert order_of(crew) == [(1, "c"), (2, "b"), (3, "a")]
    b.refresh_from_db()
    assert b.version == 1 and not Wording.objects.exists()


def test_two_who_move_different_promises_are_both_heard(crew):
    a, _b, c = (crew.promise(title=title) for title in "abc")
    change(c, crew.other, position=1)
    change(a, crew.member, position=3)  # seen before the other moved
    assert order_of(crew) == [(1, "c"), (2, "b"), (3, "a")]


def test_in_another_theme_it_stands_last_unless_a_place_is_given(crew):
    for title in "ab":
        crew.promise(title=title, theme="Wards")
    x, y = crew.promise(title="x"), crew.promise(title="y")
    change(x, crew.other, theme="Wards")
    change(y, crew.other, theme="Wards", position=1)
    assert order_of(crew, "Wards") == [(1, "y"), (2, "a"), (3, "b"), (4, "x")]


def test_outside_a_plan_there_is_no_order(crew):
    made = a_promise(crew.sponsor)
    assert change(made, crew.sponsor, position=3, theme="Wards").position == 0


def test_the_database_keeps_each_version_once(crew):
    made = crew.promise()
    change(made, crew.other, title="Visit Ward 9")
    with pytest.raises(IntegrityError), transaction.atomic():
        Wording.objects.create(commitment=made, version=1, title="x", by=crew.other.person, at=NOON)
