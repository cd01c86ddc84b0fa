"""Surveys with results, made as the program makes them; and answers that are drawn, not typed."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import numpy as np
from tests.engines.surveys.asking import said
from tests.world import NOON, a_person, acting, an_organisation, joins

from groundswell.engines.surveys import actions
from groundswell.engines.surveys.actions.bringing import Brought
from groundswell.engines.surveys.columns import columns_of, narrowed
from groundswell.engines.surveys.definition import (
    Definition,
    Kind,
    Option,
    Page,
    Question,
    ScaleOf,
    from_json,
    to_json,
)
from groundswell.engines.surveys.models import Survey
from groundswell.engines.surveys.results.groups import groups_of, units_shown
from groundswell.engines.surveys.results.menu import menu_of
from groundswell.engines.surveys.results.source import KIND
from groundswell.ground.people.actors import Actor
from groundswell.ground.releases import actions as releases
from groundswell.ground.releases import queries as released
from groundswell.ground.releases.models import Release

FIVE = tuple(
    Option(code, said(label))
    for code, label in enumerate(
        ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"), 1
    )
)
JOBS = tuple(Option(c, said(label)) for c, label in enumerate(("Nurse", "Doctor", "Porter"), 1))


def a_definition(
    scales: Mapping[str, int] | None = None,
    *,
    job: bool = False,
    texts: Sequence[str] = ("better",),
) -> Definition:
    """Scales of so many five-point items each, perhaps a staff group, and written answers."""
    scales = scales or {"support": 2, "learning": 2}
    items = {name: [f"{name}{at}" for at in range(1, n + 1)] for name, n in scales.items()}
    asked = [
        Question(item, Kind.SCALE, said(f"Item {item}"), FIVE)
        for names in items.values()
        for item in names
    ]
    if job:
        asked.append(Question("job", Kind.ONE, said("Your work"), JOBS))
    asked += [Question(t, Kind.TEXT, said("What would help?")) for t in texts]
    return Definition(
        ("en-gb",),
        (Page(said("Working here"), tuple(asked)),),
        tuple(ScaleOf(n, said(n.capitalize()), tuple(names)) for n, names in items.items()),
    )


def a_keeper(name: str = "Nia Pritchard", organisation: Any = None) -> Actor:
    return acting(joins(a_person(name), organisation or an_organisation()))


def a_survey(keeper: Actor, definition: Definition | None = None, **more: Any) -> Survey:
    (home,) = keeper.organisation_ids
    usual = {
        "title": "Working here",
        "organisation_id": home,
        "keeper": keeper.person,
        "definition": to_json(definition or a_definition()),
        "made_at": NOON,
        "changed_at": NOON,
    }
    return Survey.objects.create(**{**usual, **more})


def drawn(
    definition: Definition,
    groups: Mapping[str, int],
    *,
    shift: Mapping[str, float] | None = None,
    texts: Mapping[str, Sequence[str]] | None = None,
    seed: int = 1,
) -> Brought:
    """Answers of so many people in each group: five-point items about 3.4, moved by `shift`,
    which names a group or a question."""
    draw = np.random.default_rng(seed)
    moved = shift or {}
    names, sizes = list(groups), list(groups.values())
    place = np.repeat(np.arange(len(names)), sizes)
    of_group = np.array([moved.get(name, 0.0) for name in names])[place]
    n = place.size
    codes = {}
    for question in definition.questions.values():
        for column in columns_of(question):
            if question.kind is Kind.SCALE:
                middle = 3.4 + of_group + moved.get(question.id, 0.0)
                values = np.clip(np.round(middle + draw.normal(0, 1, n)), 1, 5).astype(int)
            elif question.kind is Kind.SEVERAL:
                values = draw.integers(0, 2, n)
            else:
                values = draw.choice(question.codes, n)
            codes[column] = narrowed(values)
    has_groups = names != [""]
    return Brought(
        n, codes, names if has_groups else (), place if has_groups else (), dict(texts or {})
    )


def answered(survey: Survey, brought: Brought, by: Actor) -> Survey:
    """The answers are in, as from a file, and the survey is closed."""
    return actions.bring_in_answers(survey=survey, brought=brought, by=by, at=NOON)


def published(survey: Survey, by: Actor, at: Any = NOON, marker: int = 1) -> Release:
    """A release of the whole menu, made at once and not by the worker."""
    series = released.series_of(KIND, survey.pk)
    assert series is not None
    units = units_shown(groups_of(survey.groups.all()))
    return releases.publish(
        series=series,
        marker=marker,
        menu=menu_of(from_json(survey.definition), units),
        by=by,
        at=at,
    )


def with_results(keeper: Actor, groups: Mapping[str, int] | None = None, **more: Any) -> Survey:
    """A survey that is closed, with its first release."""
    definition = more.pop("definition", None) or a_definition()
    details = {n: more.pop(n) for n in ("shift", "texts", "seed") if n in more}
    survey = a_survey(keeper, definition, **more)
    answered(survey, drawn(definition, groups or {"Ward 7": 30, "Ward 8": 40}, **details), keeper)
    published(survey, keeper)
    survey.refresh_from_db()
    return survey


def text_ids(survey: Survey) -> list[UUID]:
    return list(survey.written_texts.values_list("pk", flat=True))
