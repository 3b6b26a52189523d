"""The code an authenticator app would show now."""

import time

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

PERIOD = 30


class Command(BaseCommand):
    help = "Print the six digits that finish signing in, for people of the demo who have no app."

    def add_arguments(self, parser):
        parser.add_argument("username", nargs="?", default="beheer")

    def handle(self, *args, username, **options):
        known = Authenticator.objects.filter(user__username=username, type=Authenticator.Type.TOTP).first()
        if known is None:
            raise CommandError(
                _("%(name)s has no second step yet: it is set up at the first sign-in.") % {"name": username}
            )
        now = int(time.time())
        secret = get_adapter().decrypt(known.data["secret"])
        self.stdout.write(format_hotp_value(hotp_value(secret, now // PERIOD)))
        self.stderr.write(_("valid for %(seconds)s seconds") % {"seconds": PERIOD - now % PERIOD})
