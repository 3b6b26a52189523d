"""Put a message in the outbox; deliver what waits; settle what could not be delivered."""

import smtplib
import time
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from cases.core import claims
from cases.core.errors import DomainError
from cases.journal import services as journal
from cases.outbox import rendering
from cases.outbox.models import Message

KEEP_ADDRESS_FOR = timedelta(days=30)
GIVE_UP_AFTER = timedelta(days=3)
PERMANENT = range(500, 600)


def put(
    template: str,
    *,
    to: str,
    dedupe_key: str,
    context: dict | None = None,
    language: str = "nl",
    foundation=None,
    is_sensitive: bool = False,
    give_up_at: datetime | None = None,
) -> Message | None:
    """Put one message to one address in the outbox, in the caller's transaction.

    Returns None when a message with this key exists already.
    """
    message = Message(
        template=template,
        address=to,
        dedupe_key=dedupe_key,
        context=context or {},
        language=language,
        foundation=foundation,
        is_sensitive=is_sensitive,
        give_up_at=give_up_at,
        due_at=Now(),
    )
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        return None
    return message


def deliver(*, limit: int = 100) -> int:
    """Send the messages that wait, one by one; the number that were accepted."""
    return sum(_deliver(pk, token) for pk, token in claims.claimed(Message.objects.all(), limit=limit))


def _deliver(pk: int, token: str) -> bool:
    rows = Message.objects.all()
    message = rows.get(pk=pk)
    try:
        mail = _mail(message)
    except Exception as error:
        return _failed(message, token, error, unknown=False)
    if not claims.begin(rows, pk, token):
        return False
    try:
        mail.send()
    except (OSError, smtplib.SMTPException) as error:
        return _failed(message, token, error, unknown=not _is_definite(error))
    wiped = {"context": {}, "address": ""} if message.is_sensitive else {}
    claims.while_away(lambda: claims.finish(rows, pk, token, **wiped), wait=lambda attempt: time.sleep(2**attempt))
    return True


def _mail(message: Message) -> EmailMultiAlternatives:
    subject, text, html = rendering.render(message.template, message.context, language=message.language)
    mail = EmailMultiAlternatives(
        subject,
        text,
        settings.DEFAULT_FROM_EMAIL,
        [message.address],
        headers={
            "Message-ID": message.message_id,
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
        },
    )
    if html:
        mail.attach_alternative(html, "text/html")
    return mail


def _is_definite(error: Exception) -> bool:
    """Whether the server certainly did not take the message (R8)."""
    answered = (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException, smtplib.SMTPNotSupportedError)
    return isinstance(error, (*answered, ConnectionRefusedError))


def _is_permanent(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code in PERMANENT for code, _reason in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code in PERMANENT


def _failed(message: Message, token: str, error: Exception, *, unknown: bool) -> bool:
    rows = Message.objects.all()
    kind = f"{type(error).__name__} {getattr(error, 'smtp_code', '')}".strip()
    if _is_permanent(error) or _is_too_late(message):
        claims.give_up(rows, message.pk, token, error=kind)
    else:
        claims.retry(rows, message.pk, token, error=kind, attempt=message.attempt_count, unknown=unknown)
    return False


def _is_too_late(message: Message) -> bool:
    limit = Message.objects.filter(pk=message.pk)
    if message.give_up_at:
        return limit.filter(give_up_at__lt=Now()).exists()
    return limit.filter(created_at__lt=Now() - GIVE_UP_AFTER).exists()


@transaction.atomic
def try_again(message: Message, *, by) -> None:
    """Send a given-up message once more; raises DomainError when it is not given up."""
    changed = (
        Message.objects.given_up()
        .filter(pk=message.pk)
        .update(state=claims.State.WAITING, due_at=Now(), attempt_count=0, give_up_at=None, created_at=Now())
    )
    if not changed:
        raise DomainError("Only a message that was given up can be tried again.", code="not-given-up")
    journal.record("message.retried", message, by=by)


@transaction.atomic
def settle_by_hand(message: Message, *, reason: str, by) -> None:
    """Close a given-up message that staff dealt with otherwise; raises DomainError."""
    if not reason.strip():
        raise DomainError("Say how this was settled.", field="reason")
    changed = (
        Message.objects.given_up()
        .filter(pk=message.pk)
        .update(state=claims.State.CANCELLED, settled_reason=reason[:200], done_at=Now())
    )
    if not changed:
        raise DomainError("Only a message that was given up can be settled.", code="not-given-up")
    journal.record("message.settled", message, by=by)


def cancel(*, dedupe_prefix: str) -> int:
    """Cancel messages that were not begun yet; the number cancelled."""
    waiting = Message.objects.filter(dedupe_key__startswith=dedupe_prefix, state=claims.State.WAITING)
    return waiting.update(state=claims.State.CANCELLED, done_at=Now())


def purge() -> int:
    """Erase address and context of messages that were finished long ago."""
    return Message.objects.finished_before(KEEP_ADDRESS_FOR).exclude(address="").update(address="", context={})
