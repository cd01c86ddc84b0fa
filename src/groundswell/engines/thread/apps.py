from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThreadConfig(AppConfig):
    name = "groundswell.engines.thread"
    label = "thread"
    verbose_name = _("The golden thread")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from groundswell.ground.kernel import registries

        from . import privacy
        from .sentences import SENTENCES

        registries.personal_data.add("thread", privacy.DECLARATION)
        for name, words in SENTENCES.items():
            registries.audit_sentences.add(name, words)
