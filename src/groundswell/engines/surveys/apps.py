from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveysConfig(AppConfig):
    name = "groundswell.engines.surveys"
    label = "surveys"
    verbose_name = _("Surveys")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from groundswell.ground.kernel import registries

        from . import fielded_by, privacy, queries
        from .answering import speaking
        from .results import registering
        from .sentences import SENTENCES

        registries.rooms.add(
            "surveys", registries.Room(_("Surveys"), "surveys:index", "people", 60)
        )
        registries.search_kinds.add("survey", registries.SearchKind(_("Surveys"), "people"))
        registries.home_cards.add("surveys", queries.cards_for)
        registries.personal_data.add("surveys", privacy.DECLARATION)
        for name, words in SENTENCES.items():
            registries.audit_sentences.add(name, words)
        speaking.learn()
        fielded_by.register()
        registering.register()
