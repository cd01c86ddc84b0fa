from django.db import migrations, models
from django.db.models import Q

CODES = [
    ("administrator", "Administrator"),
    ("analyst", "Analyst"),
    ("board_member", "Board member"),
    ("team_leader", "Team leader"),
    ("system_lead", "System lead"),
    ("sponsor", "Sponsor"),
    ("coach", "Coach"),
    ("team_member", "Team member"),
]


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="role", name="people_role_code_known"),
        migrations.AddField(
            model_name="role", name="programme", field=models.TextField(blank=True, default="")
        ),
        migrations.AlterField(
            model_name="role", name="code", field=models.TextField(choices=CODES)
        ),
        migrations.AddIndex(
            model_name="role",
            index=models.Index(
                condition=Q(programme_id__isnull=False),
                fields=["programme_id", "code"],
                name="role_in_programme",
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.CheckConstraint(
                condition=Q(code__in=[code for code, _label in CODES]),
                name="people_role_code_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.UniqueConstraint(
                condition=Q(ended_at=None, programme_id__isnull=False),
                fields=["person", "code", "programme_id"],
                name="people_role_once_in_programme",
            ),
        ),
    ]
