from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GatheringsConfig(AppConfig):
    name = "groundswell.engines.gatherings"
    label = "gatherings"
    verbose_name = _("Gatherings")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from groundswell.ground.kernel import registries
        from groundswell.ground.messages.kinds import Channel, Kind, add_kinds

        from . import clockwork, privacy, queries, thread
        from .kinds import GatheringKind, gathering_kinds
        from .sentences import SENTENCES

        registries.rooms.add(
            "gatherings", registries.Room(_("Gatherings"), "gatherings:index", "clock", 70)
        )
        registries.search_kinds.add("gathering", registries.SearchKind(_("Gatherings"), "clock"))
        registries.home_cards.add("gatherings", queries.cards_for)
        registries.news.add("gatherings", queries.news_for)
        registries.personal_data.add("gatherings", privacy.DECLARATION)
        registries.thread_kinds.add(thread.KIND, thread.THREAD_KIND)
        registries.each_day.add("gatherings.remind", clockwork.remind)
        registries.each_day.add("gatherings.forget", clockwork.forget)
        for name, words in SENTENCES.items():
            registries.audit_sentences.add(name, words)
        add_kinds(
            Kind(
                "gatherings.invited",
                _("Invitations"),
                _("Somebody asks whether you can come to a meeting."),
            ),
            Kind(
                "gatherings.changed",
                _("Meetings that are moved or cancelled"),
                _("The time of a meeting has changed, or it is called off."),
            ),
            Kind(
                "gatherings.reminder",
                _("Meetings of tomorrow"),
                _("The day before a meeting that you have not declined."),
            ),
            Kind(
                "gatherings.minutes",
                _("Minutes"),
                _("Notes and decisions of a meeting that you were asked to."),
                default=Channel.DAILY,
            ),
        )
        for code, label in (
            ("meeting", _("Meeting")),
            ("workshop", _("Workshop")),
            ("review", _("Review")),
            ("visit", _("Visit")),
            ("training", _("Training")),
        ):
            gathering_kinds.add(code, GatheringKind(label, is_offered=True))
