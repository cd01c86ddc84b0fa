"""A batch out of the box: all mixed, nothing joined, a small last batch mixed with another."""

from uuid import uuid4

import pytest
from tests.engines.surveys.asking import a_choice, a_scale, a_text, asks, several
from tests.engines.surveys.results.making import a_definition, a_keeper, a_survey

from groundswell.engines.surveys.actions.keeping import keep_batch
from groundswell.engines.surveys.columns import GROUP, INVITATION
from groundswell.engines.surveys.models import AnswerBatch, Receipt, WrittenText
from groundswell.engines.surveys.tabling import Heard, tabled, texts_of


def heard(n: int, first: int = 0, **more: object) -> list[Heard]:
    """People who each wrote their own number, in one of two groups."""
    return [
        Heard({"support1": 1 + at % 5, "better": f"text {at}"}, f"g{at % 2}", f"hash {at}", **more)
        for at in range(first, first + n)
    ]


@pytest.fixture
def survey(db):
    return a_survey(a_keeper())


def test_a_batch_keeps_every_answer_and_no_order(survey):
    batch = keep_batch(survey=survey, definition=a_definition(), number=1, heard=heard(60))
    held = batch.unpacked
    assert (batch.n, held.n) == (60, 60)
    assert sorted(held.codes["support1"].tolist()) == sorted(1 + at % 5 for at in range(60))
    assert held.codes["support1"].tolist() != [1 + at % 5 for at in range(60)]
    assert sorted(held.labels[GROUP]) == ["g0", "g1"]
    assert INVITATION not in held.codes


def test_a_text_joins_neither_a_row_nor_an_order(survey):
    keep_batch(survey=survey, definition=a_definition(), number=1, heard=heard(60))
    written = list(WrittenText.objects.values_list("text", flat=True))
    assert sorted(written) == sorted(f"text {at}" for at in range(60))
    assert written != [f"text {at}" for at in range(60)]


def test_a_receipt_leads_to_the_texts_of_its_own_words(survey):
    keep_batch(survey=survey, definition=a_definition(), number=1, heard=heard(12))
    receipt = Receipt.objects.get(hash="hash 7")
    assert [WrittenText.objects.get(pk=pk).text for pk in receipt.texts] == ["text 7"]


def test_a_last_batch_is_mixed_with_the_one_before_under_new_ids(survey):
    definition = a_definition()
    keep_batch(survey=survey, definition=definition, number=1, heard=heard(12))
    before = set(WrittenText.objects.values_list("pk", flat=True))
    keep_batch(survey=survey, definition=definition, number=2, heard=heard(3, 12), joins=1)
    batch = AnswerBatch.objects.get()
    assert (batch.number, batch.n) == (2, 15)
    assert not before & set(WrittenText.objects.values_list("pk", flat=True))
    assert set(WrittenText.objects.values_list("batch_number", flat=True)) == {2}
    early = Receipt.objects.get(hash="hash 3")
    assert [WrittenText.objects.get(pk=pk).text for pk in early.texts] == ["text 3"]


def test_nobody_has_a_receipt_where_no_words_were_given(survey):
    alone = [Heard({"support1": 3}), Heard({"better": "A text"})]
    keep_batch(survey=survey, definition=a_definition(), number=1, heard=alone)
    assert not Receipt.objects.exists()


def test_invitations_stand_beside_answers_only_where_every_one_is_known(survey):
    known = [Heard({"support1": 3}, invitation_id=uuid4()) for _ in range(3)]
    assert INVITATION in tabled(a_definition(), known).codes
    assert INVITATION not in tabled(a_definition(), [*known, Heard({"support1": 3})]).codes


def test_questions_of_each_kind_are_tabled_and_texts_left_out():
    definition = asks(a_scale(), a_choice(), several(), a_text())
    people = [
        Heard({"safe": 2, "job": 1, "ways": (1, 3), "more": "Hello"}),
        Heard({"safe": -1, "ways": (-1,)}),
        Heard({}),
    ]
    found = {n: v.tolist() for n, v in tabled(definition, people).codes.items() if n != GROUP}
    assert found == {
        "safe": [2, -1, -2],
        "job": [1, -2, -2],
        "ways/1": [1, -1, -2],
        "ways/2": [0, -1, -2],
        "ways/3": [1, -1, -2],
    }
    assert texts_of(definition, people[0]) == {"more": "Hello"}
