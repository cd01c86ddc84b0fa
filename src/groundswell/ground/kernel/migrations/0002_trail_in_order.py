"""The trail in the order of writing, its last part as fast as its first."""

from django.db import migrations, models

from groundswell.ground.kernel.keys import rising_key


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]

    operations = [
        migrations.AlterField(
            "auditevent",
            "id",
            models.UUIDField(default=rising_key, editable=False, primary_key=True, serialize=False),
        ),
        migrations.AddIndex("auditevent", models.Index(fields=["-at", "-id"], name="audit_newest")),
        migrations.AddIndex(
            "auditevent",
            models.Index(
                fields=["organisation_id", "-at", "-id"], name="audit_newest_of_organisation"
            ),
        ),
        migrations.AddIndex(
            "auditevent",
            models.Index(fields=["by_id", "-at", "-id"], name="audit_newest_of_person"),
        ),
        migrations.RemoveIndex("auditevent", "audit_of_organisation"),
        migrations.RemoveIndex("auditevent", "audit_of_person"),
    ]
