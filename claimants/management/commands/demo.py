"""`manage.py demo`: real cases, fictional people."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from cases.demo import office
from cases.demo import services as cases
from cases.dossier.models import Case
from claimants.demo import services as people
from claimants.demo.people import ADULTS, PARENTS

TEXT = """\
{state}: {count} cases.
Staff: {base}{staff}
  {administrator} (administrator), {lawyers}
  password {word}; second step: python manage.py demo_code NAME
Claimants: {base}{portal}
  {adult} (adult, SMC), {parent} (parent of minors, STBYP); a code comes by mail
"""


class Command(BaseCommand):
    help = "Load the demo cases and people. Safe to run twice: what is there is never changed."

    def add_arguments(self, parser):
        parser.add_argument("--in-production", action="store_true", help="Load it there too, with its known password.")

    def handle(self, *args, in_production, **options):
        if not (settings.WELCOMES_DEMO or in_production):
            raise CommandError("The demo has a known password. Say --in-production if that is what you want.")
        is_new = cases.load()
        is_new = people.load(by=office.administrator()) or is_new
        self.stdout.write(_text("The demo is loaded" if is_new else "The demo was loaded before"), ending="")


def _text(state: str) -> str:
    return TEXT.format(
        state=state,
        count=Case.objects.count(),
        base=settings.BASE_URL.rstrip("/"),
        staff=reverse("admin:index"),
        portal=reverse("signin:sign-in"),
        administrator=office.ADMINISTRATOR,
        lawyers=", ".join(f"{name} (lawyer, {slug.upper()})" for slug, name in office.LAWYERS.items()),
        word=office.SIGN_IN_WITH,
        adult=ADULTS[0].email,
        parent=PARENTS[0].email,
    )
