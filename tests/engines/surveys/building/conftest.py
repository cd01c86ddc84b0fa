from dataclasses import dataclass

import pytest
from tests.engines.gatherings.making import in_programme
from tests.engines.surveys.asking import a_choice, a_scale, a_text, asks, if_is, score
from tests.world import NOON, a_person, a_team, acting, an_organisation, holding, joins

from groundswell.engines.surveys import actions
from groundswell.engines.surveys.definition import Definition, from_json, stamp_of
from groundswell.engines.surveys.models import Survey
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Organisation

QUESTIONS = asks(
    [a_scale(), a_choice()],
    a_text(shown_if=if_is("job", 1)),
    scales=(score(),),
)


def a_survey(
    by: Actor,
    organisation: Organisation,
    definition: Definition = QUESTIONS,
    title: str = "Culture pulse",
    **more: object,
) -> Survey:
    return actions.begin_survey(
        title=title, organisation=organisation, definition=definition, by=by, at=NOON, **more
    )


@dataclass
class House:
    """A trust, a survey that is being written there, and everybody who has to do with it."""

    trust: Organisation
    other: Organisation
    survey: Survey  # the leader's, a draft of the trust's
    leader: Actor  # of a team; keeps it
    member: Actor
    analyst: Actor
    administrator: Actor
    stranger: Actor  # an analyst of another organisation
    coach: Actor  # of a piece of work
    fellow: Actor  # takes part in that piece of work


@pytest.fixture
def house(db) -> House:
    trust, other = an_organisation(), an_organisation("Tarnside Mental Health Trust")
    team = a_team(trust)
    leader = holding(joins(a_person("Joyce Lim"), trust, team), "team_leader", team=team)
    return House(
        trust=trust,
        other=other,
        survey=a_survey(leader, trust),
        leader=leader,
        member=acting(joins(a_person("Kwame Boateng"), trust, team)),
        analyst=holding(joins(a_person("Sam Ortiz"), trust), "analyst", organisation=trust),
        administrator=holding(
            joins(a_person("Ngozi Bello"), trust), "administrator", organisation=trust
        ),
        stranger=holding(joins(a_person("Dele Martins"), other), "analyst", organisation=other),
        coach=in_programme(joins(a_person("Coco Chan"), trust), "coach"),
        fellow=in_programme(joins(a_person("Mina Roy"), trust), "team_member"),
    )


@pytest.fixture
def browser(house, signed_in):
    """`browser("leader")`: that person's own browser."""
    return lambda who: signed_in(getattr(house, who).person)


def form_of(asked, name, **changed):
    question = asked().questions[name]
    form = {
        "label": question.label["en-gb"],
        "kind": str(question.kind),
        "options": "\n".join(f"{o.code} = {o.label['en-gb']}" for o in question.options),
        "short": question.id,
        "seen": stamp_of(question),
    }
    return form | changed


@pytest.fixture
def pk(house):
    return house.survey.pk


@pytest.fixture
def asked(pk):
    """What the survey asks now."""
    return lambda: from_json(Survey.objects.get(pk=pk).definition)


@pytest.fixture
def leader(browser):
    return browser("leader")
