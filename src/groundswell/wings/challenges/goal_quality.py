"""Whether a goal is one: seven questions, each answered with its reason. Pure.

A goal of a hundred days is a result, far from where things stand, with a number, that the team
chose itself; and on day 100 somebody can look and say yes or no.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from .kinds import DAYS, Baseline

State = Literal["met", "open", "unmet"]
STRETCH = 0.25  # of where things stand: less than this would come about by itself
ENOUGH_NUMBERS = 6  # after day 0; fewer than a run of six tell nothing from chance
_PERIOD_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91}

# With such words begins what a team does, not what changes for people.
_DOING = re.compile(
    r"(we (will|want to|aim to|are going to) )?(to )?"
    r"(set up|roll out|put in place|agree|appoint|build|buy|create|deliver|design|develop|draft|"
    r"establish|explore|hold|implement|install|introduce|launch|map|organise|pilot|plan|produce|"
    r"promote|provide|publish|raise awareness|review|run|start|support|train|understand|work|write)"
    r"\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|"
    r"fifty|sixty|seventy|eighty|ninety|hundred|thousand|half|halve|double|twice|third|quarter|"
    r"every|everybody|everyone|nobody|none|all|no)\b",
    re.IGNORECASE,
)
_OPEN_QUESTION = re.compile(r"(how|what|why|who|which|when|where|to what)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """What the questions are asked of. `show` says a value as the measure does."""

    statement: str
    target: float
    baseline: float | None
    baseline_kind: str
    yes_no_test: str
    agreed_words: str
    good: str = ""  # "up", "down" or "neither"; empty where no measure says it
    frequency: str = ""  # of the measure; empty where there is none
    show: Callable[[float], str] = "{:g}".format


@dataclass(frozen=True, slots=True)
class Check:
    """One question, its answer, and the sentence that explains it."""

    code: str
    title: str
    state: State
    sentence: str


def check_goal(goal: GoalFacts) -> tuple[Check, ...]:
    """Every question answered, in the order in which a team thinks them through."""
    return (
        Check("result", _("A result, not an activity"), *_result(goal)),
        Check("number", _("A number in the sentence"), *_number(goal)),
        Check("stretch", _("Far from where things stand"), *_stretch(goal)),
        Check("direction", _("In the direction that is better"), *_direction(goal)),
        Check("test", _("A test that is answered yes or no"), *_test(goal)),
        Check("seen", _("To be seen by day 100"), *_seen(goal)),
        Check("team", _("Chosen by the team"), *_team(goal)),
    )


def change_words(show: Callable[[float], str], change: float) -> str:
    """How far from one value to another: of percentages so many points, not per cent.

    >>> change_words("{:g}%".format, -28), change_words("£{:g}".format, 28)
    ('28 points', '£28')
    """
    text = show(abs(change))
    return _("%(n)s points") % {"n": text.removesuffix("%")} if text.endswith("%") else text


def _result(goal: GoalFacts) -> tuple[State, str]:
    found = _DOING.match(goal.statement.strip())
    if not found:
        return "met", _("It says what will be different for people.")
    return "unmet", _(
        "“%(words)s” is something that you do. Say what will be different for people when it works."
    ) % {"words": found[0]}


def _number(goal: GoalFacts) -> tuple[State, str]:
    if _NUMBER.search(goal.statement):
        return "met", _("Whoever reads the sentence knows how much.")
    return "unmet", _(
        "Put the number into the sentence, so that everybody has the same one in mind: %(target)s."
    ) % {"target": goal.show(goal.target)}


def _stretch(goal: GoalFacts) -> tuple[State, str]:
    if goal.baseline is None:
        return "open", _no_baseline(goal)
    told = {
        "baseline": goal.show(goal.baseline),
        "target": goal.show(goal.target),
        "change": change_words(goal.show, goal.target - goal.baseline),
    }
    if goal.baseline == 0:
        return "met", _("From %(baseline)s to %(target)s: from nothing to something.") % told
    share = abs(goal.target - goal.baseline) / abs(goal.baseline)
    told["share"] = f"{share:.0%}"
    if share >= STRETCH:
        return "met", _(
            "From %(baseline)s to %(target)s is a change of %(change)s, or %(share)s of where"
            " things stand."
        ) % told
    return "unmet", _(
        "From %(baseline)s to %(target)s is a change of %(change)s, only %(share)s of where things"
        " stand. Would it surprise anybody? Aim for what you could not reach by going on as before."
    ) % told


def _no_baseline(goal: GoalFacts) -> str:
    if goal.baseline_kind == Baseline.STANDARD:
        return _("Nobody knows where things stand, so the set standard has to be bold by itself.")
    return _("Nobody knows yet where things stand. Fill it in when the first month is over.")


def _direction(goal: GoalFacts) -> tuple[State, str]:
    if not goal.good:
        return "open", _("No measure says yet which way is better.")
    if goal.good == "neither" or goal.baseline is None:
        return "open", _("The measure and what is known so far do not say which way is better.")
    goes_up = goal.target > goal.baseline
    if goal.target != goal.baseline and goes_up == (goal.good == "up"):
        return "met", _("The measure says the same: higher is better.") if goes_up else _(
            "The measure says the same: lower is better."
        )
    return "unmet", _(
        "The measure says that %(way)s is better, and the goal does not go that way. One of the two"
        " is wrong."
    ) % {"way": _("higher") if goal.good == "up" else _("lower")}


def _test(goal: GoalFacts) -> tuple[State, str]:
    words = goal.yes_no_test.strip()
    if words.endswith("?") and not _OPEN_QUESTION.match(words):
        return "met", _("On day 100 somebody looks, and says yes or no.")
    return "unmet", _(
        "Word it as a question with two answers, such as “Did 6 in 10 people leave before 1 pm in"
        " the last full week?”"
    )


def _seen(goal: GoalFacts) -> tuple[State, str]:
    if not goal.frequency:
        return "open", _("Without a measure nobody can watch it come nearer.")
    n = DAYS // _PERIOD_DAYS[goal.frequency]
    if n >= ENOUGH_NUMBERS:
        return "met", _("There will be %(n)s numbers by day 100.") % {"n": n}
    return "unmet", _(
        "Counted this seldom there will be only %(n)s by day 100. Count it every week, even by"
        " hand, or watch something nearer that you can count."
    ) % {"n": n}


def _team(goal: GoalFacts) -> tuple[State, str]:
    if goal.agreed_words.strip():
        return "met", _("“%(words)s”") % {"words": goal.agreed_words.strip()}
    return "unmet", _(
        "Write down when and by whom it was agreed. A goal that is handed down is not the team’s."
    )
