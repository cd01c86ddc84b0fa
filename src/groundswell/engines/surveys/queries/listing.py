"""The list of surveys, and the first page of one."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people import queries as people
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.paging import Pager, paged

from .. import policies
from ..definition import faults_of, from_json
from ..instruments import packs
from ..kinds import State
from ..models import Survey
from .access import visible_to
from .results.access import readable_by

_A_PAGE = 30
MARKS = {
    State.DRAFT: "todo",
    State.FIELD: "waiting",
    State.CLOSED: "done",
    State.REPORTED: "done",
    State.DROPPED: "dropped",
}


@dataclass(frozen=True, slots=True)
class SurveyRow:
    title: str
    url: str
    state: str
    mark: str
    place: str
    when: str  # its days as far as they are set
    keeper: str


@dataclass(frozen=True, slots=True)
class IndexPage:
    lead: str
    rows: tuple[SurveyRow, ...]
    pager: Pager
    places: Sequence[tuple[str, str]]  # to choose from, where there are several
    place: str
    states: Sequence[tuple[str, str]]
    state: str
    is_filtered: bool
    may_begin: bool


def index_page(actor: Actor, asked: Mapping[str, str]) -> IndexPage:
    """Every survey that the actor may know of, the newest first, by place and state."""
    places = [(str(o.pk), o.name) for o in people.organisations_of(actor)]
    place = asked.get("place", "") if asked.get("place") in dict(places) else ""
    state = asked.get("state", "") if asked.get("state") in State.values else ""
    found = visible_to(actor)
    if place:
        found = found.filter(organisation_id=place)
    found = found.filter(state=state) if state else found.exclude(state=State.DROPPED)
    keep = {name: value for name, value in (("place", place), ("state", state)) if value}
    rows, pager = paged(found, asked.get("page"), _A_PAGE, keep=keep)
    return IndexPage(
        lead=words.count(pager.total, _("survey"), _("surveys")) if pager.total else "",
        rows=rows_of(rows),
        pager=pager,
        places=places if len(places) > 1 else [],
        place=place,
        states=[(code, str(label)) for code, label in State.choices],
        state=state,
        is_filtered=bool(keep),
        may_begin=policies.begins_somewhere(actor),
    )


def rows_of(surveys: Iterable[Survey]) -> tuple[SurveyRow, ...]:
    """Surveys as a table shows them; a wing's page may show them too."""
    return tuple(
        SurveyRow(
            title=survey.title,
            url=reverse("surveys:survey", args=[survey.pk]),
            state=str(State(survey.state).label),
            mark=MARKS[State(survey.state)],
            place=survey.organisation.name,
            when=_when(survey),
            keeper=survey.keeper.name,
        )
        for survey in surveys
    )


def of_programme(actor: Actor, programme_id: UUID) -> tuple[SurveyRow, ...]:
    """The surveys of a piece of work, for its wing's pages; one query."""
    return rows_of(visible_to(actor).filter(programme_id=programme_id).exclude(state=State.DROPPED))


def way_to_begin(programme_id: UUID, instrument: str) -> str:
    """The address at which a wing's page has a survey begun for its work, from an instrument of
    ours. Its newest version is named; where there is none of that code, none is chosen."""
    keys = [pack.key for pack in packs().values() if pack.code == instrument]
    asked = {"programme": str(programme_id), **({"with": keys[-1]} if keys else {})}
    return f"{reverse('surveys:begin')}?{urlencode(asked)}"


def _when(survey: Survey) -> str:
    """Empty where no day is set."""
    opens, closes = survey.opens_on, survey.closed_on or survey.closes_on
    if opens and closes:
        return _("%(opens)s to %(closes)s") % {
            "opens": words.day(opens),
            "closes": words.day(closes),
        }
    if opens:
        return _("from %(day)s") % {"day": words.day(opens)}
    return _("until %(day)s") % {"day": words.day(closes)} if closes else ""


@dataclass(frozen=True, slots=True)
class Earlier:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class SurveyPage:
    pk: UUID
    title: str
    lead: str
    state: str
    mark: str
    facts: Sequence[tuple[str, str]]
    may_change: Decision
    may_drop: Decision
    n_flaws: int
    has_questions: bool
    keeps: bool
    waves: Sequence[Earlier]  # earlier and later rounds of the same questions
    next_wave_url: str
    results_url: str  # empty for those who may not read them


def survey_page(actor: Actor, survey: Survey, at: dt.datetime) -> SurveyPage:
    """What it is, where it stands and what its keepers can do next."""
    definition = from_json(survey.definition)
    keeps = policies.keeps(actor, survey)
    return SurveyPage(
        pk=survey.pk,
        title=survey.title,
        lead=_lead(survey, day_of(at)),
        state=str(State(survey.state).label),
        mark=MARKS[State(survey.state)],
        facts=tuple(_facts(survey, len(definition.questions))),
        may_change=policies.change_questions(actor, survey),
        may_drop=policies.drop_survey(actor, survey),
        n_flaws=_n_flaws(survey) if keeps else 0,
        has_questions=bool(definition.questions),
        keeps=keeps,
        waves=tuple(_waves(actor, survey)),
        next_wave_url=f"{reverse('surveys:begin')}?wave={survey.pk}" if keeps else "",
        results_url=_results_url(actor, survey, keeps),
    )


def _results_url(actor: Actor, survey: Survey, keeps: bool) -> str:
    may = keeps or readable_by(actor).filter(pk=survey.pk).exists()
    return reverse("surveys:results", args=[survey.pk]) if may else ""


def _n_flaws(survey: Survey) -> int:
    return len(faults_of(from_json(survey.definition))) if survey.state == State.DRAFT else 0


def _lead(survey: Survey, today: dt.date) -> str:
    if survey.state == State.DRAFT and survey.opens_on and survey.opens_on < today:
        return _("It was to open on %(day)s and is still being written.") % {
            "day": words.day(survey.opens_on)
        }
    return survey.purpose or {
        State.DRAFT: _("Being written. Nobody outside has seen it."),
        State.DROPPED: _("Given up before anybody answered."),
    }.get(State(survey.state), "")


def _facts(survey: Survey, n_questions: int) -> Iterable[tuple[str, str]]:
    yield _("Whose it is"), survey.organisation.name
    yield _("Who keeps it"), survey.keeper.name
    yield (
        _("Questions"),
        _("%(questions)s, about %(minutes)s to answer")
        % {
            "questions": words.count(n_questions, _("question"), _("questions")),
            "minutes": words.count(survey.minutes, _("minute"), _("minutes")),
        },
    )
    if when := _when(survey):
        yield _("Open"), when


def _waves(actor: Actor, survey: Survey) -> Iterable[Earlier]:
    near = visible_to(actor).filter(Q(later_waves=survey) | Q(earlier=survey)).distinct()
    for other in near.exclude(state=State.DROPPED):
        yield Earlier(other.title, reverse("surveys:survey", args=[other.pk]))
