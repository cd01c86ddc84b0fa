"""Why a team needs somebody's attention: reasons that can be counted, each in a sentence. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.web import words

from .kinds import DAYS, SMALLEST_TEAM

QUIET_DAYS = 14  # without a number
MEETING_DAYS = 10  # without a meeting
TESTS_FROM_DAY = 10
GOAL_FROM_DAY = 5


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about one team today. Days are counted from the last of its kind, or from day
    zero where there was none."""

    day: int
    n_people: int
    has_goal: bool
    n_running: int  # tests
    quiet_days: int  # since the newest number of any measure
    meeting_days: int  # since the last meeting
    n_overdue: int  # asks
    overdue_days: int  # of the oldest of them
    is_worsening: bool  # the goal's measure, as far as the reader may see it
    n_late_promises: int


@dataclass(frozen=True, slots=True)
class Reason:
    """`page` is the URL name, without namespace, of the page where something can be done."""

    page: str
    sentence: str


def reasons(facts: Facts) -> Iterator[Reason]:
    """What others cannot see from outside comes first: who waits for leaders, then the rest."""
    if facts.n_overdue:
        days = words.count(facts.overdue_days, "day", "days")
        told = {"n": facts.n_overdue, "days": days}
        yield Reason(
            "asks",
            ngettext(
                "%(n)s ask is overdue, by %(days)s.",
                "%(n)s asks are overdue, the oldest by %(days)s.",
                facts.n_overdue,
            )
            % told,
        )
    if facts.n_late_promises:
        said = ngettext(
            "%(n)s promise of the sponsor is late.",
            "%(n)s promises of the sponsor are late.",
            facts.n_late_promises,
        )
        yield Reason("team", said % {"n": facts.n_late_promises})
    if facts.is_worsening:
        yield Reason("goal", _("The measure of the goal is getting worse."))
    if 0 <= facts.day <= DAYS:
        yield from _while_it_runs(facts)


def _while_it_runs(facts: Facts) -> Iterator[Reason]:
    if facts.day > GOAL_FROM_DAY and not facts.has_goal:
        yield Reason("goal", _("There is no goal yet, on day %(day)s.") % {"day": facts.day})
    if facts.quiet_days >= QUIET_DAYS:
        yield Reason("measures", _("No number has come for %(n)s days.") % {"n": facts.quiet_days})
    if facts.day > TESTS_FROM_DAY and not facts.n_running:
        yield Reason("tests", _("No test is running."))
    if facts.meeting_days >= MEETING_DAYS:
        yield Reason(
            "meetings", _("The team has not met for %(n)s days.") % {"n": facts.meeting_days}
        )
    if facts.n_people < SMALLEST_TEAM:
        yield Reason(
            "team",
            _("The team has %(n)s people, fewer than %(least)s.")
            % {"n": facts.n_people, "least": SMALLEST_TEAM},
        )
