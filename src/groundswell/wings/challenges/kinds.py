"""Codes that are stored and the words that people read for them."""

import enum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """How far a challenge has come. Days are counted by the clock, not kept here."""

    DESIGN = "design", _("In design")
    LIVE = "live", _("Under way")
    SUSTAINING = "sustaining", _("Keeping what worked")
    CLOSED = "closed", _("Closed")
    STOPPED = "stopped", _("Stopped")


class Milestone(models.TextChoices):
    """The days that a team and its leaders meet for."""

    LAUNCH = "launch", _("Launch")
    DAY_25 = "day25", _("Day 25")
    DAY_50 = "day50", _("Day 50")
    DAY_75 = "day75", _("Day 75")
    DAY_100 = "day100", _("Day 100")
    SIX_MONTHS = "six_months", _("Six months on")
    ONE_YEAR = "one_year", _("One year on")


class Standing(models.TextChoices):
    """From where somebody joins a team."""

    STAFF = "staff", _("Works in an organisation that takes part")
    LIVED_EXPERIENCE = "lived_experience", _("Lived experience of the service")
    VOLUNTEER = "volunteer", _("Volunteer or carer")


class Leave(models.TextChoices):
    """Whether a line manager has released somebody."""

    NOT_NEEDED = "not_needed", _("No release needed")
    TO_ASK = "to_ask", _("Manager not asked yet")
    ASKED = "asked", _("Manager asked")
    GIVEN = "given", _("Released")
    DECLINED = "declined", _("Not released, with a reason")


class Baseline(models.TextChoices):
    """Where the value before the change comes from."""

    MEASURED = "measured", _("Measured before day 0")
    SURROGATE = "surrogate", _("The first month stands in")
    STANDARD = "standard", _("None: a set standard is the aim")


class GoalState(models.TextChoices):
    PROPOSED = "proposed", _("Waiting for the sponsor")
    CURRENT = "current", _("The goal")
    DECLINED = "declined", _("Not changed, with a reason")
    REPLACED = "replaced", _("Replaced")
    WITHDRAWN = "withdrawn", _("Taken back")


class IdeaState(models.TextChoices):
    OPEN = "open", _("Idea")
    TESTED = "tested", _("Became a test")
    SET_ASIDE = "set_aside", _("Set aside")


class TestState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Running")
    HELD_UP = "held_up", _("Held up")
    DONE = "done", _("Done")


TestState.__test__ = False  # type: ignore[attr-defined]  # no test of ours, whatever its name


class Outcome(models.TextChoices):
    """What a team does with what a test taught it."""

    ADOPT = "adopt", _("Adopt")
    ADAPT = "adapt", _("Adapt")
    ABANDON = "abandon", _("Abandon")


class AskKind(models.TextChoices):
    PERMISSION = "permission", _("Leave to try something")
    BARRIER = "barrier", _("A barrier to be moved")


class AskState(models.TextChoices):
    WAITING = "waiting", _("Waiting for an answer")
    GRANTED = "granted", _("Granted")
    WITHIN_LIMITS = "within_limits", _("Granted within limits")
    DECLINED = "declined", _("Declined, with a reason")
    WITHDRAWN = "withdrawn", _("Taken back by the team")


ANSWERS = (AskState.GRANTED, AskState.WITHIN_LIMITS, AskState.DECLINED)


class AskStep(models.TextChoices):
    """What happened to an ask on its way to an answer."""

    REMINDED = "reminded", _("Reminded")
    PASSED_ON = "passed_on", _("Passed on")
    ESCALATED = "escalated", _("Escalated")


class HandoverLevel(models.IntegerChoices):
    """Who runs the team's meetings: from the coach to the team itself."""

    COACH_LEADS = 1, _("The coach leads")
    SHARED = 2, _("Coach and team leader share")
    LEADER_LEADS = 3, _("The team leader leads, the coach helps")
    COACH_WATCHES = 4, _("The team leader leads, the coach watches")
    TEAM_ALONE = 5, _("The team runs without a coach")


class ReviewState(models.TextChoices):
    OPEN = "open", _("In preparation")
    HELD = "held", _("Held")


class Verdict(models.TextChoices):
    """What becomes of a change after day 100."""

    KEEP = "keep", _("Keep")
    ADAPT = "adapt", _("Adapt")
    STOP = "stop", _("Stop")
    SCALE = "scale", _("Scale")


class Answered(models.TextChoices):
    """A leader's answer to a recommendation or to a plan to keep a change."""

    WAITING = "waiting", _("Waiting for the leaders")
    AGREED = "agreed", _("Agreed")
    PARTLY = "partly", _("Agreed in part")
    DECLINED = "declined", _("Declined, with a reason")


class Held(models.TextChoices):
    """Whether a gain was still there when the system asked."""

    HELD = "held", _("The gain held")
    PARTLY = "partly", _("Some of the gain held")
    LOST = "lost", _("The gain was lost")
    UNKNOWN = "unknown", _("Nobody can say")


class ResultKind(models.TextChoices):
    """Every kind of result that challenges have had."""

    PERCENTAGE_CHANGE = "percentage_change", _("A percentage went up or down")
    MONEY = "money", _("Money saved or spent better")
    THRESHOLD = "threshold", _("People who crossed a threshold")
    PHYSICAL = "physical", _("A physical measurement changed on average")
    INSTRUMENT = "instrument", _("A validated questionnaire changed")
    SURVIVAL = "survival", _("A change that lasted after day 100")
    SPREAD = "spread", _("A change that spread")
    AWARD = "award", _("An award from outside")


class StoryState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ASKED = "asked", _("Waiting for approval")
    PUBLISHED = "published", _("Public")
    WITHDRAWN = "withdrawn", _("Taken down")


class Talk(models.TextChoices):
    """What a weekly meeting speaks of, in this order: the codes of its agenda."""

    CHECK_IN = "check_in", _("Check-in")
    DATA = "data", _("How near we are, with data")
    OBSTACLES = "obstacles", _("Obstacles, and help that we need")
    PLAN = "plan", _("The plan")
    AGREEMENT = "agreement", _("Our agreement")
    NEXT = "next", _("Next steps")


class Told(enum.StrEnum):
    """What people are told about; each of them chooses how it reaches them."""

    YOURS = "challenges.yours"  # you joined, were appointed, were released
    CHANGED = "challenges.changed"  # launched, moved, ended: what everybody in it hears once
    GOAL = "challenges.goal"  # a change of the goal, proposed and answered
    NUMBERS = "challenges.numbers"  # a measure without a number for too long
    KEEPING = "challenges.keeping"  # did the gain hold? a leader's answer; a story to approve
    ASK = "challenges.ask"  # somebody asks you, or was answered


DAYS = 100
SMALLEST_TEAM, LARGEST_TEAM = 8, 15
ANSWER_DAYS = 7  # within so many days leaders promise to answer, unless a challenge says otherwise
ANSWER_DAYS_MEASURE = "challenges.answer_days"  # the days that a host's leaders take, counted by us
PLAN = "plan"  # the occasion of the promises that make up a plan
MEETING = "challenges.weekly"  # the kind of gathering
EARLY_WIN_DAY = 15  # by about then there should be something to celebrate
PROMISED_AT = (Milestone.LAUNCH, Milestone.DAY_50, Milestone.DAY_100)  # sponsors, to their team
