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
from claimants.notices import codes, composing, readers, rules
from claimants.notices.composing import Letter
from claimants.notices.models import ClaimantMessage, Tiding
from claimants.notices.readers import Share
from claimants.people.models import Claimant
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
    waiting, who_reads = _waiting(people), readers.readers_of(people, today)
    wishes = readers.wishes_of(one for found in who_reads.values() for one in found)
    pages, letters, later = _pages(people), [], []
    for claimant in people:
        found, kept = _shares(claimant, who_reads.get(claimant.pk, ()), waiting.get(claimant.pk, ()), wishes)
        later += kept
        for reader, tidings, is_mailed in found:
            page = next(filter(None, (pages.get((claimant.pk, one.case_id)) for one in tidings)), "")
            letters.append(Letter(_message(claimant, reader, tidings), claimant, reader, tidings, page, is_mailed))
    Tiding.objects.bulk_create(later, ignore_conflicts=True)
    return letters


def _shares(claimant: Claimant, who_reads: Sequence[Claimant], tidings: Sequence[Tiding], wishes) -> tuple[list, list]:
    """What each reader is told now, and what waits: who reads for the person, and a minor what is for themselves."""
    own = [one for one in tidings if not who_reads or rules.is_for_themselves(one.kind)]
    others = [one for one in tidings if one not in own]
    found, later = readers.shares(claimant, who_reads, others, wishes, now=timezone.localtime())
    return [*found, *([Share(claimant, own)] if own else [])], later


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
        if letter.is_mailed and letter.reader.email:
            mails[letter.message.public_id] = _mail(letter, context)
    stored = outbox.put_all(list(mails.values()))
    for letter in letters:
        if mail := mails.get(letter.message.public_id):
            letter.message.outbox_id = stored[mail.public_id]
    ClaimantMessage.objects.bulk_create([letter.message for letter in letters])
    tidings = [_sent_in(letter.message, tiding) for letter in letters for tiding in letter.tidings]
    Tiding.objects.bulk_create([one for one in tidings if one.pk is None])
    Tiding.objects.bulk_update([one for one in tidings if one.pk], ["message"], batch_size=AT_A_TIME)


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
