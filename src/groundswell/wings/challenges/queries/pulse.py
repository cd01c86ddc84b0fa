"""The pulse of a team: a short survey that its people answer without their names."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.engines.surveys import policies as asking
from groundswell.engines.surveys import queries as surveys
from groundswell.engines.surveys.queries.listing import SurveyRow
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor

from ..models import Challenge

INSTRUMENT = "team-pulse"  # energy, confidence in the goal, safe to speak, clear roles
USUAL_LEAST = 10  # people; with fewer no number is shown, unless the team decides to look itself


@dataclass(frozen=True, slots=True)
class PulsePanel:
    """The surveys of this work that the reader may know of, and how the next one begins."""

    rows: tuple[SurveyRow, ...]
    note: str  # for a team so small that nothing would be shown
    may_begin: Decision
    begin_url: str


def pulse_panel(actor: Actor, challenge: Challenge, *, n_people: int) -> PulsePanel:
    """In one query. `n_people` are in the team."""
    return PulsePanel(
        rows=surveys.of_programme(actor, challenge.pk),
        note=_small() if n_people < USUAL_LEAST else "",
        may_begin=asking.begin_survey(
            actor, organisation_id=challenge.organisation_id, programme_id=challenge.pk
        ),
        begin_url=surveys.way_to_begin(challenge.pk, INSTRUMENT),
    )


def _small() -> str:
    return _(
        "The team is small: with fewer than ten answers no number is shown. From five people on it"
        " can decide to look at its own answers, confidential or with names. Whoever is asked reads"
        " that first. Choose it under “Days and promises”."
    )
