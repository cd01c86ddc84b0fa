from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "groundswell.ground.documents"
    label = "documents"
    verbose_name = _("Documents")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from groundswell.ground.kernel.registries import each_day, personal_data
        from groundswell.ground.kernel.tasks import tasks as named

        from . import privacy, retention, tasks

        personal_data.add("documents", privacy.DECLARATION)
        named.add("documents.make", tasks.make)
        each_day.add("documents.forget_old_papers", retention.forget_old_papers)
