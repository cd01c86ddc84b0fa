"""Measures of the first landing, and what is kept of them; see tests/test_migrations.py."""

FROM = ("measures", "0001")
BEFORE = """
import datetime as dt
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
apps = MigrationExecutor(connection).loader.project_state([("measures", "0001_initial")]).apps
get, at = apps.get_model, dt.datetime(2026, 6, 15, tzinfo=dt.UTC)
by = get("people", "Person").objects.create(
    name="Joyce Lim", email="j@harrowmere.example", created_at=at)
place = get("people", "Organisation").objects.create(name="Harrowmere", kind="trust")
for title, number, out_of, per in (
    ("Share", "percentage", "leavers", 1),
    ("Falls", "rate", "bed days", 1000),
    ("Cost", "money", "", 1),
):
    what = get("measures", "Definition").objects.create(
        title=title, role="outcome", number=number, out_of=out_of, rate_per=per, good="up",
        frequency="day", counted="x", made_by=by, made_at=at)
    measure = get("measures", "Measure").objects.create(
        definition=what, organisation=place, audience="organisation", created_at=at)
    get("measures", "MeasureState").objects.create(measure=measure)
    for day, value, n in ((1, 10, 40), (2, 30, 40), (3, 0, 0)):
        row = get("measures", "Observation").objects.create(
            measure=measure, on=dt.date(2026, 6, day), value=value, n=n if out_of else None,
            entered_by=by, entered_at=at, source="typed")
    get("measures", "Correction").objects.create(
        observation=row, old_value=5, new_value=0, reason="Late.", by=by, at=at)
"""
AFTER = """
from groundswell.engines.measures.models import Correction, Measure
for m in Measure.objects.select_related("definition", "state").order_by("definition__title"):
    print(m.definition.title, m.state.lowest, m.state.highest)
for c in Correction.objects.order_by("pk"):
    print(c.measure.definition.title, c.on, c.old_value, c.new_value, c.reason)
"""
KEPT = [
    "Cost 0.0 30.0",
    "Falls 250.0 750.0",
    "Share 25.0 75.0",
    "Share 2026-06-03 5.0 0.0 Late.",
    "Falls 2026-06-03 5.0 0.0 Late.",
    "Cost 2026-06-03 5.0 0.0 Late.",
]
