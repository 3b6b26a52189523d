"""The app of the people; hands its reactions to the journal."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimantsConfig(AppConfig):
    name = "claimants"
    verbose_name = _("People")

    def ready(self):
        from cases.desk import week
        from cases.health import checks
        from cases.journal import registry
        from cases.pages import case_page
        from claimants import reactions
        from claimants.declarations import chain
        from claimants.privacy import desk
        from claimants.registrations import recount
        from claimants.signup import services as signup

        registry.subscribe(now=reactions.NOW, later=reactions.LATER)
        checks.SUBSCRIBED.extend([chain.chains, recount.figures])
        case_page.MAY_JOIN.append(signup.is_open)
        week.MORE_TILES.append(desk.tiles)
