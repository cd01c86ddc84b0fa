"""Long lists in parts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Pager:
    """Which part of a list is shown. Drawn by `components/pager.html`."""

    words: str  # "51 to 100 of 312"
    previous_url: str  # empty where there is none
    next_url: str


@dataclass(frozen=True, slots=True)
class NumberedPager(Pager):
    """The same of a list that was counted."""

    number: int  # of this part, from 1
    n_pages: int
    total: int


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
    name: str = "page",
    section: str = "",
) -> tuple[list[T_co], NumberedPager]:
    """One part of a list and the way to its neighbours; asks the database twice.

    Parameters
    ----------
    number
        Which part, as it came with the address: what is no number is taken as 1, what lies beyond
        the end as the last.
    keep
        What else the address holds, such as a filter, so that the links keep it.
    name, section
        Where a page has more lists than one: how this one's part is called in the address, and the
        id at which the list begins.
    """
    total = len(rows) if isinstance(rows, Sequence) else rows.count()
    n_pages = max(1, -(-total // per_page))
    first = min(first_of(number, per_page), (n_pages - 1) * per_page)
    here = first // per_page + 1
    part = list(rows[first : first + per_page])
    at = f"#{section}" if section else ""
    pager = NumberedPager(
        number=here,
        n_pages=n_pages,
        total=total,
        words=_("%(first)s to %(last)s of %(total)s")
        % {"first": f"{first + 1:,}", "last": f"{first + len(part):,}", "total": f"{total:,}"},
        previous_url=_link(keep, **{name: here - 1}) + at if here > 1 else "",
        next_url=_link(keep, **{name: here + 1}) + at if here < n_pages else "",
    )
    return part, pager


def first_of(number: str | int | None, per_page: int) -> int:
    """How many rows come before the part, as `number` says it, wherever the list may end.

    >>> first_of("3", 20), first_of("first", 20), first_of(None, 20)
    (40, 0, 0)
    """
    return (max(_whole(number), 1) - 1) * per_page


def _whole(number: str | int | None) -> int:
    text = str(number)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _link(keep: Mapping[str, str] | None, **place: object) -> str:
    return "?" + urlencode({**(keep or {}), **place})


@dataclass(frozen=True, slots=True)
class Step:
    """From which row of a long list to go on, and which way: as it came with the address."""

    key: str = ""  # of a row that was seen; empty: begin at the beginning
    is_back: bool = False


PLACES = ("page", "after", "before")  # what an address says of the part that is looked at


def step_from(address: Mapping[str, str]) -> Step:
    """What the address says: ``?after=<key>``, ``?before=<key>``, or nothing."""
    if key := address.get("before"):
        return Step(key, is_back=True)
    return Step(address.get("after", ""))


M = TypeVar("M", bound=Model)


def walked(
    rows: QuerySet[M],
    by: str,
    step: Step,
    per_page: int = 50,
    *,
    label: Callable[[M], str],
    keep: Mapping[str, str] | None = None,
) -> tuple[list[M], Pager]:
    """One part of a list that may be very long, and the way to its neighbours.

    It is never counted, and what comes before the part is never read: with an index the last part
    comes as fast as the first. Asks the database three times at most.

    Parameters
    ----------
    by
        The field in whose order the rows are shown, a minus before it for falling; rows of one
        value follow by their keys. An index has to begin with what `rows` is narrowed by, and end
        with this field and the key.
    step
        Where to go on. A row that is no longer there leads to the beginning.
    label
        What a row is called in "from here to there".
    """
    at = _place_of(rows, by, step.key)
    is_back = step.is_back and at is not None
    part = list(_beyond(rows, by, at, is_back)[: per_page + 1])
    is_more = len(part) > per_page
    if at and (not part or (is_back and not is_more)):  # less than a whole first part
        return walked(rows, by, Step(), per_page, label=label, keep=keep)
    shown = part[:per_page][::-1] if is_back else part[:per_page]
    return shown, Pager(
        words=_between(label(shown[0]), label(shown[-1])) if shown else "",
        previous_url=_link(keep, before=shown[0].pk) if at else "",
        next_url=_link(keep, after=shown[-1].pk) if is_more or is_back else "",
    )


def sifted(
    rows: QuerySet[M],
    wanted: Q,
    by: str,
    step: Step,
    per_page: int = 50,
    *,
    reach: int,
    label: Callable[[M], str],
    keep: Mapping[str, str] | None = None,
) -> tuple[list[M], Pager]:
    """One part of those rows of a very long list that are wanted, where no index finds them.

    As `walked`, but at most `reach` rows are looked through at a time: to find nothing takes no
    longer the longer the list is. A part may then be short or empty; its pager says from where to
    where was looked, and leads on from there. Asks the database four times at most.
    """
    at = _place_of(rows, by, step.key)
    is_back = step.is_back and at is not None
    ahead = _beyond(rows, by, at, is_back)
    ends = list(ahead[reach - 1 : reach + 1])  # the last that is looked at, and what follows it
    part = list(_before(ahead, by, ends[1:], is_back).filter(wanted)[: per_page + 1])
    shown = part[:per_page]
    far = shown[-1] if len(part) > per_page else ends[0] if len(ends) > 1 else None
    near = next(iter(shown or ahead[:1]), None)
    if near is None or (is_back and far is None):  # less than a whole first part
        if at is None:
            return [], Pager(words="", previous_url="", next_url="")
        return sifted(rows, wanted, by, Step(), per_page, reach=reach, label=label, keep=keep)
    first, last = (far, near) if is_back else (near, far)
    return shown[::-1] if is_back else shown, Pager(
        words=_between(label(first or near), label(last or [near, *shown][-1])),
        previous_url=_link(keep, before=first.pk) if at and first else "",
        next_url=_link(keep, after=last.pk) if last else "",
    )


def _before(rows: QuerySet[M], by: str, ends: Sequence[M], is_back: bool) -> QuerySet[M]:
    """The rows nearer than the end, where there is one, the nearest first."""
    if not ends:
        return rows
    field = by.lstrip("-")
    nearer = _beyond(rows, by, (getattr(ends[0], field), ends[0].pk), not is_back)
    return nearer.order_by(*rows.query.order_by)


def _place_of(rows: QuerySet[M], by: str, key: str) -> tuple[Any, Any] | None:
    """What the row with the key has in the field, and the key; None where it is not there."""
    try:
        found = rows.filter(pk=key).values_list(by.lstrip("-"), "pk") if key else []
    except ValidationError:
        return None
    return next(iter(found), None)


def _beyond(rows: QuerySet[M], by: str, at: tuple[Any, Any] | None, is_back: bool) -> QuerySet[M]:
    """The rows on the other side of the place, the nearest first."""
    field, is_falling = by.lstrip("-"), by.startswith("-") != is_back
    if at:
        value, key = at
        way = "lt" if is_falling else "gt"
        nearer = Q(**{f"{field}__{way}": value}) | Q(**{f"pk__{way}": key})
        rows = rows.filter(nearer, **{f"{field}__{way}e": value})  # the second finds its index
    sign = "-" if is_falling else ""
    return rows.order_by(f"{sign}{field}", f"{sign}pk")


def _between(first: str, last: str) -> str:
    if first == last:
        return first
    return _("%(first)s to %(last)s") % {"first": first, "last": last}
