"""A national file: what it costs, and what it says."""

from pathlib import Path

import pytest
from tests.engines.measures.emergency import NEW, emergency
from tests.ground.imports.files import brought_in
from tests.world import NOON, a_founder

from groundswell.engines.measures.models import MeasureState
from groundswell.ground.imports.importers import Place, RunContext, importers
from groundswell.ground.imports.reading import read
from groundswell.ground.imports.records import Records

pytestmark = pytest.mark.usefixtures("at_noon")
SHARED = Path(__file__).parents[4] / "shared" / "data" / "ae_attendances.csv"


def test_an_import_costs_the_same_queries_for_ten_times_the_numbers(
    db, django_assert_max_num_queries
):
    """Per organisation and per measure there are lines of audit; per number there is nothing."""
    importer, by = importers["observations"], a_founder()
    for n_months in (3, 30):
        table = read(emergency(n_months, codes=("RX1",)), "a.csv").table
        records = Records(table, {"on": 0, "organisation": 1, "n": 3, "value": 4})
        options = {**NEW, "title": f"Waits {n_months}"}
        context = RunContext(by, Place(), NOON, options)
        check = importer.check(records, context, lambda *_said: None)
        with django_assert_max_num_queries(60):
            importer.apply(check, records, context, lambda *_said: None)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="reference files are not beside the checkout")
def test_the_national_figures_come_in_whole(db, django_capture_on_commit_callbacks):
    run = brought_in(
        django_capture_on_commit_callbacks, a_founder(), "observations", SHARED.read_bytes(), **NEW
    )
    assert run.outcome == "8,298 numbers are in, 0 corrected, in 274 measures."
    assert MeasureState.objects.exclude(variation="").count() > 200
