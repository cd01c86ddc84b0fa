"""Codes that are stored and the words that people read for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeasureRole(models.TextChoices):
    """What a measure is for in a piece of improvement work."""

    OUTCOME = "outcome", _("Outcome measure")
    PROCESS = "process", _("Process measure")
    BALANCING = "balancing", _("Balancing measure")


class Number(models.TextChoices):
    """What kind of number is written down; the chart is chosen by it."""

    PERCENTAGE = "percentage", _("A percentage")
    COUNT = "count", _("A count")
    RATE = "rate", _("A rate, such as falls per 1,000 bed days")
    MEAN = "mean", _("An average")
    MONEY = "money", _("Money, in pounds")
    DAYS_BETWEEN = "days_between", _("Days between rare events")
    SCORE = "score", _("A score")


class Good(models.TextChoices):
    UP = "up", _("Higher is better")
    DOWN = "down", _("Lower is better")
    NEITHER = "neither", _("Neither is better")


class Frequency(models.TextChoices):
    DAY = "day", _("Daily")
    WEEK = "week", _("Weekly")
    MONTH = "month", _("Monthly")
    QUARTER = "quarter", _("Quarterly")


class Audience(models.TextChoices):
    """Who sees a chart. A team's chart is the team's until the team shares it."""

    TEAM = "team", _("The team")
    ORGANISATION = "organisation", _("Everyone in the organisation")
    PARTNERSHIP = "partnership", _("Everyone in the partnership")


class ChartKind(models.TextChoices):
    AUTO = "auto", _("The chart that fits the numbers")
    RUN = "run", _("Run chart")
    XMR = "xmr", _("XmR chart")
    P = "p", _("p chart")
    PP = "pp", _("p′ chart")
    U = "u", _("u chart")
    UP = "up", _("u′ chart")
    C = "c", _("c chart")
    G = "g", _("g chart")
    T = "t", _("t chart")


class Origin(models.TextChoices):
    """How a number came in."""

    TYPED = "typed", _("Typed")
    PASTED = "pasted", _("Pasted")
    IMPORTED = "imported", _("From a file")
    API = "api", _("From another system")
    KEPT = "kept", _("Counted by Groundswell")


class ProposalState(models.TextChoices):
    WAITING = "waiting", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Limits recalculated")
    DECLINED = "declined", _("Declined, with a reason")
    WITHDRAWN = "withdrawn", _("Withdrawn: the shift has gone")
    UNDONE = "undone", _("Recalculated, and taken back with a reason")


DECIDED = (ProposalState.ACCEPTED, ProposalState.DECLINED, ProposalState.UNDONE)


class Attention(models.IntegerChoices):
    """What deserves a reader's time first, in this order."""

    WORSENING = 0, _("Worsening")
    OUT_OF_REACH = 1, _("Target not in reach")
    WAITING = 2, _("Waiting for an answer")
    IMPROVING = 3, _("Improving")
    CHANGED = 4, _("Changed, no judgement")
    STEADY = 5, _("Steady")
    TOO_FEW = 6, _("Too few numbers to say")


UNCHOSEN = ("", _("Choose one"))  # what a list shows before anybody has chosen
RUN_LENGTHS = (6, 7, 8)
SHORTEST_BASELINE = 12  # points; what science.spc asks for
MOST_PLACES = 4  # decimals
NEEDS_DENOMINATOR = frozenset({ChartKind.P, ChartKind.PP, ChartKind.U, ChartKind.UP})
CAN_HAVE_DENOMINATOR = frozenset({Number.PERCENTAGE, Number.RATE, Number.MEAN})
