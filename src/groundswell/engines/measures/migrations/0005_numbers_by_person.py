"""What a person added is found without a look at everybody's numbers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("measures", "0004_corrections_by_day")]

    operations = [
        migrations.AddIndex(
            "observation",
            models.Index(
                fields=["entered_by", "-entered_at", "-id"], name="measures_newest_of_person"
            ),
        ),
    ]
