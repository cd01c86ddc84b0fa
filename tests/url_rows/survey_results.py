"""Results that everyone asked reads; what their keeper does with them is there for nobody else."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from tests.engines.surveys.results.making import a_definition, a_survey, drawn, published
from tests.url_table import (
    ELSEWHERE,
    STEWARDS,
    Row,
    everyone,
    form,
    only,
    reading,
    sending,
    signed_in,
)
from tests.world import acting

from groundswell.engines.surveys import actions
from groundswell.engines.surveys.actions.outcomes import Answer
from groundswell.engines.surveys.kinds import Circle
from groundswell.engines.surveys.models import Survey, WrittenText

if TYPE_CHECKING:
    from tests.url_table import Scene

Parts = dict[str, Any]
KEEPER = "team_leader"
_ASKED = a_definition({"support": 1})


def _closed(scene: "Scene") -> Survey:
    keeper = acting(scene.people[KEEPER], on=timezone.now().date())
    survey = a_survey(keeper, _ASKED, organisation_id=scene.here.pk)
    brought = drawn(_ASKED, {"": 60}, texts={"better": ["More rest."]})
    return actions.bring_in_answers(survey=survey, brought=brought, by=keeper, at=timezone.now())


def _closed_parts(scene: "Scene") -> Parts:
    return {"pk": _closed(scene).pk}


def _published(scene: "Scene") -> Parts:
    survey, at = _closed(scene), timezone.now()
    published(survey, acting(scene.people[KEEPER], on=at.date()), at=at)
    return {"pk": survey.pk}


def _told(scene: "Scene") -> Parts:
    parts, at = _published(scene), timezone.now()
    by = acting(scene.people[KEEPER], on=at.date())
    survey = Survey.objects.get(**parts)
    actions.tell_results(survey=survey, circle=Circle.ASKED, by=by, at=at)
    return parts


def _text(scene: "Scene") -> Parts:
    survey = _closed(scene)
    return {"pk": survey.pk, "text_pk": WrittenText.objects.get(survey=survey).pk}


def _decided(scene: "Scene") -> Parts:
    parts, at = _text(scene), timezone.now()
    actions.moderate_text(
        text=WrittenText.objects.get(pk=parts["text_pk"]),
        state="kept",
        by=acting(scene.people[KEEPER], on=at.date()),
        at=at,
    )
    return parts


def _outcome(scene: "Scene") -> Parts:
    survey, at = _closed(scene), timezone.now()
    by = acting(scene.people[KEEPER], on=at.date())
    made = actions.write_outcome(
        survey=survey, answer=Answer("Rest.", "did", "A room.", on=at.date()), by=by, at=at
    )
    return {"pk": survey.pk, "outcome_pk": made.pk}


def _answered(scene: "Scene") -> Parts:
    return {"pk": _outcome(scene)["pk"]}


KEEPERS = (KEEPER, *STEWARDS)
ITS_KEEPER = only(*KEEPERS)
DONE = only(*KEEPERS, status=302)
OUTSIDE = dict.fromkeys(ELSEWHERE, 404)
READERS = signed_in(200, **OUTSIDE)  # answers of a file: everybody here counts as asked

ROWS = {
    "answering:mine": Row(everyone(200), everyone(422)),
    "surveys:results": reading(READERS, _told),
    "surveys:cut": sending(signed_in(302, **OUTSIDE), _told),
    "surveys:publish": sending(DONE, _closed_parts),
    "surveys:tell": sending(DONE, _published),
    "surveys:numbers": reading(READERS, _told),
    "surveys:comments": reading(READERS, _told),
    "surveys:moderation": reading(ITS_KEEPER, _closed_parts),
    "surveys:keep_texts": sending(DONE, _closed_parts),
    "surveys:moderate": form(ITS_KEEPER, _text),
    "surveys:undo_moderation": sending(DONE, _decided),
    "surveys:write_outcome": form(ITS_KEEPER, _closed_parts),
    "surveys:change_outcome": form(ITS_KEEPER, _outcome),
    "surveys:follow_up": sending(only(*KEEPERS, status=403), _answered),  # too soon
}
PUBLIC = frozenset({"answering:mine"})
