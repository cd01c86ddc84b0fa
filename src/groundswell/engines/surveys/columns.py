"""Opened answers as columns: an array of codes a question, a row a person, in no order.

A question of the kind SCALE or ONE is one column by its id; SEVERAL is a column an option,
named `of_option(question, code)`, that holds 1 for chosen and 0 for not. Texts are never
here. The column `GROUP` holds which group somebody was counted with, as a place among
the labels that travel with it.

>>> held = Columns.of({"q1": [5, 3, CANT_SAY]}, groups=["Ward 7", "", "Ward 7"])
>>> found = unpack(pack(held.codes, held.n, held.labels))
>>> found.codes["q1"].tolist(), found.groups
([5, 3, -1], ['Ward 7', '', 'Ward 7'])
"""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .definition import NA, Kind, Question

Codes = NDArray[np.int8] | NDArray[np.int16] | NDArray[np.int32]

CANT_SAY = NA
NOT_ANSWERED = -2
GROUP = "@group"
INVITATION = "@invitation"
"""Columns of groups and, where answers are not anonymous, of invitations: places among labels.
No question can be called so."""

MOST_ROWS = 10_000_000
"""Most people that a batch can hold (people)."""

_MAGIC = b"GSC1"
_TYPES: Mapping[str, np.dtype[Any]] = {
    "b": np.dtype("<i1"),
    "h": np.dtype("<i2"),
    "i": np.dtype("<i4"),
}
_LEVEL = 6


class Unreadable(ValueError):
    """Bytes that `pack` did not make."""


@dataclass(frozen=True)
class Columns:
    """Answers of `n` people, a column a question, and the words of columns that have labels."""

    n: int
    codes: Mapping[str, Codes]
    labels: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(
        cls,
        answers: Mapping[str, ArrayLike],
        groups: Sequence[str] | None = None,
        invitations: Sequence[str] | None = None,
    ) -> "Columns":
        """Columns from whatever arrays hold the codes, and the name of each person's group."""
        codes = {name: narrowed(values) for name, values in answers.items()}
        labels: dict[str, tuple[str, ...]] = {}
        for column, words in ((GROUP, groups), (INVITATION, invitations)):
            if words is not None:
                names, places = np.unique(np.array(words, dtype=str), return_inverse=True)
                codes[column], labels[column] = narrowed(places), tuple(names.tolist())
        n = next((values.size for values in codes.values()), 0)
        _refuse_crooked(codes, n, labels)
        return cls(n, codes, labels)

    @property
    def groups(self) -> list[str]:
        """The name of each row's group; empty where there are no groups."""
        names = self.labels.get(GROUP, ())
        return [names[at] for at in self.codes[GROUP].tolist()] if names else [""] * self.n

    def reordered(self, order: Sequence[int]) -> "Columns":
        """The same people in another order, or some of them."""
        at = np.asarray(order, dtype=np.intp)
        codes = {name: values[at] for name, values in self.codes.items()}
        return Columns(at.size, codes, self.labels)


OPTION_MARK = "/"
"""Parts a question with several from the code of one of its options; no name has it."""


def of_option(question: str, code: int) -> str:
    """The column of one option of a question with several.

    >>> of_option("helps", 3)
    'helps/3'
    """
    return f"{question}{OPTION_MARK}{code}"


def columns_of(question: Question) -> tuple[str, ...]:
    """The columns that a question's answers are kept in; none for a text."""
    if question.kind is Kind.TEXT:
        return ()
    if question.kind is Kind.SEVERAL:
        return tuple(of_option(question.id, code) for code in question.codes)
    return (question.id,)


def narrowed(values: ArrayLike) -> Codes:
    """Codes in the fewest bytes that hold them.

    Raises
    ------
    ValueError
        For anything but whole numbers from -2 to `MOST_ROWS` in one row.

    Examples
    --------
    >>> narrowed([1, -2, 126]).dtype, narrowed([300]).dtype
    (dtype('int8'), dtype('int16'))
    """
    found = np.asarray(values)
    if found.ndim != 1 or (found.size and found.dtype.kind not in "iub"):
        raise ValueError("a column is a row of whole numbers")
    low, high = (int(found.min()), int(found.max())) if found.size else (0, 0)
    if low < NOT_ANSWERED or high > MOST_ROWS:
        raise ValueError(f"codes lie between {NOT_ANSWERED} and {MOST_ROWS:,}, got {low} to {high}")
    if high <= np.iinfo(np.int8).max:
        return found.astype(np.int8)
    if high <= np.iinfo(np.int16).max:
        return found.astype(np.int16)
    return found.astype(np.int32)


def pack(
    columns: Mapping[str, Codes], n: int, labels: Mapping[str, Sequence[str]] | None = None
) -> bytes:
    """Columns as bytes: a head that names them, then each in turn, compressed.

    Parameters
    ----------
    columns : mapping of name to int8, int16 or int32 array of shape (n,)
    n : int
        People; the length of every column.
    labels : mapping of name to its labels, optional
        For columns that hold places among labels, such as `GROUP`.

    Raises
    ------
    ValueError
        For a column of another length or type, or a place without a label.
    """
    told = {name: tuple(words) for name, words in (labels or {}).items()}
    _refuse_crooked(columns, n, told)
    head = json.dumps({
        "n": n,
        "columns": [[c, columns[c].dtype.char] for c in columns],
        "labels": told,
    }).encode()
    body = [values.astype(_TYPES[values.dtype.char]).tobytes() for values in columns.values()]
    return _MAGIC + zlib.compress(b"".join([len(head).to_bytes(4, "little"), head, *body]), _LEVEL)


def unpack(packed: bytes) -> Columns:
    """The columns that `pack` made into bytes.

    Raises
    ------
    Unreadable
        For anything else, also where it is only a byte short.
    """
    plain = bytes(packed)
    if plain[:4] != _MAGIC:
        raise Unreadable("these bytes are no packed columns of a version that is known")
    try:
        whole = zlib.decompress(plain[4:])
        length = int.from_bytes(whole[:4], "little")
        head = json.loads(whole[4 : 4 + length])
        found = Columns(
            int(head["n"]),
            _sliced(whole[4 + length :], int(head["n"]), head["columns"]),
            {name: tuple(words) for name, words in head["labels"].items()},
        )
        _refuse_crooked(found.codes, found.n, found.labels)
    except (zlib.error, ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise Unreadable("these packed columns are damaged") from wrong
    return found


def joined(batches: Iterable[Columns]) -> Columns:
    """Several batches as one; who was not asked a question of another batch did not answer it.

    Examples
    --------
    >>> both = joined([Columns.of({"a": [1]}, ["W"]), Columns.of({"b": [2]}, ["V"])])
    >>> both.codes["a"].tolist(), both.groups
    ([1, -2], ['W', 'V'])
    """
    parts = [part for part in batches if part.codes] or [Columns(0, {}, {})]
    if len(parts) == 1:
        return parts[0]
    labels = {
        name: tuple(sorted({word for part in parts for word in part.labels.get(name, ("",))}))
        for name in dict.fromkeys(name for part in parts for name in part.labels)
    }
    names = dict.fromkeys(name for part in parts for name in part.codes)
    codes = {
        name: narrowed(np.concatenate([_column(part, name, labels.get(name)) for part in parts]))
        for name in names
    }
    return Columns(sum(part.n for part in parts), codes, labels)


def _column(part: Columns, name: str, labels: tuple[str, ...] | None) -> Codes:
    """A part's column, in the labels of the whole where it has labels."""
    if labels is None:
        return part.codes.get(name, np.full(part.n, NOT_ANSWERED, dtype=np.int8))
    places = {word: at for at, word in enumerate(labels)}
    own = np.array([places[word] for word in part.labels.get(name, ("",))], dtype=np.int32)
    found: Codes = own[part.codes.get(name, np.zeros(part.n, dtype=np.int8))]
    return found


def _sliced(body: bytes, n: int, named: list[list[str]]) -> dict[str, Codes]:
    """Each column's part of the body, which must be used up."""
    found: dict[str, Codes] = {}
    start = 0
    for name, char in named:
        kind = _TYPES[char]
        found[str(name)] = np.frombuffer(body, kind, n, start)
        start += n * kind.itemsize
    if start != len(body) or len(found) != len(named):
        raise ValueError("a column is missing, or one too many is there")
    return found


def _refuse_crooked(
    columns: Mapping[str, Codes], n: int, labels: Mapping[str, Sequence[str]]
) -> None:
    if not 0 <= n <= MOST_ROWS:
        raise ValueError(f"a batch holds 0 to {MOST_ROWS:,} people, got {n}")
    for name, values in columns.items():
        if values.shape != (n,) or values.dtype.char not in _TYPES:
            raise ValueError(f"{name!r} must be a column of codes of the shape ({n},)")
    for name, words in labels.items():
        places = columns.get(name)
        if places is None or (places.size and not 0 <= places.min() <= places.max() < len(words)):
            raise ValueError(f"{name!r} has labels that do not fit its column")
