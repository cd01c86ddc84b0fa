"""The results page: what a reader sees of a release, in ready words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from groundswell.ground.documents.queries import TakeAway, take_away
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.releases import queries as released
from groundswell.ground.releases.kinds import EVERYBODY, Where, mean
from groundswell.ground.releases.models import Release
from groundswell.ground.releases.queries import Numbers
from groundswell.ground.web import words
from groundswell.ground.web.charts import KeyEntry

from ... import policies
from ...definition import Definition, from_json
from ...kinds import Circle
from ...models import Survey, Telling
from ...policies.standing import keeps
from ...results.cutting import Cut, cuts_of
from ...results.groups import Unit, groups_of, units_shown
from ...results.menu import counted, texts_asked
from ...results.scoring import Reading, peers_from, read
from ...results.source import KIND
from ...results.speaking import Response, Said, headline, statements
from . import access
from .following import Neighbour, followed_by, is_wave
from .heat import Heat, heat_of
from .keeping import Keeping, keeping_of
from .outcomes import OutcomeShown, StepShown, outcomes_of, steps_of
from .pictures import ScoreTable, dots_of, table_of
from .questions import QuestionShown, questions_of


@dataclass(frozen=True, slots=True)
class Picture:
    wide: Markup
    narrow: Markup
    key: Sequence[KeyEntry]
    table: ScoreTable
    how: str


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """`picture` is None where nothing is published yet, or no question counts as a number."""

    title: str
    heading: str
    lead: str
    headline: str
    picture: Picture | None
    said: Sequence[Said]
    heat: Heat | None
    cuts: Sequence[Cut]
    cut_url: str
    why: Sequence[str]
    questions: Sequence[QuestionShown]
    comments_url: str
    outcomes: Sequence[OutcomeShown]
    steps: Sequence[StepShown]
    keeping: Keeping | None
    take_away: TakeAway | None
    csv_url: str
    team_owned: str
    may_begin_follow_up: Decision | None
    follow_up_url: str
    neighbours: Sequence[Neighbour]


@dataclass(frozen=True, slots=True, eq=False)
class Results:
    """A release with what it takes to read it; `read_results` makes it in few queries."""

    survey: Survey
    definition: Definition
    numbers: Numbers
    release: Release
    units: tuple[Unit, ...]
    before: tuple[Definition, Numbers] | None
    before_name: str
    peers: Mapping[str, Sequence[float]]

    @property
    def wheres(self) -> dict[str, Where]:
        return {unit.label: unit.where for unit in self.units}

    def readings(self, groups: Mapping[str, Where] | None = None) -> tuple[Reading, ...]:
        return read(
            self.definition,
            self.numbers,
            self.wheres if groups is None else groups,
            before=self.before,
            peers=self.peers,
        )


def read_results(actor: Actor, survey: Survey, release: Release) -> Results:
    """The numbers of a release, of the wave before where it may be read, and its groups."""
    before = _before(actor, survey)
    return Results(
        survey=survey,
        definition=from_json(survey.definition),
        numbers=released.numbers(release),
        release=release,
        units=units_shown(groups_of(survey.groups.all())),
        before=before,
        before_name=survey.earlier.title if before and survey.earlier else "",
        peers=_peers(survey, release.pk),
    )


def _before(actor: Actor, survey: Survey) -> tuple[Definition, Numbers] | None:
    """The wave before, where its results are out for this reader.

    A survey that asks whether it happened follows another one, and is no wave of it.
    """
    earlier = survey.earlier
    if earlier is None or not (keeps(actor, earlier) or _is_told(earlier)):
        return None
    release = released.current_release(KIND, earlier.pk)
    asked = from_json(earlier.definition)
    if release is None or not is_wave(asked, from_json(survey.definition)):
        return None
    return asked, released.numbers(release)


def _is_told(survey: Survey) -> bool:
    return Telling.objects.filter(survey=survey, circle=Circle.ASKED).exists()


def _peers(survey: Survey, release_id: UUID) -> dict[str, list[float]]:
    kept = Telling.objects.filter(survey=survey, release_id=release_id).order_by("-told_at")
    return kept.values_list("peers", flat=True).first() or {}


def results_page(actor: Actor, survey: Survey, *, by: str = "") -> ResultsPage:
    """What this reader sees of the results; `by` is a cut instead of the units."""
    release = access.release_for(actor, survey)
    if release is None:
        return _nothing_yet(actor, survey)
    found = read_results(actor, survey, release)
    cuts = cuts_of(found.definition, found.units, found.numbers, by)
    chosen = next((cut for cut in cuts if cut.is_chosen), None)
    readings = found.readings(chosen.wheres if chosen else {})
    responses = _responses(found)
    return ResultsPage(
        title=_("%(survey)s: results") % {"survey": survey.title},
        heading=_heading(found),
        lead=_lead(found),
        headline=headline(readings),
        picture=_picture(found, readings),
        said=statements(
            readings,
            responses,
            by=chosen.plural if chosen else "",
            has_before=found.before is not None,
        ),
        heat=heat_of(found.numbers, readings, chosen) if chosen else None,
        cuts=cuts,
        cut_url=reverse("surveys:cut", args=[survey.pk]),
        why=_why(found),
        questions=questions_of(found.definition, found.numbers),
        comments_url=_comments_url(survey, found.definition),
        take_away=take_away("survey-results", survey.pk),
        csv_url=reverse("surveys:numbers", args=[survey.pk]),
        **_around(actor, survey, release),
    )


def _around(actor: Actor, survey: Survey, release: Release | None) -> dict[str, Any]:
    """What stands on the page whether or not there are numbers."""
    is_keeper = keeps(actor, survey)
    outcomes = outcomes_of(survey, is_keeper=is_keeper)
    may_follow = policies.begin_follow_up(actor, survey, n_outcomes=len(outcomes), today=actor.on)
    return {
        "outcomes": outcomes,
        "steps": steps_of(survey, actor.on),
        "keeping": keeping_of(actor, survey, release) if is_keeper else None,
        "team_owned": _team_owned(survey),
        "may_begin_follow_up": may_follow if is_keeper else None,
        "neighbours": followed_by(actor, survey),
        "follow_up_url": reverse("surveys:follow_up", args=[survey.pk]),
    }


def _nothing_yet(actor: Actor, survey: Survey) -> ResultsPage:
    return ResultsPage(
        title=_("%(survey)s: results") % {"survey": survey.title},
        heading=survey.title,
        lead=_("Nothing is published yet."),
        headline="",
        picture=None,
        said=(),
        heat=None,
        cuts=(),
        cut_url="",
        why=(),
        questions=(),
        comments_url="",
        take_away=None,
        csv_url="",
        **_around(actor, survey, None),
    )


def _comments_url(survey: Survey, definition: Definition) -> str:
    """Empty where the survey asked for no comments."""
    return reverse("surveys:comments", args=[survey.pk]) if texts_asked(definition) else ""


def _heading(found: Results) -> str:
    people = found.numbers.people(EVERYBODY)
    if people is None:
        return _("%(survey)s: what you said") % {"survey": found.survey.title}
    told = {"survey": found.survey.title, "n": f"{people:,}"}
    return _("%(survey)s: what %(n)s of you said") % told


def _lead(found: Results) -> str:
    return _(
        "Version %(number)s, frozen on %(day)s. A new version comes only when at least %(k)s more"
        " people have answered."
    ) % {
        "number": found.numbers.number,
        "day": words.day(day_of(found.numbers.made_at)),
        "k": found.numbers.k,
    }


def _picture(found: Results, readings: Sequence[Reading]) -> Picture | None:
    if not readings:
        return None
    peers = [one for one in map(peers_from, found.peers.values()) if one]
    wide, narrow, key = dots_of(readings, before=found.before_name, n_peers=peers)
    return Picture(
        wide, narrow, key, table_of(readings, found.before_name), _how(found, len(readings))
    )


def _how(found: Results, n: int) -> str:
    scores = words.count(n, _("score"), _("scores"))
    rate = found.numbers.rate(EVERYBODY)
    if rate is None:
        return _("%(scores)s, from 0 to 10.") % {"scores": scores}
    told = {"scores": scores, "rate": f"{rate:.0f}"}
    return _("%(scores)s, from 0 to 10. %(rate)s%% of those asked answered.") % told


def _responses(found: Results) -> list[Response]:
    """Response rates that are shown, everybody's first."""
    wheres = {_("Everybody"): EVERYBODY, **found.wheres}
    rates = [
        Response(label, people, asked)
        for label, where in wheres.items()
        if (people := found.numbers.people(where)) is not None
        and (asked := found.numbers.asked(where)) is not None
    ]
    return rates if rates and rates[0].label == _("Everybody") else []


def _why(found: Results) -> Sequence[str]:
    items = counted(found.definition)
    where = found.units[0].where if found.units else EVERYBODY
    return released.why_hidden(found.numbers, where, *map(mean, items[:1])).sentences


def _team_owned(survey: Survey) -> str:
    """Said openly, wherever it is so."""
    if not survey.is_team_owned:
        return ""
    return _(
        "This team is small and reads its own answers: fewer than usual stand behind each number,"
        " and colleagues may guess. That was said before anybody answered."
    )
