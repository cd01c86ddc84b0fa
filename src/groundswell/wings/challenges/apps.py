from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChallengesConfig(AppConfig):
    name = "groundswell.wings.challenges"
    label = "challenges"
    verbose_name = _("100-day challenges")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from groundswell.engines.gatherings.kinds import GatheringKind, gathering_kinds
        from groundswell.ground.documents.kinds import documents
        from groundswell.ground.kernel import registries
        from groundswell.ground.messages.kinds import Channel, Kind, add_kinds

        from . import actions, privacy, queries, thread
        from . import documents as papers
        from .kinds import ANSWER_DAYS_MEASURE, MEETING, Told
        from .queries import ask_news, home, keeping_home
        from .sentences import SENTENCES

        for name, sentence in SENTENCES.items():
            registries.audit_sentences.add(name, sentence)
        for code, paper in papers.KINDS.items():
            documents.add(code, paper)
        for code, kind in thread.KINDS.items():
            registries.thread_kinds.add(code, kind)
        registries.answering.add("challenge", thread.ANSWERING)
        for code, start in thread.STARTS.items():
            registries.starts.add(code, start)
        registries.each_day.add("challenges.numbers", lambda at: actions.chase_numbers(at=at))
        gathering_kinds.add(MEETING, GatheringKind(_("Weekly meeting")))
        registries.personal_data.add("challenges", privacy.DECLARATION)
        registries.search_kinds.add("ask", registries.SearchKind(_("Asks"), "challenges"))
        registries.search_kinds.add("idea", registries.SearchKind(_("Ideas"), "challenges"))
        registries.search_kinds.add("test", registries.SearchKind(_("Tests"), "challenges"))
        registries.each_day.add("challenges.hold_checks", lambda at: actions.ask_hold_checks(at=at))
        registries.each_day.add("challenges.chase_asks", lambda at: actions.chase_asks(at=at))
        registries.kept_numbers.add(
            ANSWER_DAYS_MEASURE,
            registries.KeptNumber(_("The asks behind these numbers"), queries.asks_behind),
        )
        registries.chart_marks.add("challenges.day_zero", queries.day_zero_marks)
        registries.search_kinds.add(
            "challenge", registries.SearchKind(_("Challenges"), "challenges")
        )
        registries.home_cards.add("challenges", home.cards_for)
        registries.home_cards.add("challenges.keeping", keeping_home.keeping_cards_for)
        registries.home_cards.add("challenges.asks", ask_news.cards_for)
        registries.news.add("challenges.asks", ask_news.news_for)
        registries.home_panels.add("challenges", home.panel_for)
        registries.news.add("challenges", home.news_for)
        registries.rooms.add(
            "challenges",
            registries.Room(_("Challenges"), "challenges:index", "challenges", 40),
        )
        add_kinds(
            Kind(
                Told.YOURS,
                _("Challenges that you are asked into"),
                _("You joined a team, were named sponsor or coach, or were released for it."),
            ),
            Kind(
                Told.CHANGED,
                _("What changes in your challenges"),
                _("A challenge begins, its day 0 moves, somebody leaves, or it ends."),
            ),
            Kind(
                Told.GOAL,
                _("The goal of your challenge"),
                _("The team proposes another goal, or the sponsor has answered."),
            ),
            Kind(
                Told.ASK,
                _("Asks and answers"),
                _("A team asks you for leave or to move a barrier, or a leader has answered."),
            ),
            Kind(
                Told.KEEPING,
                _("What becomes of it after day 100"),
                _("You are asked whether a gain held, for an answer, or to approve a story."),
            ),
            Kind(
                Told.NUMBERS,
                _("Numbers that are missing"),
                _("A measure of your challenge has had no number for too long."),
                default=Channel.DAILY,
            ),
        )
