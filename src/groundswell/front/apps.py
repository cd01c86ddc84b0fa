from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FrontConfig(AppConfig):
    name = "groundswell.front"
    label = "front"
    verbose_name = _("Front")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from groundswell.ground.kernel import registries

        from . import privacy

        registries.rooms.add("home", registries.Room(_("Home"), "front:home", "home", 0))
        registries.personal_data.add("front", privacy.DECLARATION)
