"""Why numbers are hidden may be read by whoever has signed in; it names no number."""

from typing import TYPE_CHECKING

from tests.ground.releases.survey import Survey
from tests.url_rows.making import Parts
from tests.url_table import reading, signed_in

if TYPE_CHECKING:
    from tests.url_table import Scene


def _release(scene: "Scene") -> Parts:
    survey = Survey("AB").answered({"A": 20, "B": 20})
    with survey.registered():
        series = survey.begun(organisation_id=scene.here.pk)
        return {"pk": survey.published(series).pk}


ROWS = {"releases:why": reading(signed_in(200), _release)}
