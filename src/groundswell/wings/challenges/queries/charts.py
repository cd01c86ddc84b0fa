"""The chart of a challenge's measure: with the goal as its line, day 0 and the tests as flags."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from groundswell.engines.measures import queries as measures
from groundswell.engines.measures.models import Measure
from groundswell.ground.kernel.registries import ChartMark
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.charts import (
    COLUMN,
    Flag,
    SpcDrawing,
    Target,
    flag_mark,
    narrow_words,
    spc_svg,
)

from ..clock import clock_of
from ..kinds import Milestone, Stage
from ..models import Challenge, ChallengeMeasure, Goal, Test
from ..outlook import Ahead, ahead_of
from .access import visible_to


@dataclass(frozen=True, slots=True)
class ChartPanel:
    heading: str
    how: str
    url: str
    wide: Markup
    narrow: Markup
    narrow_words: str
    notes: tuple[tuple[Markup, str], ...]
    drawing: SpcDrawing
    is_empty: bool
    ahead: Ahead | None = None  # where it may go by day 100, while that is still to come

    @property
    def latest(self) -> tuple[float | None, str]:
        """The newest number and the period that it is of."""
        known = [p for p in self.drawing.points if p.value is not None]
        return (known[-1].value, known[-1].label) if known else (None, "")

    def show(self, value: float) -> str:
        """A value as the measure says it."""
        return self.drawing.in_words(value) if self.drawing.in_words else f"{value:g}"


def seen_measure(actor: Actor, pk: UUID | None) -> Measure | None:
    """The measure, where the actor may see its numbers."""
    return measures.visible_to(actor).filter(pk=pk).first() if pk else None


def chart_panel(
    challenge: Challenge, measure: Measure, *, goals: Collection[Goal] = (), tests: Iterable[Test]
) -> ChartPanel:
    """The chart of a measure that the actor may see. `goals` are those that it was or is measured
    by, the oldest first; `tests` those that have begun and watch it."""
    document = measures.chart_document(measure)
    ours = (*_day_zero(challenge), *(_begun(t) for t in tests if t.starts_on))
    said = {flag.words for flag in ours}
    others = tuple(f for f in document.drawing.flags if f.words not in said)
    ahead = _ahead(challenge, goals, document.drawing)
    drawing = replace(
        document.drawing,
        flags=(*ours, *others),
        targets=_lines(goals) or document.drawing.targets,
        outlook=ahead.mark if ahead else None,
    )
    return ChartPanel(
        heading=document.heading,
        how=document.how,
        url=reverse("measures:measure", args=[measure.pk]),
        wide=spc_svg(drawing, size=COLUMN),
        narrow=spc_svg(drawing, narrow=True),
        narrow_words=narrow_words(drawing),
        notes=tuple((flag_mark(f.letter), _note(f)) for f in drawing.flags),
        drawing=drawing,
        is_empty=not drawing.points,
        ahead=ahead,
    )


def _ahead(challenge: Challenge, goals: Collection[Goal], drawing: SpcDrawing) -> Ahead | None:
    """Of the goal, while its question is open and its challenge goes on."""
    goal = list(goals)[-1] if goals else None
    if (
        goal is None
        or goal.reached_at
        or challenge.stage != Stage.LIVE
        or challenge.day_zero is None
    ):
        return None
    clock = clock_of(challenge.day_zero, on=challenge.day_zero)
    return ahead_of(
        drawing,
        day_zero=challenge.day_zero,
        day_100=clock.on_day(Milestone.DAY_100),
        target=goal.target,
        baseline=goal.baseline,
        show=drawing.in_words or "{:g}".format,
    )


def day_zero_marks(actor: Actor, measure_id: UUID) -> list[ChartMark]:
    """For the measure's own page: on which day each challenge that watches it began."""
    watching = ChallengeMeasure.objects.filter(
        challenge=OuterRef("pk"), measure=measure_id, removed_at=None
    )
    begun = visible_to(actor).filter(Exists(watching), day_zero__isnull=False)
    return [
        ChartMark(day, _("Day 0 of “%(title)s”") % {"title": title})
        for day, title in begun.order_by("day_zero", "pk").values_list("day_zero", "title")
        if day
    ]


def _lines(goals: Collection[Goal]) -> tuple[Target, ...]:
    """The first goal is drawn through all numbers before it too: that is how far it was."""
    starts = [None, *((g.decided_at or g.set_at).date() for g in list(goals)[1:])]
    return tuple(Target(on, g.target) for on, g in zip(starts, goals, strict=False))


def _day_zero(challenge: Challenge) -> tuple[Flag, ...]:
    return (Flag("0", challenge.day_zero, _("Day 0")),) if challenge.day_zero else ()


def _begun(test: Test) -> Flag:
    assert test.starts_on is not None  # the caller has asked
    return Flag(str(test.number), test.starts_on, test.begun_words)


def _note(flag: Flag) -> str:
    on = words.day(flag.x) if isinstance(flag.x, dt.date) else str(flag.x)
    return _("%(day)s: %(words)s") % {"day": on, "words": flag.words}
