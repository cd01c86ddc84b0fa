from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "groundswell.engines.library"
    label = "library"
    verbose_name = _("Library")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from groundswell.ground.kernel import registries

        from . import listening, policies, privacy
        from .kinds import ITEM
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
        registries.personal_data.add("library", privacy.DECLARATION)
        for name, words in SENTENCES.items():
            registries.audit_sentences.add(name, words)
        listening.listen()
