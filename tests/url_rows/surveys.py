"""A draft that the team leader keeps: analysts and administrators of its organisation keep it too,
to all others it is not there. Licensed wording is its organisation's alone."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from tests.engines.surveys.asking import EN, a_scale, a_text, asks, if_is, score
from tests.url_table import (
    ADMINISTRATORS,
    STEWARDS,
    Row,
    form,
    only,
    reading,
    sending,
    signed_in,
)
from tests.world import acting

from groundswell.engines.surveys import actions
from groundswell.engines.surveys.definition import editing as edit
from groundswell.engines.surveys.models import Survey

if TYPE_CHECKING:
    from tests.url_table import Scene

Parts = dict[str, Any]
ITS_KEEPER = "team_leader"
KEEPERS = (ITS_KEEPER, *STEWARDS)
BEGIN = signed_in(200, stranger=403, member=403)  # the stranger leads and looks after nothing
LOAD = signed_in(403, **dict.fromkeys(("analyst", *ADMINISTRATORS, "administrator_elsewhere"), 200))
ASKS = asks(a_scale(), a_text(shown_if=if_is("safe", 1)), scales=(score(),))


def a_survey(scene: "Scene") -> Survey:
    now = timezone.now()
    return actions.begin_survey(
        title="Culture pulse",
        organisation=scene.here,
        definition=edit.in_languages(ASKS, (EN, "cy")),
        by=acting(scene.people[ITS_KEEPER], on=now.date()),
        at=now,
    )


def survey(scene: "Scene") -> Parts:
    return {"pk": a_survey(scene).pk}


def page(scene: "Scene") -> Parts:
    return survey(scene) | {"index": 1}


def question(scene: "Scene") -> Parts:
    return survey(scene) | {"name": "more"}


def condition(scene: "Scene") -> Parts:
    return question(scene) | {"on": "safe"}


def its_score(scene: "Scene") -> Parts:
    return survey(scene) | {"code": "voice"}


def language(scene: "Scene") -> Parts:
    return survey(scene) | {"language": "cy"}


READ = only(*KEEPERS)
DONE = only(*KEEPERS, status=302)

ROWS = {
    "surveys:index": reading(signed_in(200)),
    "surveys:begin": form(BEGIN),
    "surveys:begin_from_file": form(BEGIN),
    "surveys:instruments": reading(signed_in(200)),
    "surveys:load": form(LOAD),
    "surveys:instrument": reading(signed_in(200), lambda scene: {"key": "team-pulse@1"}, unknown=0),
    "surveys:survey": reading(READ, survey),
    "surveys:details": form(READ, survey),
    "surveys:drop": Row(READ, DONE, survey),
    "surveys:preview": form(READ, survey, empty=200),
    "surveys:take_away": reading(READ, survey),
    "surveys:questions": reading(READ, survey),
    "surveys:add_instruments": form(READ, survey),
    "surveys:bring_in": form(READ, survey),
    "surveys:add_page": sending(DONE, survey),
    "surveys:page": Row(READ, only(*KEEPERS, status=422), page),
    "surveys:move_page": sending(DONE, page),
    "surveys:remove_page": sending(DONE, page),
    "surveys:add_question": form(READ, page),
    "surveys:question": form(READ, question),
    "surveys:move_question": sending(DONE, question),
    "surveys:remove_question": sending(DONE, question),
    "surveys:when": form(READ, question),
    "surveys:always": sending(DONE, condition),
    "surveys:add_score": form(READ, survey),
    "surveys:score": form(READ, its_score),
    "surveys:remove_score": sending(DONE, its_score),
    "surveys:add_language": form(READ, survey),
    "surveys:translate": form(READ, language),
    "surveys:remove_language": sending(DONE, language),
}
