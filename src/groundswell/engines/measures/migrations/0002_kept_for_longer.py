"""Room for numbers taken back, for limits that a person recalculates, for the reach of a chart."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL
STATES = ["waiting", "accepted", "declined", "withdrawn", "undone"]


def a_person() -> models.ForeignKey:
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=PERSON
    )


class Migration(migrations.Migration):
    dependencies = [
        ("measures", "0001_initial"),
        migrations.swappable_dependency(PERSON),
    ]

    operations = [
        migrations.AddField("measurestate", "lowest", models.FloatField(null=True)),
        migrations.AddField("measurestate", "highest", models.FloatField(null=True)),
        migrations.AddField(
            "correction",
            "measure",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="measures.measure",
            ),
        ),
        migrations.AddField("correction", "on", models.DateField(null=True)),
        migrations.AlterField("correction", "new_value", models.FloatField(null=True)),
        migrations.AddField("proposal", "raised_by", a_person()),
        migrations.AddField("proposal", "undone_by", a_person()),
        migrations.AddField("proposal", "undone_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "proposal", "undone_reason", models.TextField(blank=True, default="")
        ),
        migrations.AlterField(
            "proposal",
            "state",
            models.TextField(
                choices=[
                    ("waiting", "Waiting for an answer"),
                    ("accepted", "Limits recalculated"),
                    ("declined", "Declined, with a reason"),
                    ("withdrawn", "Withdrawn: the shift has gone"),
                    ("undone", "Recalculated, and taken back with a reason"),
                ],
                default="waiting",
            ),
        ),
        migrations.RemoveConstraint("proposal", "measures_proposal_state_known"),
        migrations.AddConstraint(
            "proposal",
            models.CheckConstraint(
                condition=Q(state__in=STATES), name="measures_proposal_state_known"
            ),
        ),
        migrations.RemoveConstraint("proposal", "measures_proposal_decided_with_reason"),
        migrations.AddConstraint(
            "proposal",
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "withdrawn"], decided_by__isnull=True)
                | (
                    Q(state__in=["accepted", "declined", "undone"], decided_by__isnull=False)
                    & ~Q(reason="")
                ),
                name="measures_proposal_decided_with_reason",
            ),
        ),
        migrations.AddConstraint(
            "proposal",
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="measures_proposal_undone_at_with_undone_by",
            ),
        ),
        migrations.AddConstraint(
            "proposal",
            models.CheckConstraint(
                condition=(~Q(state="undone") & Q(undone_by__isnull=True))
                | (Q(state="undone", undone_by__isnull=False) & ~Q(undone_reason="")),
                name="measures_proposal_undone_with_reason",
            ),
        ),
    ]
