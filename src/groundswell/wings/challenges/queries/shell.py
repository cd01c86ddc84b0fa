"""What stands around every page of one challenge: where it stands, its day, its tabs."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.registries import Words
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.web import words

from ..clock import Clock, clock_of
from ..kinds import DAYS, Stage
from ..models import Challenge
from ..policies.standing import is_in
from ..policies.stories import sees_story

Tab = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Shell:
    title: str
    lead: str
    state: str  # "Day 48 of 100"
    crumb: tuple[tuple[str, str], ...]
    tabs: tuple[Tab, ...]
    pk: str


def clock_for(challenge: Challenge, *, at: dt.datetime) -> Clock | None:
    """The clock on the day of `at`; None while day zero is not set."""
    return clock_of(challenge.day_zero, on=day_of(at)) if challenge.day_zero else None


def shell_of(actor: Actor, challenge: Challenge, *, tab: str, at: dt.datetime) -> Shell:
    """`tab` is the URL name of the page, without its namespace."""
    wave = challenge.wave
    onward = [(_("Challenges"), reverse("challenges:index"))]
    if wave:
        onward.append((wave.title, f"{onward[0][1]}?wave={wave.pk}"))
    return Shell(
        title=challenge.title,
        lead=". ".join(t for t in (challenge.population, challenge.organisation.name) if t),
        state=state_words(challenge, at=at),
        crumb=(*onward, (challenge.title, "")),
        tabs=tuple(
            (str(label), reverse(f"challenges:{name}", args=[challenge.pk]), name == tab)
            for name, label in _tabs(actor, challenge)
        ),
        pk=str(challenge.pk),
    )


def state_words(challenge: Challenge, *, at: dt.datetime) -> str:
    """Where a challenge stands today, in a few words."""
    clock = clock_for(challenge, at=at)
    if challenge.stage != Stage.LIVE or clock is None:
        return str(challenge.get_stage_display())
    if clock.day < 0:
        return _("Day 0 is %(day)s") % {"day": words.day(clock.day_zero)}
    if clock.day > DAYS:
        return _("Day 100 was %(n)s ago") % {"n": words.count(clock.day - DAYS, "day", "days")}
    return _("Day %(n)s of 100") % {"n": clock.day}


# The pages of a challenge, as tabs: URL name and label. A coach's own log is the coach's.
_TABS: tuple[tuple[str, Words], ...] = (
    ("challenge", gettext_lazy("Today")),
    ("note", gettext_lazy("Note")),
    ("team", gettext_lazy("Team")),
    ("goal", gettext_lazy("Goal")),
    ("plan", gettext_lazy("Plan")),
    ("tests", gettext_lazy("Tests")),
    ("measures", gettext_lazy("Measures")),
    ("meetings", gettext_lazy("Meetings")),
    ("asks", gettext_lazy("Asks")),
    ("reviews", gettext_lazy("Reviews")),
    ("results", gettext_lazy("Results")),
    ("keeping", gettext_lazy("Keeping")),
)
_COACHS: tuple[tuple[str, Words], ...] = (("coach_log", gettext_lazy("Your log")),)


# Before it is approved a story is read by those who may answer for it alone.
_STORY: tuple[tuple[str, Words], ...] = (("story", gettext_lazy("Story")),)


def _tabs(actor: Actor, challenge: Challenge) -> tuple[tuple[str, Words], ...]:
    story = _STORY if sees_story(actor, challenge) else ()
    return _TABS + story + (_COACHS if is_in(actor, challenge, RoleCode.COACH) else ())
