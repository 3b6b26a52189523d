"""What somebody is to be told, as one mail."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from cases.core.tenancy import acting_for
from claimants.notices import rules
from claimants.notices.models import ClaimantMessage, Tiding
from claimants.people.identity import shown_code
from claimants.people.models import Claimant

SALT = "notices.unsubscribe"
PREVIEW = 120


class Letter(NamedTuple):
    """One mail to be: who it is about, who reads it and where, and what it tells, the weightiest first."""

    message: ClaimantMessage
    claimant: Claimant
    reader: Claimant
    tidings: Sequence[Tiding]
    page: str
    is_mailed: bool = True


def context_of(letter: Letter) -> dict:
    """What the wording in templates/mail/notice needs: plain values, so that it reads the same on every attempt."""
    foundation, language = letter.claimant.foundation, letter.message.language
    is_neutral = any(tiding.case and tiding.case.is_sensitive for tiding in letter.tidings)
    with override(language):
        items = [_item(tiding, language) for tiding in letter.tidings]
        found = {
            "subject": _("There is news for you") if is_neutral else _subject(items),
            "preview": _("Open this message to read it.") if is_neutral else items[0]["news"][:PREVIEW],
            "items": items,
            "name": letter.reader.called_name or letter.reader.full_name,
            "about": ""
            if letter.reader == letter.claimant
            else letter.claimant.called_name or letter.claimant.full_name,
            "reference": letter.claimant.reference,
            "code": shown_code(letter.message.code),
            "path": f"/{language}/mijn/{letter.page}",
            "foundation": {
                "name": foundation.name,
                "postal_address": foundation.postal_address,
                "kvk_number": foundation.kvk_number,
                "phone": foundation.phone,
            },
            "reply_to": foundation.email,
        }
    if rules.is_refusable(tiding.kind for tiding in letter.tidings):
        found["unsubscribe_url"] = unsubscribe_url(letter.message, letter.reader)
    return found


def words_of(tiding: Tiding) -> Mapping[str, Mapping[str, str]]:
    """What a tiding says by language: the notice's words, or its own."""
    return tiding.notice.words if tiding.notice_id else tiding.words


def _item(tiding: Tiding, language: str) -> dict:
    words, written_in = rules.in_language(words_of(tiding), language)
    parts = {part: words.get(part, "") for part in rules.PARTS}
    return parts | {"language": written_in, "is_translated": written_in == language}


def _subject(items: list[dict]) -> str:
    first, more = items[0]["subject"], len(items) - 1
    if not more:
        return first
    text = ngettext("%(first)s (and %(more)d other message)", "%(first)s (and %(more)d other messages)", more)
    return text % {"first": first, "more": more}


def unsubscribe_url(message: ClaimantMessage, reader: Claimant | None = None) -> str:
    """The address of one click that ends the news of this mail for who reads it; it holds no more than opaque ids."""
    named = [reader.public_id.hex] if reader and reader.pk != message.claimant_id else []
    key = signing.Signer(salt=SALT).sign_object([message.foundation_id, message.public_id.hex, *named])
    return f"{settings.BASE_URL}/{message.language}/afmelden/{key}"


def message_behind(key: str) -> ClaimantMessage | None:
    """The mail in which this address stood, or None."""
    found = _behind(key)
    return found and found[0]


def reader_behind(key: str) -> Claimant | None:
    """Who read the mail in which this address stood, or None: the person it is about, or who acts for them."""
    found = _behind(key)
    if not found or not found[1]:
        return found and found[0].claimant
    with acting_for(found[0].foundation_id):
        return Claimant.objects.filter(public_id=found[1], erased_at=None).first()


def _behind(key: str) -> tuple[ClaimantMessage, str] | None:
    try:
        foundation_id, public_id, *named = signing.Signer(salt=SALT).unsign_object(key)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    with acting_for(foundation_id):
        message = ClaimantMessage.objects.filter(public_id=public_id).select_related("claimant").first()
    return (message, "".join(named)) if message else None
