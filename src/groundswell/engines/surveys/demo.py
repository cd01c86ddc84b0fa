"""Two rounds of Harrowmere's culture pulse with their results, and a short survey open now.

Answers of the rounds come as from an earlier system: an answer to an open survey is sealed by
itself, outside of every other transaction, and the example is made in one.
"""

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np

from groundswell.ground.people.actors import Actor
from groundswell.ground.people.standing import actor_for
from groundswell.ground.releases import actions as releases
from groundswell.ground.releases import queries as released

from . import actions
from .actions.bringing import FIRST, Brought
from .actions.outcomes import Answer
from .columns import narrowed
from .definition import Definition, Kind, Page, Question, from_json
from .instruments.packs import packs
from .kinds import Circle, Deed, TextState
from .models import Survey
from .queries.results.moderation import waiting_in
from .results.groups import groups_of, units_shown
from .results.menu import menu_of
from .results.source import KIND

if TYPE_CHECKING:
    from groundswell.config.demo import DemoWorld

_PAGES = 1  # elements of the pulse that are asked: three statements, so that it is made in seconds
_TEXT = "better"
_GROUPS = {"Medicine": 52, "Surgery": 38, "Emergency department": 24, "Women and children": 20,
           "Pharmacy": 9, "Estates and porters": 7}  # fmt: skip
_MOVED = {"Emergency department": -0.7, "Women and children": 0.5}
_WROTE = (
    "More rest between night shifts.",
    "A quiet room on each floor where we can talk.",
    "Tell us what was decided after we said something.",
    "The rota comes too late to plan anything at home.",
    "Managers who walk through the ward and ask.",
    "Fewer forms at discharge.",
    "Meetings start late and end later.",
    "Time for teaching that is really kept free.",
    "Somebody to listen after a bad night.",
    "Thank people. It costs nothing.",
    "Let us try small things without a business case.",
    "One list of what is wrong, and who mends it.",
)
_NAMED = "Dr Shah never lets anybody finish a sentence."


def load(world: "DemoWorld") -> None:
    """Fill the world with what its people were asked and what came of it."""
    keeper = actor_for(world.people["Sam Ortiz"], on=world.today)
    earlier = _round(world, keeper, "Culture pulse, last year", 370, shift=-0.3)
    survey = _round(world, keeper, "Culture pulse, this year", 40, earlier=earlier)
    for one, days in ((earlier, 360), (survey, 20)):
        at = world.at - dt.timedelta(days=days)
        actions.tell_results(survey=one, circle=Circle.ASKED, by=keeper, at=at)
    _read_comments(survey, keeper, world.at - dt.timedelta(days=21))
    _answer(survey, keeper, world)
    _open_now(world, keeper)


def _definition() -> Definition:
    pulse = packs()["culture-pulse@1"].definition
    language = pulse.languages[0]
    pages = pulse.pages[:_PAGES]
    names = {question.id for page in pages for question in page.questions}
    wanted = Question(_TEXT, Kind.TEXT, {language: "What one thing would help most?"})
    return Definition(
        pulse.languages,
        (*pages, Page({language: "In your own words"}, (wanted,))),
        tuple(scale for scale in pulse.scales if set(scale.questions) <= names),
    )


def _round(
    world: "DemoWorld",
    keeper: Actor,
    title: str,
    days_ago: int,
    *,
    shift: float = 0.0,
    earlier: Survey | None = None,
) -> Survey:
    """One round: begun, its answers in, and published."""
    at = world.at - dt.timedelta(days=days_ago)
    survey = actions.begin_survey(
        title=title,
        organisation=world.organisations["hospitals"],
        purpose="It asks how it feels to work at Harrowmere.",
        definition=_definition(),
        earlier=earlier,
        by=keeper,
        at=at,
    )
    groups = _GROUPS if earlier else {"": sum(_GROUPS.values())}
    brought = _drawn(from_json(survey.definition), groups, seed=days_ago, shift=shift)
    survey = actions.bring_in_answers(survey=survey, brought=brought, by=keeper, at=at)
    series = released.series_of(KIND, survey.pk)
    assert series is not None
    units = units_shown(groups_of(survey.groups.all()))
    menu = menu_of(from_json(survey.definition), units)
    made_at = at + dt.timedelta(days=2)
    releases.publish(series=series, marker=FIRST, menu=menu, by=keeper, at=made_at)
    return survey


def _drawn(definition: Definition, groups: dict[str, int], *, seed: int, shift: float) -> Brought:
    """The same answers on every run; the earlier system kept no units."""
    draw = np.random.default_rng(seed)
    names, sizes = list(groups), list(groups.values())
    place = np.repeat(np.arange(len(names)), sizes)
    moved = np.array([_MOVED.get(name, 0.0) for name in names])[place] + shift
    turned = {name for scale in definition.scales for name in scale.reversed}
    codes = {}
    for at, question in enumerate(definition.questions.values()):
        if question.kind is Kind.SCALE:
            values = 3.6 - 0.15 * at + moved + draw.normal(0, 0.9, place.size)
            values = np.clip(np.round(values), 1, 5).astype(int)
            codes[question.id] = narrowed(6 - values if question.id in turned else values)
    texts = {_TEXT: (*_WROTE * 2, _NAMED)}
    if "" in groups:
        return Brought(place.size, codes, (), (), texts)
    return Brought(place.size, codes, names, place.tolist(), texts)


def _read_comments(survey: Survey, keeper: Actor, at: dt.datetime) -> None:
    """All but one are shown as written; of that one the name is taken out."""
    texts = list(waiting_in(survey))
    named = next(text for text in texts if text.text == _NAMED)
    others = [text.pk for text in texts if text.pk != named.pk]
    actions.keep_texts(survey=survey, texts=others, by=keeper, at=at)
    actions.moderate_text(
        text=named,
        state=TextState.REDACTED,
        shown_text=_NAMED.replace("Dr Shah", "[name]"),
        reason="A colleague was named.",
        by=keeper,
        at=at,
    )


def _answer(survey: Survey, keeper: Actor, world: "DemoWorld") -> None:
    """You said, we did; and will; and won't."""
    day = dt.timedelta(days=1)
    for answer in (
        Answer("You want a room to talk in.", Deed.DID, "The old store on level 2 is now quiet and"
               " open at night.", on=world.today - 8 * day),
        Answer("The rota comes too late.", Deed.WILL, "From the autumn it comes six weeks before.",
               on=world.today + 40 * day),
        Answer("You want fewer forms at discharge.", Deed.WONT, why="The law asks for two of the"
               " three. We look at the third with the wards."),
    ):  # fmt: skip
        actions.write_outcome(survey=survey, answer=answer, by=keeper, at=world.at - 7 * day)


def _open_now(world: "DemoWorld", keeper: Actor) -> None:
    """A short one that the wards are asked at present, by personal links."""
    at = world.at - dt.timedelta(days=2)
    survey = actions.begin_survey(
        title="Speaking up on our wards",
        organisation=world.organisations["hospitals"],
        purpose="Five questions about saying what one thinks.",
        definition=packs()["team-pulse@1"].definition,
        by=keeper,
        at=at,
    )
    promise = actions.PromiseDetails(
        mode=survey.mode,
        k=survey.k,
        k_comments=survey.k_comments,
        closes_on=world.today + dt.timedelta(days=12),
        results_on=world.today + dt.timedelta(days=26),
        next_steps=["Each ward talks about what it reads."],
    )
    survey = actions.change_promise(
        survey=survey, details=promise, version=survey.version, by=keeper, at=at
    )
    parts = [
        actions.PartDetails("team", team_id=world.teams[name].pk) for name in ("Ward 7", "Ward 8")
    ]
    actions.set_audience(survey=survey, parts=parts, by=keeper, at=at)
    actions.launch_survey(survey=survey, by=keeper, at=at)
