"""A correction stands for itself: by its measure and day, whatever becomes of the number."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("measures", "0003_fill_what_is_kept")]

    operations = [
        migrations.AlterField(
            "correction",
            "measure",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="measures.measure",
            ),
        ),
        migrations.AlterField("correction", "on", models.DateField()),
        migrations.RemoveField("correction", "observation"),
        migrations.AddConstraint(
            "correction",
            models.CheckConstraint(
                condition=Q(new_value__isnull=False) | Q(new_n__isnull=True),
                name="measures_correction_nothing_out_of_nothing",
            ),
        ),
    ]
