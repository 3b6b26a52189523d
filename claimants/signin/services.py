"""Ask for a way in, mail it, and let exactly one POST use it (R51)."""

import hmac
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from cases.core import claims
from cases.core.errors import DomainError
from cases.core.tenancy import acting_for
from cases.journal import services as journal
from cases.outbox import services as outbox
from cases.parties.models import Foundation
from claimants.people.access import Visitor
from claimants.people.identity import email_index, shown_code
from claimants.signin import keys, mailboxes, rules
from claimants.signin.choices import Purpose
from claimants.signin.models import SignInRequest
from claimants.signin.querysets import SignInRequestQuerySet

MAILS = {Purpose.SIGN_IN: "sign-in", Purpose.STEP_UP: "step-up"}


class Closed(DomainError):
    """This way in no longer opens; `code` says why: used, replaced, expired, unknown or tries."""

    def __init__(self, why: str):
        super().__init__(why, code=why)


class WrongCode(DomainError):
    """The code is not right, or was mailed for another browser; there may be tries left."""

    def __init__(self):
        super().__init__("wrong code", field="code", code="wrong-code")


class Entrance(NamedTuple):
    """A mailed link that still opens; in another browser than the one that asked only with the code."""

    request: SignInRequest
    needs_code: bool


def request_link(address: str, *, browser: str, network: str, language: str) -> None:
    """Write down that somebody wants to sign in; a worker looks the address up later.

    Says nothing and does the same for an address nobody has. Beyond the limits nothing is written.
    """
    _request(Purpose.SIGN_IN, email_index(address), browser=browser, network=network, language=language)


def request_code(visitor: Visitor, *, browser: str, network: str, language: str) -> None:
    """Write down that somebody who is signed in must prove the mailbox again; a worker mails a code there.

    Counted apart from signing in, so that a stranger who asks for links cannot stop it.
    """
    _request(Purpose.STEP_UP, visitor.email_index, browser=browser, network=network, language=language)


def request_proof(address: str, *, file: Foundation, browser: str, network: str, language: str) -> UUID | None:
    """Write down that somebody who signs up must prove a mailbox; the key of the request, None beyond the limits.

    The room that asks mails the code, through `send_with`; using it opens this file and no other.
    """
    request = _request(
        Purpose.SIGN_UP, email_index(address), browser=browser, network=network, language=language, files=[file.pk]
    )
    return request.public_id if request else None


def _request(
    purpose: str, index: str, *, browser: str, network: str, language: str, files: Sequence[int] = ()
) -> SignInRequest | None:
    network_hash = keys.hash_network(network)
    recent = SignInRequest.objects.recent().filter(purpose=purpose)
    by_address = recent.filter(email_index=index).count()
    by_network = recent.filter(network_hash=network_hash).count()
    if by_address >= rules.PER_ADDRESS or by_network >= rules.PER_NETWORK:
        return None
    return SignInRequest.objects.create(
        purpose=purpose,
        email_index=index,
        network_hash=network_hash,
        browser_hash=keys.hash_token(browser),
        language=language,
        foundations=list(files),
        due_at=Now(),
        expires_at=claims.later(rules.LIFETIME),
    )


def send(*, limit: int = 100) -> int:
    """Look up the addresses that were typed and mail a link and a code to those in a file; the number of mails."""
    return send_with(_mail, purposes=MAILS, limit=limit)


def send_with(mail: Callable[[SignInRequest], dict], *, purposes: Iterable[str], limit: int = 100) -> int:
    """Let `mail` put the mail of each waiting request in the outbox; it returns the values the request keeps of it."""
    rows = SignInRequest.objects.filter(purpose__in=list(purposes))
    return sum(_send(pk, token, mail) for pk, token in claims.claimed(rows, limit=limit))


def _send(pk: int, lease: str, mail: Callable[[SignInRequest], dict]) -> bool:
    rows = SignInRequest.objects.all()
    request = rows.with_reasons().get(pk=pk)
    try:
        with transaction.atomic():
            values = mail(request) if _is_within_limit(request) else {}
            if not claims.finish(rows, pk, lease, **values):
                transaction.set_rollback(True)
                return False
    except Exception as error:
        claims.retry(rows, pk, lease, error=type(error).__name__, attempt=request.attempt_count)
        return False
    return bool(values)


def _is_within_limit(request: SignInRequest) -> bool:
    """Counted again here, by row: requests that came in at the same moment cannot slip past together."""
    window = (request.created_at - rules.LIMIT_WINDOW, request.created_at)
    same = SignInRequest.objects.filter(purpose=request.purpose, email_index=request.email_index)
    earlier = same.filter(created_at__range=window, pk__lt=request.pk)
    return earlier.count() < rules.PER_ADDRESS and not request.is_expired


def _mail(request: SignInRequest) -> dict:
    """Put the mail in the outbox, to the address as stored; the values the request keeps of it."""
    files = _files_with(request.email_index)
    if not files:
        return {}
    token, told, kept = issue(request)
    foundations = list(files)
    if request.purpose == Purpose.SIGN_IN:
        told["url"] = f"{settings.BASE_URL}/{request.language}/inloggen/{token}"
    outbox.put(
        MAILS[request.purpose],
        to=files[foundations[0]],
        dedupe_key=f"sign-in:{request.public_id}",
        context=told,
        language=request.language,
        foundation=foundations[0] if len(foundations) == 1 else None,
        is_sensitive=True,
        give_up_at=request.expires_at,
    )
    if "url" not in told:
        kept["token_hash"] = ""
    return kept | {"foundations": [foundation.pk for foundation in foundations]}


def issue(request: SignInRequest) -> tuple[str, dict, dict]:
    """A new token, what a mail says of its code, and the hashes that the request keeps of both."""
    token, code = keys.new_token(), keys.new_sign_in_code()
    told = {"code": shown_code(code), "minutes": rules.LIFETIME // timedelta(minutes=1)}
    code_hash = keys.hash_code(code, request_id=request.public_id)
    return token, told, {"token_hash": keys.hash_token(token), "code_hash": code_hash}


def _files_with(index: str) -> dict[Foundation, str]:
    """The files in which this address stands, each with the address as it is stored there."""
    found = {}
    for foundation in Foundation.objects.order_by("pk"):
        with acting_for(foundation):
            address = mailboxes.stored_address(index)
        if address:
            found[foundation] = address
    return found


def find_entrance(token: str, *, browser: str, purpose: str = Purpose.SIGN_IN) -> Entrance:
    """The request this link was mailed for; changes nothing. Raises Closed."""
    rows = SignInRequest.objects.with_reasons().filter(purpose=purpose)
    request = rows.filter(token_hash=keys.hash_token(token)).first() if len(token) <= keys.LONGEST_TOKEN else None
    if request is None:
        raise Closed(rules.UNKNOWN)
    why = rules.why_closed(
        used_at=request.used_at,
        is_replaced=request.is_replaced,
        try_count=request.try_count,
        is_expired=request.is_expired,
    )
    if why:
        raise Closed(why)
    return Entrance(request, needs_code=request.browser_hash != keys.hash_token(browser))


def redeem_link(token: str, *, browser: str, code: str = "", purpose: str = Purpose.SIGN_IN) -> Visitor:
    """Use a mailed link, once; in another browser than the one that asked the code must come with it.

    Raises Closed, or WrongCode after counting the try.
    """
    request, needs_code = find_entrance(token, browser=browser, purpose=purpose)
    if needs_code and not _try_code(request, code):
        raise WrongCode
    return _use(request)


def redeem_code(code: str, *, browser: str) -> Visitor:
    """Use a mailed code in the browser that asked for it, once; raises Closed, or WrongCode after counting the try."""
    return _redeem(SignInRequest.objects.filter(purpose=Purpose.SIGN_IN), code, browser=browser)


def redeem_step_up(visitor: Visitor, code: str, *, browser: str) -> None:
    """Use the code that proves the mailbox of this visitor again, once; raises as `redeem_code` does."""
    asked = SignInRequest.objects.filter(purpose=Purpose.STEP_UP, email_index=visitor.email_index)
    _redeem(asked, code, browser=browser)


def redeem_proof(request_key: UUID, code: str, *, browser: str) -> Visitor:
    """Use the code that was mailed to who signs up, once; raises as `redeem_code` does."""
    return _redeem(SignInRequest.objects.filter(purpose=Purpose.SIGN_UP, public_id=request_key), code, browser=browser)


def _redeem(requests: SignInRequestQuerySet, code: str, *, browser: str) -> Visitor:
    waiting = list(requests.open().of_browser(keys.hash_token(browser))[: rules.PER_ADDRESS])
    if not browser or not waiting:
        raise Closed(rules.EXPIRED)
    if all(request.try_count >= rules.MAX_TRIES for request in waiting):
        raise Closed(rules.TRIES)
    matches = [request for request in waiting if _try_code(request, code)]
    if not matches:
        raise WrongCode
    return _use(matches[0])


def _try_code(request: SignInRequest, code: str) -> bool:
    """Count the try before looking at it, so that parallel guesses share the same five."""
    tries = SignInRequest.objects.filter(pk=request.pk, try_count__lt=rules.MAX_TRIES)
    is_counted = bool(tries.update(try_count=F("try_count") + 1))
    expected = keys.hash_code(code, request_id=request.public_id)
    return is_counted and hmac.compare_digest(request.code_hash, expected)


@transaction.atomic
def _use(request: SignInRequest) -> Visitor:
    """One conditional UPDATE: of two at once, one wins."""
    if not SignInRequest.objects.open().filter(pk=request.pk).update(used_at=Now()):
        raise Closed(rules.USED)
    for foundation in Foundation.objects.filter(pk__in=request.foundations):
        journal.record("signin.redeemed", request, foundation=foundation)
    return Visitor(request.email_index, tuple(request.foundations))


def purge() -> int:
    """Forget requests of yesterday and before, and addresses that let nobody in any more; the number forgotten."""
    return SignInRequest.objects.old().delete()[0] + mailboxes.purge()
