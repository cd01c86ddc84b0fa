from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "groundswell.engines.library"
    label = "library"
    verbose_name = _("Library")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from groundswell.ground.kernel import registries
        from groundswell.ground.kernel.tasks import tasks
        from groundswell.ground.messages.kinds import Kind, add_kinds

        from . import actions, clockwork, listening, policies, privacy, queries, thread
        from . import tasks as work
        from .forms.pages import ItemCopyForm, ItemForm, VideoForm
        from .kinds import ITEM, Told
        from .models import Item, Video
        from .sentences import SENTENCES

        registries.rooms.add("library", registries.Room(_("Library"), "library:index", "book", 60))
        registries.rooms.add(
            "editor",
            registries.Room(
                _("Write and review"),
                "wagtailadmin_home",
                "file",
                61,
                is_for=lambda actor: bool(policies.admit_editor(actor)),
            ),
        )
        registries.search_kinds.add(ITEM, registries.SearchKind(_("Library"), "book"))
        registries.home_cards.add("library", queries.cards_for)
        registries.personal_data.add("library", privacy.DECLARATION)
        registries.each_day.add("library.forget", clockwork.forget)
        registries.each_minute.add("library.keep_set_days", clockwork.keep_set_days)
        add_kinds(
            Kind(
                Told.ANSWERED,
                Told.ANSWERED.label,
                _("Those who keep a shelf of the library have answered you."),
            ),
            Kind(
                Told.SENT_IN,
                Told.SENT_IN.label,
                _("A page is written from it, is published, or it is not taken up."),
            ),
            Kind(
                Told.WAITS,
                Told.WAITS.label,
                _("An editor has sent a page in for a shelf that you review."),
            ),
            Kind(
                Told.REVIEWED,
                Told.REVIEWED.label,
                _("A reviewer has let it out, or returns it with what is missing."),
            ),
            Kind(
                Told.COMMENTED,
                Told.COMMENTED.label,
                _(
                    "Somebody comments on a page that you follow, answers where you wrote, or"
                    " settles what you wrote."
                ),
            ),
        )
        for code, kind in thread.KINDS.items():
            registries.thread_kinds.add(code, kind)
        for code, entry in thread.ANSWERING.items():
            registries.answering.add(code, entry)
        registries.home_cards.add("library.keeping", queries.keeping_cards)
        tasks.add("library.shake", work.shake)
        tasks.add("library.recheck", work.recheck)
        tasks.add("library.look_through", work.look_through)
        tasks.add("library.take_upload", work.take_upload)
        registries.each_day.add("library.forget_files", clockwork.forget_files)
        registries.each_day.add("library.forget_uploads", lambda at: actions.forget_uploads(at=at))
        for name, words in SENTENCES.items():
            registries.audit_sentences.add(name, words)
        # As Wagtail dresses its own pages: a model knows no form.
        Item.base_form_class, Video.base_form_class = ItemForm, VideoForm
        Item.copy_form_class = ItemCopyForm
        listening.listen()
