"""The app of the collective action; hands its reactions to the journal, and its checks to Django."""

from time import monotonic

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("Case files")

    def ready(self):
        self.ready_at = monotonic()
        from django.core.checks import Tags, register

        from cases import reactions
        from cases.health import safety
        from cases.journal import registry

        registry.subscribe(now=reactions.NOW, later=reactions.LATER)
        register(safety.check_settings, Tags.security, deploy=True)
        register(safety.check_database, Tags.database)
