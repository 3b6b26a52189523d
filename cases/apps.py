"""The app of the collective action; hands its reactions to the journal."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("Cases")

    def ready(self):
        from cases import reactions
        from cases.journal import registry

        registry.subscribe(now=reactions.NOW, later=reactions.LATER)
