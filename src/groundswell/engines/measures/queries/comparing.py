"""One definition in many places, side by side: the same scale for all, by name, never ranked."""

from dataclasses import dataclass

from django.db.models import Max, Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from groundswell.ground.people.actors import Actor
from groundswell.ground.web.charts import small_multiple_svg
from groundswell.ground.web.paging import Pager, paged

from .. import reading
from ..charting import judge_all, picture_of
from ..charting import words as chart_words
from ..models import Definition, Measure
from .tables import Asked, in_use, narrowed, state_of

_PER_PAGE = 24  # small charts; as many as are looked at in one go


@dataclass(frozen=True, slots=True)
class Small:
    place: str
    url: str
    now: str
    variation: str
    svg: Markup


@dataclass(frozen=True, slots=True)
class Comparison:
    title: str
    url: str
    scale: str  # from where to where all of them reach, in words
    smalls: tuple[Small, ...]
    pager: Pager
    asked: str


def comparison(actor: Actor, definition: Definition, asked: Asked) -> Comparison:
    """Small charts of the places where this is measured, as far as this reader may see them."""
    measures = narrowed(in_use(actor).filter(definition=definition), asked)
    shown, pager = paged(
        measures.order_by("organisation__name", "team__name", "pk"),
        asked.page,
        _PER_PAGE,
        keep=asked.kept,
    )
    style = reading.style_of(definition)
    judged = judge_all(reading.series_of(shown))
    pictures = [
        picture_of(one, style, name=f"small-{m.pk}", title=m.place_name)
        for m, one in zip(shown, judged, strict=True)
    ]
    low, high = _scale(measures)
    svgs = [small_multiple_svg(one, low=low, high=high) for one in pictures]
    return Comparison(
        title=definition.title,
        url=reverse("measures:definition", args=[definition.pk]),
        scale=_("%(low)s to %(high)s") % {"low": style.show(low), "high": style.show(high)},
        smalls=tuple(
            Small(
                place=_("%(team)s, %(place)s") % {"team": m.team.name, "place": m.organisation.name}
                if m.team
                else m.organisation.name,
                url=reverse("measures:measure", args=[m.pk]),
                now=style.show(state_of(m).last_value),
                variation=chart_words.VARIATIONS[state_of(m).variation](),
                svg=svg,
            )
            for m, svg in zip(shown, svgs, strict=True)
        ),
        pager=pager,
        asked=asked.words,
    )


def _scale(measures: QuerySet[Measure]) -> tuple[float, float]:
    """From the lowest to the highest number or target of all these places, on every page.

    From what is kept of each chart: their numbers are not read.
    """
    stands = Q(targets__withdrawn_at=None)
    found = measures.order_by().aggregate(
        low=Min("state__lowest"),
        high=Max("state__highest"),
        lowest_target=Min("targets__value", filter=stands),
        highest_target=Max("targets__value", filter=stands),
    )
    low, high = found["low"] or 0.0, found["high"] or 1.0
    if found["lowest_target"] is not None:  # a target off the scale would be drawn at its edge
        low, high = min(low, found["lowest_target"]), max(high, found["highest_target"])
    return (0.0, high) if 0 <= low <= (high - low) else (low, high)
