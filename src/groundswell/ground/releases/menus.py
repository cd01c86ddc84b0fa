"""Menus: as they are kept, and the one that suits a survey of a whole organisation."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from groundswell.science.disclosure import Statistic, statistic

from .kinds import EVERYBODY, PEOPLE, Menu, Part, Where, answered, distribution, mean, thirds


def menu_form(menu: Menu) -> dict[str, Any]:
    """A menu as plain values, for a row or a task."""
    parts = [
        {
            "groups": [{column: list(values) for column, values in g.items()} for g in part.groups],
            "statistics": [str(one) for one in part.statistics],
        }
        for part in menu.parts
    ]
    return {"parts": parts, "texts": list(menu.texts)}


def menu_from(form: Mapping[str, Any]) -> Menu:
    """The menu that `menu_form` has made plain."""
    parts = tuple(
        Part(tuple(one["groups"]), tuple(map(statistic, one["statistics"])))
        for one in form["parts"]
    )
    return Menu(parts, tuple(form["texts"]))


def asked_of(menu: Menu) -> Iterator[tuple[Where, Statistic]]:
    """Every single question of a menu."""
    for part in menu.parts:
        for where in part.groups:
            for one in part.statistics:
                yield where, one


def standard_menu(
    items: Mapping[str, Sequence[int]],
    *,
    large: Sequence[Where] = (),
    small: Sequence[Where] = (),
    texts: Sequence[str] = (),
) -> Menu:
    """What a survey is usually published by.

    Everybody gets the share of each option. In a smaller group somebody is missing at some option:
    0 % must be hidden, takes others with it, and is slow to plan.

    Parameters
    ----------
    items : mapping of item to its options
    large : sequence of Where
        Groups of hundreds, such as divisions: means, and shares below, at and above the middle.
    small : sequence of Where
        Groups of tens, such as wards: means.
    texts : sequence of str
        Items whose comments are shown.
    """
    each = [s for item in items for s in (answered(item), mean(item))]
    means = (PEOPLE, *each)
    single = [s for item, codes in items.items() for s in distribution(item, codes)]
    coarse = [s for item, codes in items.items() for s in thirds(item, codes)]
    parts = (
        Part((EVERYBODY,), (*means, *dict.fromkeys([*single, *coarse]))),
        Part(tuple(large), (*means, *coarse)),
        Part(tuple(small), means),
    )
    return Menu(parts, tuple(texts))
