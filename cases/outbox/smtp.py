"""SMTP that waits longest for the one answer that cannot be asked for again."""

import smtplib
from time import monotonic

from django.core.mail.backends import smtp

from cases.core import claims

SHARE_OF_LEASE = 0.8


class OutOfTime(Exception):
    """So much of the lease is spent that the mail is not offered any more: another worker may have the row by now."""


def patience() -> float:
    """How long after its first command a mail may take, in seconds: less than its lease, to have time to mark it."""
    return claims.LEASE.total_seconds() * SHARE_OF_LEASE


class _Patient:
    """A worker that slept too long offers nothing; one that offered its mail waits for the answer as long as it may.

    To hang up before the last answer is how mails are doubled (RFC 1047; RFC 5321, 4.5.3.2.6 asks for ten minutes).
    """

    began = 0.0

    def mail(self, sender, options=()):
        self.began = monotonic()
        return super().mail(sender, options)

    def data(self, msg):
        left = self.began + patience() - monotonic()
        if left <= 0:
            raise OutOfTime
        usual = self.sock.gettimeout()
        self.sock.settimeout(max(left, usual or left))
        try:
            return super().data(msg)
        finally:
            if self.sock:
                self.sock.settimeout(usual)


class _SMTP(_Patient, smtplib.SMTP):
    pass


class _SMTPOverTLS(_Patient, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    """Django's, with patience."""

    @property
    def connection_class(self):
        return _SMTPOverTLS if self.use_ssl else _SMTP
