"""Answers that came out of the box, or out of a file: mixed, and kept as columns and texts.

Called inside the transaction that opens them. Rows are put in an order that a secure
generator draws, texts in one of their own and receipts in a third, so that neither the place
of a row nor the order of writing joins any two of them.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID, uuid4

from ..columns import Columns, joined, pack
from ..definition import Definition
from ..models import AnswerBatch, Receipt, Survey, WrittenText
from ..tabling import Heard, tabled, texts_of

Row = TypeVar("Row")

_AT_ONCE = 1_000  # rows written in one statement


@dataclass(frozen=True, slots=True)
class _Earlier:
    """The batch that a last, small one is mixed with, as it was."""

    columns: Columns
    texts: Sequence[WrittenText]
    receipts: Sequence[Receipt]


def keep_batch(
    *,
    survey: Survey,
    definition: Definition,
    number: int,
    heard: Sequence[Heard],
    joins: int | None = None,
) -> AnswerBatch:
    """Keep what one opening brought, mixed.

    Parameters
    ----------
    joins : int, optional
        The number of an earlier batch. Its rows are mixed with these and written anew under
        `number`, its texts get new ids, and it is gone.
    """
    earlier = _taken(survey, joins)
    written, receipts = _texts(survey, number, definition, heard)
    _again(earlier, number, written, receipts)
    columns = joined([earlier.columns, tabled(definition, heard)])
    batch = keep_columns(survey=survey, number=number, columns=columns)
    WrittenText.objects.bulk_create(in_no_order(written), batch_size=_AT_ONCE)
    Receipt.objects.bulk_create(in_no_order(receipts), batch_size=_AT_ONCE)
    return batch


def keep_columns(*, survey: Survey, number: int, columns: Columns) -> AnswerBatch:
    """Keep columns as one batch, their rows mixed."""
    mixed = columns.reordered(in_no_order(range(columns.n)))
    return AnswerBatch.objects.create(
        survey=survey,
        number=number,
        n=mixed.n,
        columns=pack(mixed.codes, mixed.n, mixed.labels),
    )


def keep_written(*, survey: Survey, number: int, written: Mapping[str, Sequence[str]]) -> None:
    """Keep what came from a file, by question; nothing says which row it stood in."""
    rows = [
        WrittenText(survey=survey, batch_number=number, question=question, text=text)
        for question, texts in written.items()
        for text in texts
    ]
    WrittenText.objects.bulk_create(in_no_order(rows), batch_size=_AT_ONCE)


def in_no_order(rows: Iterable[Row]) -> list[Row]:
    """The rows in an order that nobody can know."""
    order = list(rows)
    secrets.SystemRandom().shuffle(order)
    return order


def _taken(survey: Survey, number: int | None) -> _Earlier:
    """An earlier batch, taken out of the tables."""
    if number is None:
        return _Earlier(Columns.of({}), (), ())
    batch = AnswerBatch.objects.select_for_update().get(survey=survey, number=number)
    of_batch = {"survey": survey, "batch_number": number}
    texts, receipts = WrittenText.objects.filter(**of_batch), Receipt.objects.filter(**of_batch)
    found = _Earlier(batch.unpacked, list(texts), list(receipts))
    for rows in (texts, receipts):
        rows.delete()
    batch.delete()
    return found


def _texts(
    survey: Survey, number: int, definition: Definition, heard: Sequence[Heard]
) -> tuple[list[WrittenText], list[Receipt]]:
    """What people wrote, and a receipt for each of them that has one."""
    texts: list[WrittenText] = []
    receipts: list[Receipt] = []
    for one in heard:
        own = [
            WrittenText(
                survey=survey,
                batch_number=number,
                question=question,
                text=text,
                invitation_id=one.invitation_id,
            )
            for question, text in texts_of(definition, one).items()
        ]
        texts += own
        if one.receipt:
            receipts.append(_receipt(survey, number, one.receipt, [text.pk for text in own]))
    return texts, receipts


def _receipt(survey: Survey, number: int, words: str, texts: Iterable[UUID]) -> Receipt:
    ids = [str(pk) for pk in in_no_order(texts)]
    return Receipt(survey=survey, batch_number=number, hash=words, texts=ids)


def _again(
    earlier: _Earlier, number: int, texts: list[WrittenText], receipts: list[Receipt]
) -> None:
    """The texts of an earlier batch under new ids, and its receipts pointing there."""
    fresh: dict[str, UUID] = {}
    for text in earlier.texts:
        fresh[str(text.pk)] = text.pk = uuid4()
        text.batch_number = number
        texts.append(text)
    for receipt in earlier.receipts:
        ids = [fresh[one] for one in receipt.texts if one in fresh]
        receipts.append(_receipt(receipt.survey, number, receipt.hash, ids))
