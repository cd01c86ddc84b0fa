from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    name = "groundswell.engines.commitments"
    label = "commitments"
    verbose_name = _("Promises")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from groundswell.ground.kernel import registries
        from groundswell.ground.messages.kinds import Channel, Kind, add_kinds

        from . import clockwork, privacy, queries, thread
        from .kinds import Told
        from .sentences import SENTENCES

        registries.rooms.add(
            "commitments", registries.Room(_("Promises"), "commitments:index", "tick", 70)
        )
        registries.search_kinds.add("commitment", registries.SearchKind(_("Promises"), "tick"))
        registries.thread_kinds.add(queries.KIND, thread.KIND)
        registries.answering.add(queries.KIND, thread.ANSWERING)
        registries.starts.add("commitment", thread.START)
        registries.home_cards.add("commitments", queries.cards_for)
        registries.news.add("commitments", queries.news_for)
        registries.personal_data.add("commitments", privacy.DECLARATION)
        registries.each_day.add("commitments.remind", clockwork.remind)
        for name, words in SENTENCES.items():
            registries.audit_sentences.add(name, words)
        add_kinds(
            Kind(
                Told.YOURS,
                _("Promises that are yours"),
                _("You were given one, or somebody else moved, reworded or closed one of yours."),
            ),
            Kind(
                Told.REMINDER,
                _("Reminders of your promises"),
                _("Three days before, on the day, and each week after it until it is closed."),
                default=Channel.DAILY,
            ),
            Kind(
                Told.TO_YOU,
                _("What was promised to you"),
                _("You were promised something, its day was moved, or it was kept or dropped."),
                default=Channel.DAILY,
            ),
        )
