"""What surveys have asked of whom this quarter. It counts people asked, never answers."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from ..audience import Audience
from ..kinds import State
from ..models import Asking, Survey
from .strokes import minutes_svg

MOST_ASKED = 3  # times a quarter that a group can be asked without a word of warning
MOST_MINUTES = 30  # a quarter, of each person, likewise
_MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class Quarter:
    begins: dt.date
    ends: dt.date

    @property
    def label(self) -> str:
        return _("%(from)s to %(to)s") % {
            "from": words.day(self.begins),
            "to": words.day(self.ends),
        }


def quarter_of(on: dt.date) -> Quarter:
    """The quarter of the year that the day lies in.

    >>> quarter_of(dt.date(2026, 6, 15))
    Quarter(begins=datetime.date(2026, 4, 1), ends=datetime.date(2026, 6, 30))
    """
    begins = on.replace(month=(on.month - 1) // 3 * 3 + 1, day=1)
    after = (begins + dt.timedelta(days=93)).replace(day=1)
    return Quarter(begins, after - dt.timedelta(days=1))


@dataclass(frozen=True, slots=True)
class BurdenRow:
    """A group, and what has been asked of each person in it this quarter."""

    label: str
    asked: str  # "3 surveys"
    minutes: str  # "18 minutes each"
    staff_time: str  # of all of them together
    picture: Markup
    is_much: bool


@dataclass(frozen=True, slots=True)
class BurdenPage:
    title: str
    lead: str
    rows: tuple[BurdenRow, ...]
    headings: tuple[str, ...]


def burden_page(actor: Actor, at: dt.datetime) -> BurdenPage:
    """The ledger of the organisations that the actor belongs to, the most asked first."""
    quarter = quarter_of(day_of(at))
    lines = _lines(quarter).filter(organisation_id__in=actor.organisation_ids)
    groups: dict[UUID, list[Asking]] = defaultdict(list)
    for line in lines.select_related("organisation", "team", "survey").order_by("asked_on", "pk"):
        groups[line.team_id or line.organisation_id].append(line)
    rows = sorted((_row(lines) for lines in groups.values()), key=lambda pair: pair[0])
    return BurdenPage(
        title=_("What surveys have asked of people"),
        lead=_("%(quarter)s. One stroke is one minute of each person; a gap parts two surveys.")
        % {"quarter": quarter.label},
        rows=tuple(row for _order, row in rows[:_MOST_ROWS]),
        headings=(_("Group"), _("Asked"), _("Of each person"), _("Of all together"), _("Drawn")),
    )


def _lines(quarter: Quarter) -> QuerySet[Asking]:
    dropped = [State.DROPPED]
    return Asking.objects.filter(asked_on__gte=quarter.begins, asked_on__lte=quarter.ends).exclude(
        survey__state__in=dropped
    )


def _row(lines: list[Asking]) -> tuple[tuple[int, str], BurdenRow]:
    first, minutes = lines[0], [line.minutes for line in lines]
    label = str(first.team or first.organisation)
    together = sum(line.minutes * line.n_people for line in lines)
    told = ", ".join(
        _("%(title)s: %(minutes)s")
        % {"title": line.survey.title, "minutes": words.count(line.minutes, "minute", "minutes")}
        for line in lines
    )
    row = BurdenRow(
        label=label,
        asked=words.count(len(lines), "survey", "surveys"),
        minutes=words.count(sum(minutes), "minute", "minutes"),
        staff_time=_staff_time(together),
        picture=minutes_svg(minutes, label=told),
        is_much=len(lines) >= MOST_ASKED or sum(minutes) >= MOST_MINUTES,
    )
    return (-sum(minutes), label.casefold()), row


def _staff_time(minutes: int) -> str:
    hours = round(minutes / 60)
    return (
        words.count(minutes, "minute", "minutes")
        if minutes < 120
        else ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": words.number(hours)}
    )


def warnings_of(survey: Survey, asked: Audience, on: dt.date) -> tuple[str, ...]:
    """A sentence for each group that has been asked much already, before it is asked again."""
    quarter = quarter_of(survey.opens_on or on)
    lines = _lines(quarter).exclude(survey=survey).filter(_of_units(asked))
    of_unit: dict[UUID, list[int]] = defaultdict(list)
    for team_id, organisation_id, minutes in lines.values_list(
        "team_id", "organisation_id", "minutes"
    ):
        of_unit[team_id or organisation_id].append(minutes)
    found = [
        (sum(minutes), asked.units[pk].label, minutes)
        for pk, minutes in of_unit.items()
        if pk in asked.units and asked.units[pk].n_asked and _is_much(minutes, survey.minutes)
    ]
    return tuple(_sentence(*one, survey.minutes) for one in sorted(found, reverse=True)[:20])


def _of_units(asked: Audience) -> Q:
    organisations: Collection[UUID] = set(asked.organisation_of.values())
    return Q(organisation_id__in=organisations)


def _is_much(before: Iterable[int], minutes: int) -> bool:
    several = list(before)
    return len(several) >= MOST_ASKED - 1 or sum(several) + minutes > MOST_MINUTES


def _sentence(total: int, label: str, before: list[int], minutes: int) -> str:
    return ngettext(
        "%(who)s: asked %(n)s time this quarter, %(total)s in all. This would add %(more)s.",
        "%(who)s: asked %(n)s times this quarter, %(total)s in all. This would add %(more)s.",
        len(before),
    ) % {
        "who": label,
        "n": len(before),
        "total": words.count(total, "minute", "minutes"),
        "more": words.count(minutes, "minute", "minutes"),
    }
