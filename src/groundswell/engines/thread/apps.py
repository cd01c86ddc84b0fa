from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThreadConfig(AppConfig):
    name = "groundswell.engines.thread"
    label = "thread"
    verbose_name = _("The golden thread")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from groundswell.ground.kernel import registries
        from groundswell.ground.messages.kinds import Kind, add_kinds

        from . import privacy, queries
        from .kinds import Told
        from .sentences import SENTENCES

        registries.personal_data.add("thread", privacy.DECLARATION)
        for name, words in SENTENCES.items():
            registries.audit_sentences.add(name, words)
        registries.home_cards.add("thread.doubts", queries.doubt_cards)
        add_kinds(
            Kind(
                Told.DOUBT,
                _("What your work rests on"),
                _("Something that a promise or a challenge of yours rests on was taken back."),
            )
        )
