from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MessagesConfig(AppConfig):
    name = "groundswell.ground.messages"
    label = "messaging"  # Django's own messages app has taken the plain word
    verbose_name = _("Messages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from groundswell.ground.kernel import registries
        from groundswell.ground.kernel.tasks import tasks as named

        from . import clockwork, privacy, queries, tasks
        from .kinds import Channel, Kind, add_kinds

        add_kinds(
            Kind(
                "people.access",
                _("What you may do"),
                _("You were given a role, or one of yours ended."),
                may_be_switched_off=False,
            ),
            Kind(
                "imports.finished",
                _("Your imports"),
                _("A file that you gave us has been read, or could not be."),
                default=Channel.INBOX,
            ),
            Kind(
                "messages.undelivered",
                _("Mail that did not reach you"),
                _("We gave up on a mail to your address."),
                default=Channel.INBOX,
            ),
        )
        for name in ("send_waiting", "send_codes", "send_digests", "tell"):
            named.add(f"messages.{name}", getattr(tasks, name))
        registries.each_minute.add("messages.send_due", clockwork.send_due)
        registries.inbox_count.add("messages", queries.n_unread)
        registries.news.add("messages", queries.news_since)
        registries.personal_data.add("messages", privacy.DECLARATION)
        registries.audit_sentences.add(
            "messages.channels_chosen", _("%(by)s chose how messages reach them.")
        )
        registries.audit_sentences.add(
            "messages.mail_given_up", _("%(by)s gave up sending “%(about)s”: %(reason)s.")
        )
