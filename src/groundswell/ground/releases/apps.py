from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReleasesConfig(AppConfig):
    name = "groundswell.ground.releases"
    label = "releases"
    verbose_name = _("Releases")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from groundswell.ground.kernel import registries
        from groundswell.ground.kernel.tasks import tasks as named

        from . import privacy, tasks
        from .sentences import SENTENCES

        registries.personal_data.add("releases", privacy.DECLARATION)
        for name, words in SENTENCES.items():
            registries.audit_sentences.add(name, words)
        named.add("releases.ask", tasks.ask)
        named.add("releases.publish", tasks.publish)
