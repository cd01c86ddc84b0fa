from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "groundswell.ground.imports"
    label = "imports"
    verbose_name = _("Files brought in")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from groundswell.ground.kernel.registries import audit_sentences, each_day, personal_data
        from groundswell.ground.kernel.tasks import tasks

        from . import privacy, retention
        from . import tasks as work

        audit_sentences.add(
            "import.applied", _("%(by)s brought in the file %(about)s as %(what)s (%(counts)s)")
        )
        personal_data.add("imports", privacy.DECLARATION)
        tasks.add("imports.check", work.check)
        tasks.add("imports.apply", work.apply)
        each_day.add("imports.forget_old_files", lambda at: retention.forget_old_files(at=at))
