from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _


class KernelConfig(AppConfig):
    name = "groundswell.ground.kernel"
    label = "kernel"
    verbose_name = _("Ground floor")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import durability, privacy, registries, retention

        register(Tags.database)(durability.acknowledged_writes_survive)
        registries.personal_data.add("kernel", privacy.DECLARATION)
        registries.each_day.add("kernel.old_work", retention.forget_old_work)
