"""The app of the people; hands its reactions to the journal."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimantsConfig(AppConfig):
    name = "claimants"
    verbose_name = _("Claimants")

    def ready(self):
        from cases.journal import registry
        from claimants import reactions

        registry.subscribe(now=reactions.NOW, later=reactions.LATER)
