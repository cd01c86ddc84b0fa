from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeasuresConfig(AppConfig):
    name = "groundswell.engines.measures"
    label = "measures"
    verbose_name = _("Measures")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from groundswell.ground.documents.kinds import documents
        from groundswell.ground.imports.importers import importers
        from groundswell.ground.kernel import registries
        from groundswell.ground.kernel.tasks import tasks as named
        from groundswell.ground.messages.kinds import Channel, Kind, add_kinds

        from . import privacy, queries, tasks
        from .documents import MEASURE
        from .importing import ObservationImporter
        from .sentences import SENTENCES
        from .thread import KIND, ON_THREAD

        registries.rooms.add(
            "measures", registries.Room(_("Measures"), "measures:index", "measures", 60)
        )
        registries.search_kinds.add("measure", registries.SearchKind(_("Measures"), "measures"))
        registries.search_kinds.add(
            "measure-set", registries.SearchKind(_("Sets of measures"), "measures")
        )
        registries.thread_kinds.add(KIND, ON_THREAD)
        registries.home_cards.add("measures", queries.cards_for)
        registries.home_panels.add("measures", queries.panel_for)
        registries.news.add("measures", queries.news_for)
        registries.personal_data.add("measures", privacy.DECLARATION)
        for name, words in SENTENCES.items():
            registries.audit_sentences.add(name, words)
        add_kinds(
            Kind(
                "measures.shift",
                _("Shifts in your measures"),
                _("The numbers of a measure that you look after have shifted: you answer."),
                default=Channel.DAILY,
            )
        )
        named.add("measures.look_for_shifts", tasks.look_for_shifts)
        importers.add("observations", ObservationImporter())
        documents.add("measure", MEASURE)
