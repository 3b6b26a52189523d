"""Put a message in the outbox; deliver what waits; settle what could not be delivered."""

import smtplib
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from cases.core import claims
from cases.core.errors import DomainError
from cases.journal import services as journal
from cases.outbox import rendering
from cases.outbox.models import Message
from cases.outbox.querysets import MessageQuerySet

KEEP_ADDRESS_FOR = timedelta(days=30)
KEEP_GIVEN_UP_FOR = timedelta(days=180)
GIVE_UP_AFTER = timedelta(days=3)
PERMANENT = range(500, 600)
ANSWERED = (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException, smtplib.SMTPNotSupportedError)
WIPED = {"context": {}, "address": ""}


class NoAddress(ValueError):
    """The message has no address, or no longer."""


def compose(
    template: str,
    *,
    to: str,
    dedupe_key: str,
    context: dict | None = None,
    language: str = "nl",
    foundation=None,
    is_sensitive: bool = False,
    give_up_at: datetime | None = None,
) -> Message:
    """A message to one address, to be put with others; `give_up_at` defaults to three days from now."""
    return Message(
        template=template,
        address=to,
        dedupe_key=dedupe_key,
        context=context or {},
        language=language,
        foundation=foundation,
        is_sensitive=is_sensitive,
        give_up_at=give_up_at or claims.later(GIVE_UP_AFTER),
        due_at=Now(),
    )


def put(template: str, *, to: str, dedupe_key: str, **values) -> Message | None:
    """Put one message to one address in the outbox, in the caller's transaction; the values are those of `compose`.

    Returns None when a message with this key exists already.
    """
    one = compose(template, to=to, dedupe_key=dedupe_key, **values)
    return Message.objects.filter(pk=put_all([one]).get(one.public_id)).first()


def put_all(messages: list[Message]) -> dict[UUID, int]:
    """Put many messages at once, in the caller's transaction: public id and primary key of those that are new.

    One whose key exists already is left as it is.
    """
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    new = Message.objects.filter(public_id__in=[one.public_id for one in messages])
    stored = dict(new.values_list("public_id", "pk"))
    keys = {one.dedupe_key for one in messages if one.public_id not in stored}
    if keys and Message.objects.filter(dedupe_key__in=keys).count() < len(keys):
        raise IntegrityError("a message was not stored")
    return stored


def deliver(*, limit: int = 100) -> int:
    """Send the messages that wait, one by one over one connection; the number that were accepted."""
    connection = get_connection()
    try:
        return sum(_deliver(pk, token, connection) for pk, token in claims.claimed(Message.objects.all(), limit=limit))
    finally:
        _hang_up(connection)


def _deliver(pk: int, token: str, connection) -> bool:
    """Everything that can fail before a byte of the mail leaves comes before the fence."""
    rows = Message.objects.all()
    message = claims.held(rows, pk, token).first()
    if message is None:
        return False
    try:
        mail = _mail(message)
        mail.connection = connection
        _be_connected(connection)
    except Exception as error:
        return _failed(message, token, error, unknown=False)
    if claims.begin(rows.of_use(), pk, token):
        return _send(message, token, mail)
    if not rows.of_use().filter(pk=pk).exists():
        _give_up(message, token, "too late")
    return False


def _be_connected(connection) -> None:
    """A connection that the server closed since the last mail is opened again before the fence, not found out after."""
    server = getattr(connection, "connection", None)
    if server:
        with suppress(OSError, smtplib.SMTPException):
            if server.noop()[0] == 250:
                return
        _hang_up(connection)
    connection.open()


def _hang_up(connection) -> None:
    with suppress(Exception):  # the answers are known; a rude goodbye does not change them
        connection.close()


def _send(message: Message, token: str, mail: EmailMultiAlternatives) -> bool:
    try:
        mail.send()
    except Exception as error:
        _hang_up(mail.connection)
        return _failed(message, token, error, unknown=_is_unknown(error))
    wiped = WIPED if message.is_sensitive else {}
    claims.while_away(lambda: claims.finish(Message.objects.all(), message.pk, token, **wiped))
    return True


def _mail(message: Message) -> EmailMultiAlternatives:
    if not message.address:
        raise NoAddress
    subject, text, html = rendering.render(message.template, message.context, language=message.language)
    mail = EmailMultiAlternatives(
        subject,
        text,
        settings.DEFAULT_FROM_EMAIL,
        [message.address],
        headers=_headers(message),
        reply_to=[message.context["reply_to"]] if message.context.get("reply_to") else None,
    )
    if html:
        mail.attach_alternative(html, "text/html")
    mail.message()  # refuses a header with a line break here, before anything is sent
    return mail


def _headers(message: Message) -> dict[str, str]:
    """What every mail says of itself; mail that may be refused also says how, in one click (RFC 8058)."""
    headers = {
        "Message-ID": message.message_id,
        "Auto-Submitted": "auto-generated",
        "Content-Language": message.language,
    }
    if address := message.context.get("unsubscribe_url"):
        headers |= {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return headers


def _is_unknown(error: Exception) -> bool:
    """Whether the server may have taken the message although it did not say so (R8)."""
    return isinstance(error, (OSError, smtplib.SMTPException)) and not isinstance(error, ANSWERED)


def _is_permanent(error: Exception) -> bool:
    """Whether the server said no to this very message; a no to us (sign-in, sender) may be mended and is retried."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code in PERMANENT for code in _codes(error))
    return isinstance(error, NoAddress) or isinstance(error, smtplib.SMTPDataError) and error.smtp_code in PERMANENT


def _codes(error: Exception) -> list[int]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _reason in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, smtplib.SMTPResponseException) else []


def _failed(message: Message, token: str, error: Exception, *, unknown: bool) -> bool:
    kind = " ".join([type(error).__name__, *map(str, _codes(error))])
    claims.while_away(lambda: _mark_failed(message, token, kind, unknown=unknown, is_final=_is_permanent(error)))
    return False


def _mark_failed(message: Message, token: str, kind: str, *, unknown: bool, is_final: bool) -> None:
    rows = Message.objects.all()
    if is_final or not rows.of_use().filter(pk=message.pk).exists():
        _give_up(message, token, kind)
    else:
        attempt = message.attempt_count
        claims.retry(rows, message.pk, token, error=kind, attempt=attempt, unknown=unknown, until="give_up_at")


def _give_up(message: Message, token: str, kind: str) -> None:
    wiped = WIPED if message.is_sensitive else {}
    claims.give_up(Message.objects.all(), message.pk, token, error=kind, **wiped)


@transaction.atomic
def try_again(message: Message, *, by) -> None:
    """Send a given-up message once more; raises DomainError when it is not given up, or its address was erased."""
    waiting = Message.objects.given_up().filter(pk=message.pk).exclude(address="")
    changed = waiting.update(
        state=claims.State.WAITING, due_at=Now(), attempt_count=0, death_count=0, give_up_at=claims.later(GIVE_UP_AFTER)
    )
    if not changed:
        sentence = _("Only a message that was given up and still has an address can be tried again.")
        raise DomainError(sentence, code="not-given-up")
    journal.record("message.retried", message, foundation=message.foundation, by=by)


@transaction.atomic
def settle_by_hand(message: Message, *, reason: str, by) -> None:
    """Close a given-up message that staff dealt with otherwise; raises DomainError."""
    if not reason.strip():
        raise DomainError(_("Say how this was settled."), field="reason", code="required")
    changed = (
        Message.objects.given_up()
        .filter(pk=message.pk)
        .update(state=claims.State.CANCELLED, settled_reason=reason.strip()[:200], done_at=Now())
    )
    if not changed:
        raise DomainError(_("Only a message that was given up can be settled."), code="not-given-up")
    journal.record("message.settled", message, foundation=message.foundation, by=by)


def cancel(messages: MessageQuerySet) -> int:
    """Cancel those of the messages that were not sent yet, given-up ones too; the number cancelled.

    One that is on its way at this very moment keeps `has_begun`: it may arrive, but is not sent again.
    """
    return messages.unsent().update(state=claims.State.CANCELLED, done_at=Now())


def reword(message: Message, *, context: dict) -> None:
    """Let a message that was not sent yet say something else.

    A worker about to send the old words loses its lease; one that is sending at this very moment does not, but if it
    dies the message goes out again with the new words.
    """
    unsent = Message.objects.filter(pk=message.pk).unsent()
    unsent.update(context=context)
    about_to = unsent.filter(state=claims.State.RUNNING, has_begun=False)
    about_to.update(state=claims.State.WAITING, due_at=Now(), lease_token="")


def forget(messages: MessageQuerySet) -> int:
    """Stop and erase these messages: no address, no words; the number that still held any."""
    cancel(messages)
    return messages.exclude(address="", context={}).update(**WIPED)


def purge() -> int:
    """Erase address and context of messages that were finished long ago, and secrets of any that is not to be sent."""
    ended = [claims.State.DONE, claims.State.DEAD, claims.State.CANCELLED]
    secrets = Message.objects.filter(is_sensitive=True, state__in=ended)
    old = Message.objects.finished_before(KEEP_ADDRESS_FOR), Message.objects.given_up_before(KEEP_GIVEN_UP_FOR)
    return sum(messages.exclude(address="").update(**WIPED) for messages in (secrets, *old))
