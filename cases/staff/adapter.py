"""How staff sign in: nobody signs up, secrets of authenticators are stored encrypted."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.urls import reverse

from cases.staff import sessions


class StaffAdapter(DefaultAccountAdapter):
    """Staff are let in by an administrator; claimants never pass here."""

    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        return reverse("admin:index")

    def get_logout_redirect_url(self, request):
        return reverse("account_login")

    def is_reauthentication_required(self, *, app, **kwargs):
        """The password was typed a moment ago when there is no second factor yet."""
        return sessions.is_enrolled(self.request.user)

    def add_message(self, *args, **kwargs):
        """Signing in and out says nothing in the bar of messages: the page itself does."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Seeds of authenticators are encrypted under the secret key, so a copy of the database opens nothing."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.blake2b(key.encode(), digest_size=32, person=b"second-factor").digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
