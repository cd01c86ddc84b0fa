"""The monthly figures of every emergency department in England, brought in whole."""

import pytest
from tests.engines.measures.emergency import NEW
from tests.ground.imports.files import brought_in
from tests.oracles.truth import SHARED, needs
from tests.world import a_founder

from groundswell.engines.measures.models import MeasureState

NATIONAL = ("data", "ae_attendances.csv")
pytestmark = [pytest.mark.usefixtures("at_noon"), *needs(*NATIONAL)]


def test_the_national_figures_come_in_whole(db, django_capture_on_commit_callbacks):
    file = SHARED.joinpath(*NATIONAL).read_bytes()
    run = brought_in(django_capture_on_commit_callbacks, a_founder(), "observations", file, **NEW)
    assert run.outcome == "8,298 numbers are in, 0 corrected, in 274 measures."
    assert MeasureState.objects.exclude(variation="").count() > 200
