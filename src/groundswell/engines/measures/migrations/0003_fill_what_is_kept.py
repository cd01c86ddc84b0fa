"""Corrections learn their measure and day, states the reach of their numbers. Nothing is lost."""

from typing import Any

from django.db import migrations
from django.db.models import F, Max, Min, OuterRef, Subquery

AT_ONCE = 500  # rows a statement


def fill_corrections(apps: Any, editor: Any) -> None:
    observations = apps.get_model("measures", "Observation").objects
    corrected = observations.filter(pk=OuterRef("observation_id"))
    apps.get_model("measures", "Correction").objects.update(
        measure_id=Subquery(corrected.values("measure_id")[:1]),
        on=Subquery(corrected.values("on")[:1]),
    )


def fill_states(apps: Any, editor: Any) -> None:
    """As shown: a share is worked out and multiplied, what is out of nothing is no point."""
    observations = apps.get_model("measures", "Observation").objects
    states = apps.get_model("measures", "MeasureState").objects
    for definition in apps.get_model("measures", "Definition").objects.iterator():
        counted = observations.filter(measure__definition_id=definition.pk)
        shown = F("value") * 1.0
        if definition.out_of:
            counted = counted.filter(n__gt=0)
            shown = F("value") / F("n") * scale_of(definition)
        reach = {
            row["measure_id"]: row
            for row in counted.values("measure_id").annotate(low=Min(shown), high=Max(shown))
        }
        kept = list(states.filter(measure__definition_id=definition.pk))
        for state in kept:
            row = reach.get(state.measure_id, {})
            state.lowest, state.highest = row.get("low"), row.get("high")
        states.bulk_update(kept, ["lowest", "highest"], batch_size=AT_ONCE // 5)


def scale_of(definition: Any) -> float:
    """As `Definition.scale` says; a migration knows no properties."""
    if definition.number == "percentage":
        return 100.0
    return float(definition.rate_per) if definition.number == "rate" else 1.0


class Migration(migrations.Migration):
    dependencies = [("measures", "0002_kept_for_longer")]

    operations = [
        migrations.RunPython(fill_corrections, migrations.RunPython.noop),
        migrations.RunPython(fill_states, migrations.RunPython.noop),
    ]
