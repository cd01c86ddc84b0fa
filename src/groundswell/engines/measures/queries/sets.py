"""What the pages of a set show besides its table."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.people.actors import Actor

from ..models import MeasureSet
from .tables import in_use


@dataclass(frozen=True, slots=True)
class ReorderPage:
    title: str
    crumb: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, str, str], ...]  # the measure's id, its title, its place
    back_url: str


def reorder_page(actor: Actor, measure_set: MeasureSet) -> ReorderPage:
    """The measures of a set that this reader may see, in their order."""
    held = {pk: place for place, pk in enumerate(_order(measure_set))}
    measures = sorted(in_use(actor).filter(pk__in=held), key=lambda m: held[m.pk])
    url = reverse("measures:set", args=[measure_set.pk])
    return ReorderPage(
        title=_("Order of “%(title)s”") % {"title": measure_set.title},
        crumb=(
            (_("Measures"), reverse("measures:index")),
            (measure_set.title, url),
            (_("Order"), ""),
        ),
        lines=tuple((str(m.pk), m.definition.title, m.place_name) for m in measures),
        back_url=url,
    )


def order_after(measure_set: MeasureSet, up: str, down: str) -> list[UUID]:
    """The order in which one measure has moved one place; unchanged where it cannot."""
    order = _order(measure_set)
    for pk, step in ((up, -1), (down, 1)):
        place = next((i for i, one in enumerate(order) if str(one) == pk), None)
        if place is None or not 0 <= place + step < len(order):
            continue
        order[place], order[place + step] = order[place + step], order[place]
    return order


def set_initial(measure_set: MeasureSet) -> dict[str, Any]:
    """What the form of a set holds at first."""
    return {
        "title": measure_set.title,
        "audience": measure_set.audience,
        "measures": [str(pk) for pk in _order(measure_set)],
        "version": measure_set.version,
    }


def _order(measure_set: MeasureSet) -> list[UUID]:
    return list(measure_set.items.order_by("position", "pk").values_list("measure_id", flat=True))
