"""A file shaped like the monthly figures of emergency departments."""

import datetime as dt

from tests.ground.imports.files import csv_of

EMERGENCY = ("period", "org_code", "type", "attendances", "breaches", "admissions")
NEW = {
    "which": "new",
    "title": "Waited over four hours in A&E",
    "number": "percentage",
    "good": "down",
    "frequency": "month",
    "out_of": "attendances",
    "counted": "Attendances of over four hours.",
    "places": 1,
    "add_up": True,
    "add_organisations": True,
    "audience": "partnership",
}


def emergency(n_months=14, codes=("RX1", "RX2", "Y00123")):
    """A small made-up file of the shape of the national one: two departments a month."""
    rows = [EMERGENCY]
    for month in range(n_months):
        on = dt.date(2024 + month // 12, month % 12 + 1, 1)
        for code in codes:
            rows.append((on, code, "1", 1_000, 100 + month % 5, 300))
            rows.append((on, code, "other", 500, 0, 0))
    return csv_of(*rows)
