from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class BallotsConfig(AppConfig):
    name = "groundswell.ground.ballots"
    label = "ballots"
    verbose_name = _("Ballots")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from groundswell.ground.kernel import registries

        from . import checks, clockwork, privacy
        from .sentences import SENTENCES

        register(checks.keys_can_be_kept)
        registries.personal_data.add("ballots", privacy.DECLARATION)
        registries.each_day.add("ballots.keep_boxes", clockwork.keep_boxes)
        for name, words in SENTENCES.items():
            registries.audit_sentences.add(name, words)
