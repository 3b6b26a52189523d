"""What waits for one person leaves in one mail; nothing that waits is ever left out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cases.core import claims
from cases.core.tenancy import acting_for
from cases.outbox import rendering
from cases.outbox import services as outbox
from cases.outbox.models import Message
from cases.parties.models import Foundation
from claimants.notices import codes, composing, rules
from claimants.notices.composing import Letter
from claimants.notices.models import ClaimantMessage, Tiding
from claimants.people.models import Claimant, Guardianship
from claimants.people.rules import is_minor
from claimants.registrations.models import Registration

TEMPLATE = "notice"
AT_A_TIME = 200


def post(*, limit: int = 2_000) -> int:
    """Put a mail in the outbox for everybody for whom something is due; the number of mails written.

    AT_A_TIME people make one transaction; two workers never take the same person.
    """
    written = 0
    for foundation in Foundation.objects.order_by("pk"):
        while written < limit and (some := _post(foundation, timezone.localdate())):
            written += some
    return written


def _post(foundation: Foundation, today: date) -> int:
    with transaction.atomic(), acting_for(foundation):
        people = _taken(foundation)
        letters = _letters(people, today)
        _write(letters, today)
    return len(letters)


def _taken(foundation: Foundation) -> list[Claimant]:
    """Some of those for whom something is due, locked, so that what else waits for them goes along just once."""
    ripe = Tiding.objects.ripe().of_reachable().order_by("due_at").values_list("claimant", flat=True)[:AT_A_TIME]
    people = Claimant.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk__in=set(ripe)).order_by("pk")
    return [_of(foundation, claimant) for claimant in people]


def _of(foundation: Foundation, claimant: Claimant) -> Claimant:
    claimant.foundation = foundation
    return claimant


def _letters(people: Sequence[Claimant], today: date) -> list[Letter]:
    waiting, readers = _waiting(people), _readers(people, today)
    pages = _pages(people)
    letters = []
    for claimant in people:
        for reader, tidings in _by_reader(claimant, readers.get(claimant.pk, claimant), waiting.get(claimant.pk, ())):
            page = next(filter(None, (pages.get((claimant.pk, one.case_id)) for one in tidings)), "")
            letters.append(Letter(_message(claimant, reader, tidings), claimant, reader, tidings, page))
    return letters


def _by_reader(claimant: Claimant, reader: Claimant, tidings: Sequence[Tiding]) -> list[tuple[Claimant, list[Tiding]]]:
    """One mail for who reads for the person, and one of their own when a minor hears something themselves."""
    own = [one for one in tidings if reader == claimant or rules.is_for_themselves(one.kind)]
    others = [one for one in tidings if one not in own]
    return [(who, told) for who, told in ((reader, others), (claimant, own)) if told]


def _message(claimant: Claimant, reader: Claimant, tidings: Sequence[Tiding]) -> ClaimantMessage:
    return ClaimantMessage(
        foundation=claimant.foundation,
        claimant=claimant,
        kind=tidings[0].kind,
        language=reader.language,
        code=codes.new_mail_code(),
    )


def _waiting(people: Iterable[Claimant]) -> dict[int, list[Tiding]]:
    """What is due for each of them now, or within the window: all of it, the weightiest first."""
    rows = Tiding.objects.unmailed().filter(claimant__in=people, due_at__lte=claims.later(rules.MERGE_WINDOW))
    found = defaultdict(list)
    for tiding in rows.select_related("notice", "case").order_by("pk"):
        found[tiding.claimant_id].append(tiding)
    return {pk: sorted(tidings, key=lambda one: rules.weight(one.kind)) for pk, tidings in found.items()}


def _readers(people: Iterable[Claimant], today: date) -> dict[int, Claimant]:
    """Who reads the mail of a minor: who acts for them and has an address."""
    minors = [one for one in people if is_minor(one.born_on, today)]
    rows = Guardianship.objects.acting(today).filter(minor__in=minors).exclude(guardian__email="")
    return {row.minor_id: row.guardian for row in rows.select_related("guardian").order_by("-pk")} if minors else {}


def _pages(people: Iterable[Claimant]) -> dict[tuple[int, int], str]:
    """The page of a person in a case, for the button."""
    rows = Registration.objects.filter(claimant__in=people).annotate(of_case=F("group__case")).order_by("-pk")
    return {(row.claimant_id, row.of_case): f"{row.public_id}/" for row in rows}


def _write(letters: Sequence[Letter], today: date) -> None:
    """The mails in the outbox, their words in the file, and every tiding marked with the mail it went in."""
    mails = {}
    for letter in letters:
        context = composing.context_of(letter)
        rendered = rendering.render(TEMPLATE, context, language=letter.message.language)
        letter.message.subject, letter.message.text = rendered.subject, rendered.text
        if letter.reader.email:
            mails[letter.message.public_id] = _mail(letter, context)
    stored = outbox.put_all(list(mails.values()))
    for letter in letters:
        if mail := mails.get(letter.message.public_id):
            letter.message.outbox_id = stored[mail.public_id]
    ClaimantMessage.objects.bulk_create([letter.message for letter in letters])
    tidings = [_sent_in(letter.message, tiding) for letter in letters for tiding in letter.tidings]
    Tiding.objects.bulk_update(tidings, ["message"], batch_size=AT_A_TIME)


def _mail(letter: Letter, context: dict) -> Message:
    return outbox.compose(
        TEMPLATE,
        to=letter.reader.email,
        dedupe_key=f"notice:{letter.message.public_id}",
        context=context,
        language=letter.message.language,
        foundation=letter.claimant.foundation,
    )


def _sent_in(message: ClaimantMessage, tiding: Tiding) -> Tiding:
    tiding.message = message
    return tiding
