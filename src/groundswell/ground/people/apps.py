from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "groundswell.ground.people"
    label = "people"
    verbose_name = _("People and organisations")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from groundswell.ground.kernel import registries
        from groundswell.ground.kernel.registries import SearchKind

        from . import housekeeping
        from .importing import register
        from .privacy import PERSONAL_DATA
        from .queries import places_of
        from .sentences import SENTENCES

        for event, words in SENTENCES.items():
            registries.audit_sentences.add(event, words)
        registries.personal_data.add("people", PERSONAL_DATA)
        registries.each_day.add("people.forget_sessions", housekeeping.forget_sessions)
        registries.each_day.add("people.forget_counts", housekeeping.forget_counts)
        registries.each_day.add("people.drop_leavers", housekeeping.drop_leavers)
        registries.switcher.add("people", places_of)
        registries.search_kinds.add("person", SearchKind(_("People"), "person"))
        registries.search_kinds.add("team", SearchKind(_("Teams"), "people"))
        registries.search_kinds.add("organisation", SearchKind(_("Organisations"), "building"))
        register()
