"""What it costs to bring in much at once."""

import pytest
from tests.engines.measures.emergency import NEW, emergency
from tests.world import NOON, a_founder

from groundswell.ground.imports.importers import Place, RunContext, importers
from groundswell.ground.imports.reading import read
from groundswell.ground.imports.records import Records

pytestmark = pytest.mark.usefixtures("at_noon")


def test_an_import_costs_the_same_queries_for_ten_times_the_numbers_and_organisations(
    db, django_assert_max_num_queries
):
    importer, by = importers["observations"], a_founder()
    for n_months, n_places in ((3, 3), (30, 30)):
        codes = [f"X{n_months:02}{place:02}" for place in range(n_places)]
        table = read(emergency(n_months, codes=codes), "a.csv").table
        records = Records(table, {"on": 0, "organisation": 1, "n": 3, "value": 4})
        options = {**NEW, "title": f"Waits {n_months}"}
        context = RunContext(by, Place(), NOON, options)
        check = importer.check(records, context, lambda *_said: None)
        with django_assert_max_num_queries(60):
            importer.apply(check, records, context, lambda *_said: None)
