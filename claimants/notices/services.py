"""Write to one person or to many, stop it in time, and keep to what each person wants to hear."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core.errors import DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.core.tenancy import acting_for
from cases.journal import services as journal
from cases.parties.models import Foundation
from claimants.notices import audiences, codes, composing, readers, rules
from claimants.notices.choices import NoticeKind, NoticeState, Rhythm
from claimants.notices.models import ClaimantMessage, Notice, NoticeRange, Preference, Tiding
from claimants.people.models import Claimant

State = NoticeRange.State
Words = Mapping[str, Mapping[str, str]]
KEPT = 5


class Known(NamedTuple):
    """What everybody may hear of a mail that is ours: who sent it, when, and about which cases."""

    foundation: str
    sent_on: date
    cases: tuple[str, ...]


@transaction.atomic
def write(claimant: Claimant, kind: str, *, context: Words, case=None, key: str = "", by=None) -> Tiding | None:
    """Tell one person something, in the next mail that leaves for them; None when they refused this kind of news.

    `context` holds by language (nl at least) the parts subject, news, now, next, you and when, of which the first two
    must be there. The same `key` twice tells it once. Raises DomainError.
    """
    words = _checked(context)
    with acting_for(claimant.foundation_id):
        rhythm = preferences_of(claimant)[NoticeKind(kind)]
        if rhythm == Rhythm.NEVER:
            return None
        known = key and Tiding.objects.filter(claimant=claimant, key=key).first()
        if known:
            return known
        facts = {"kind": kind, "key": key, "words": words, "due_at": rules.due_at(rhythm, timezone.localtime())}
        tiding = Tiding.objects.create(foundation_id=claimant.foundation_id, claimant=claimant, case=case, **facts)
        journal.record("tiding.written", claimant, case=case, by=by, kind=str(kind))
    return tiding


@transaction.atomic
def draft_notice(
    foundation: Foundation, *, case, kind: str, words: Words, cause: str = "", by=None, **audience
) -> Notice:
    """Write down what many are to be told; nothing leaves before it is approved. Raises DomainError naming the field.

    `audience`: group, level, residence and age, each optional. The same `cause` twice makes one notice.
    """
    with acting_for(foundation):
        known = cause and Notice.objects.filter(cause=cause).first()
        if known:
            return known
        facts = {"case": case, "kind": kind, "words": _checked(words), "cause": cause, "written_by": by}
        notice = Notice(foundation=foundation, **facts, **audience)
        if notice.group_id and notice.group.case_id != notice.case_id:
            raise DomainError(_("This group belongs to another case."), field="group")
        save_checked(notice)
        journal.record("notice.drafted", notice, case=case, by=by, kind=str(kind))
    return notice


@transaction.atomic
def reword_notice(notice: Notice, *, words: Words, by) -> Notice:
    """Say it otherwise, while it is not approved; who changed it last has written it. Raises DomainError."""
    with acting_for(notice.foundation_id):
        _require_draft(notice)
        changed = change(notice, words=_checked(words), written_by=by)
        journal.record("notice.reworded", changed, case=notice.case, by=by)
    return changed


def needs_approval(notice: Notice, *, people: int) -> bool:
    """Whether somebody must look at it first: always at what a person wrote, and at whatever goes to very many."""
    return notice.written_by_id is not None or people > rules.APPROVE_ABOVE


@transaction.atomic
def approve(notice: Notice, *, count: int, by) -> Notice:
    """Let a notice go, after the delay in which it can be stopped; `count` is the number of people as it was shown.

    Raises DomainError for the writer's own approval, another number or nobody at all.
    """
    with acting_for(notice.foundation_id):
        if notice.written_by_id == by.pk:
            raise DomainError(_("Somebody else than the writer must approve this."), code="same-person")
        return _release(notice, by=by, shown=count)


@transaction.atomic
def release_if_small(notice: Notice) -> Notice:
    """Let what followed from an event go by itself when it is for few people; else it waits for a person."""
    with acting_for(notice.foundation_id):
        people = audiences.people_of(notice, today=timezone.localdate()).count()
        if notice.state != NoticeState.DRAFT or not people or needs_approval(notice, people=people):
            return notice
        return _release(notice, by=None, shown=people)


def _release(notice: Notice, *, by, shown: int) -> Notice:
    _require_draft(notice)
    found, stretches = audiences.ranges_of(audiences.people_of(notice, today=timezone.localdate()))
    if not found:
        raise DomainError(_("This notice is for nobody."), code="nobody")
    if shown != found:
        raise DomainError(_("This notice is for %(count)d people. Type that number.") % {"count": found}, field="count")
    goes_at = timezone.now() + rules.DELAY
    changed = change(notice, state=NoticeState.APPROVED, approved_by=by, goes_at=goes_at, person_count=found)
    NoticeRange.objects.bulk_create(
        NoticeRange(foundation_id=notice.foundation_id, notice=notice, first_id=first, last_id=last, due_at=goes_at)
        for first, last in stretches
    )
    journal.record("notice.approved", changed, case=notice.case, by=by, people=found)
    return changed


@transaction.atomic
def cancel(notice: Notice, *, by) -> Notice:
    """Stop a notice: nobody hears it who was not mailed yet. Raises DomainError when it was stopped before."""
    with acting_for(notice.foundation_id):
        if notice.state == NoticeState.CANCELLED:
            raise DomainError(_("This notice was stopped before."), code="cancelled")
        changed = change(notice, state=NoticeState.CANCELLED)
        unfinished = NoticeRange.objects.filter(notice=notice, state__in=[State.WAITING, State.RUNNING])
        unfinished.update(state=State.CANCELLED, lease_token="")
        waiting = Tiding.objects.unmailed()
        unmailed = waiting.filter(notice=notice).delete()[0] + waiting.filter(**readers.copies_of(notice)).delete()[0]
        journal.record("notice.cancelled", changed, case=notice.case, by=by, unmailed=unmailed)
    return changed


def messages_of(claimant: Claimant) -> QuerySet[ClaimantMessage]:
    """Every mail to a person, word for word, the newest first, with `fate`; for use within acting_for."""
    return ClaimantMessage.objects.filter(claimant=claimant).with_fate().select_related("outbox")


def preferences_of(claimant: Claimant) -> dict[NoticeKind, Rhythm]:
    """How somebody wants to hear each kind of news; at once, unless they said otherwise."""
    with acting_for(claimant.foundation_id):
        said = dict(Preference.objects.filter(claimant=claimant).values_list("kind", "rhythm"))
    return {kind: Rhythm(said.get(kind, Rhythm.AT_ONCE)) for kind in NoticeKind}


@transaction.atomic
def set_preferences(claimant: Claimant, wishes: Mapping[str, str], *, by=None) -> None:
    """Keep how somebody wants to hear some kinds of news; raises DomainError for what cannot be refused."""
    for kind, rhythm in wishes.items():
        if kind not in NoticeKind.values or rhythm not in Rhythm.values:
            raise DomainError(_("There is no such choice."), field=kind, code="unknown")
        if not rules.may_refuse(kind) and rhythm != Rhythm.AT_ONCE:
            raise DomainError(_("This news is always sent at once."), field=kind, code="required")
    with acting_for(claimant.foundation_id):
        for kind, rhythm in wishes.items():
            found = {"foundation_id": claimant.foundation_id, "claimant": claimant, "kind": kind}
            Preference.objects.update_or_create(**found, defaults={"rhythm": rhythm})
        _keep_to(claimant, wishes)
        journal.record("preference.changed", claimant, by=by, wishes=dict(wishes))


def _keep_to(claimant: Claimant, wishes: Mapping[str, str]) -> None:
    """What waits follows the new wish: refused news is not mailed any more, the rest moves to its new moment."""
    now = timezone.localtime()
    for kind, rhythm in wishes.items():
        waiting = Tiding.objects.unmailed().filter(claimant=claimant, kind=kind)
        if rhythm == Rhythm.NEVER:
            waiting.delete()
        else:
            waiting.update(due_at=rules.due_at(rhythm, now))


def refuse_by_mail(key: str) -> ClaimantMessage | None:
    """End all news of the kinds a mail told, asked by the address in that mail; None when there is no such mail."""
    message, reader = composing.message_behind(key), composing.reader_behind(key)
    if message is None or reader is None:
        return message
    with acting_for(message.foundation_id):
        kinds = set(message.tidings.values_list("kind", flat=True))
        wishes = {kind: Rhythm.NEVER for kind in kinds if rules.may_refuse(kind)}
        if wishes:
            set_preferences(reader, wishes)
    return message


def check_code(text: str) -> list[Known]:
    """What may be told of the mails with this code, the newest first; nothing when it is not ours.

    Looks in every file in turn and says nothing about people.
    """
    code, found = codes.typed_code(text), []
    for foundation in Foundation.objects.order_by("pk") if code else ():
        with acting_for(foundation):
            for message in ClaimantMessage.objects.filter(code=code).prefetch_related("tidings__case")[:KEPT]:
                cases = dict.fromkeys(tiding.case.shown_title for tiding in message.tidings.all() if tiding.case)
                found.append(Known(foundation.name, timezone.localdate(message.created_at), tuple(cases)))
    return sorted(found, key=lambda one: one.sent_on, reverse=True)


def _checked(words: Words) -> dict[str, dict[str, str]]:
    """The words as they are kept; raises DomainError naming the part and its language."""
    kept = {}
    for language, parts in {"nl": {}, **words}.items():
        given = {part: str(parts.get(part, "")).strip() for part in rules.PARTS}
        if language == "nl" or any(given.values()):
            _require_words(given, language)
            kept[language] = given
    return kept


def _require_words(given: Mapping[str, str], language: str) -> None:
    if part := rules.wanting(given):
        raise DomainError(_("A mail cannot do without this."), field=f"{part}_{language}", code="required")
    if part := rules.too_long(given):
        most = rules.LONGEST[part]
        sentence = _("At most %(most)d characters, please.") % {"most": most}
        raise DomainError(sentence, field=f"{part}_{language}", code="too-long")


def _require_draft(notice: Notice) -> None:
    if notice.state != NoticeState.DRAFT:
        raise DomainError(_("This notice was decided on before."), code="decided")
