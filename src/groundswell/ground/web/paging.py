"""Long lists in parts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar
from urllib.parse import urlencode

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Pager:
    """Which part of a list is shown. Drawn by `components/pager.html`."""

    number: int  # of this part, from 1
    n_pages: int
    total: int
    words: str  # "51 to 100 of 312"
    previous_url: str  # empty where there is none
    next_url: str


T_co = TypeVar("T_co", covariant=True)


class Countable(Protocol[T_co]):
    """A queryset, as far as paging needs to know."""

    def count(self) -> int: ...

    def __getitem__(self, part: slice, /) -> Iterable[T_co]: ...


def paged(
    rows: Countable[T_co] | Sequence[T_co],
    number: str | int | None,
    per_page: int = 50,
    *,
    keep: Mapping[str, str] | None = None,
) -> tuple[list[T_co], Pager]:
    """One part of a list and the way to its neighbours; asks the database twice.

    Parameters
    ----------
    number
        Which part, as it came with the address: what is no number is taken as 1, what lies beyond
        the end as the last.
    keep
        What else the address holds, such as a filter, so that the links keep it.
    """
    total = len(rows) if isinstance(rows, Sequence) else rows.count()
    n_pages = max(1, -(-total // per_page))
    here = min(max(_whole(number), 1), n_pages)
    first = (here - 1) * per_page
    part = list(rows[first : first + per_page])
    pager = Pager(
        number=here,
        n_pages=n_pages,
        total=total,
        words=_("%(first)s to %(last)s of %(total)s")
        % {"first": f"{first + 1:,}", "last": f"{first + len(part):,}", "total": f"{total:,}"},
        previous_url=_link(here - 1, keep) if here > 1 else "",
        next_url=_link(here + 1, keep) if here < n_pages else "",
    )
    return part, pager


def _whole(number: str | int | None) -> int:
    text = str(number)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _link(number: int, keep: Mapping[str, str] | None) -> str:
    return "?" + urlencode({**(keep or {}), "page": number})
