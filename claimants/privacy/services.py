"""Ask about one's own data, and answer within the term of the law."""

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.core import claims
from cases.core.errors import ChangedMeanwhile, DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.core.tenancy import acting_for
from cases.journal import services as journal
from claimants.people.models import Claimant
from claimants.privacy import export, rules
from claimants.privacy.choices import Channel, Identity, RequestKind, RequestState
from claimants.privacy.models import DataSubjectRequest, Erasure, Hold

RESTRICTING = (RequestKind.RESTRICTION, RequestKind.OBJECTION)


@transaction.atomic
def ask(claimant: Claimant, kind: str, *, channel: str, wish: str = "", by) -> DataSubjectRequest:
    """Take in a request about somebody's own data; it has its last day when this returns.

    Who asks on their own pages has proved the mailbox. An erasure waits seven days and for a second person. Asking
    again while it is open returns the open one. Raises DomainError.
    """
    now = timezone.now()
    counted = rules.first_term(timezone.localdate(now))
    with acting_for(claimant.foundation_id):
        _require_known(claimant)
        known = DataSubjectRequest.objects.open().filter(claimant=claimant, kind=kind).first()
        if known:
            return known
        request = DataSubjectRequest(
            foundation_id=claimant.foundation_id,
            claimant=claimant,
            kind=kind,
            channel=channel,
            wish=wish,
            asked_at=now,
            due_on=counted.ends_on,
            count=counted.as_dict(),
            identity=Identity.MAILBOX if channel == Channel.PORTAL else Identity.OPEN,
        )
        save_checked(request)
        if kind == RequestKind.ERASURE:
            Erasure.objects.create(
                foundation_id=claimant.foundation_id, request=request, due_at=claims.later(rules.UNDO)
            )
        journal.record("request.received", request, by=by, kind=str(kind), channel=str(channel))
    return request


@transaction.atomic
def start(request: DataSubjectRequest, *, identity: str, by) -> DataSubjectRequest:
    """Take a request up, with how we know who asks; raises DomainError.

    From here on the data of somebody who asks to be left alone, or objects, is only kept (art. 18 lid 1 AVG).
    """
    if identity == Identity.OPEN:
        raise DomainError(_("Establish who asks first. Never ask for a copy of an identity card."), field="identity")
    with acting_for(request.foundation_id):
        current = _step(request, RequestState.STARTED, identity=identity, handled_by=by)
        journal.record("request.started", current, by=by, identity=str(identity))
        if current.kind in RESTRICTING:
            _restrict(current.claimant, by=by)
    return current


@transaction.atomic
def extend(request: DataSubjectRequest, *, reason: str, by) -> DataSubjectRequest:
    """Take two months more, once and within the first month; `reason` is what the person reads. Raises DomainError."""
    if not reason.strip():
        raise DomainError(_("Say why it takes longer; the person reads it."), field="reason", code="required")
    with acting_for(request.foundation_id):
        current = _as_read(request)
        if not may_extend(current):
            raise DomainError(_("Two more months can be taken once, within the first month."), code="too-late")
        counted = rules.longer_term(timezone.localdate(current.asked_at))
        values = {"due_on": counted.ends_on, "count": counted.as_dict(), "extension_reason": reason}
        change(current, extended_at=timezone.now(), **values)
        journal.record("request.extended", current, by=by, due_on=counted.ends_on.isoformat())
    return current


def may_extend(request: DataSubjectRequest) -> bool:
    return rules.may_extend(
        state=request.state,
        is_extended=request.extended_at is not None,
        first_ends_on=rules.first_term(timezone.localdate(request.asked_at)).ends_on,
        today=timezone.localdate(),
    )


@transaction.atomic
def answer(request: DataSubjectRequest, *, answer: str, by) -> DataSubjectRequest:
    """Close a request with what was answered; raises DomainError. An erasure is answered by its worker."""
    if request.kind == RequestKind.ERASURE:
        raise DomainError(_("An erasure closes itself once it is done. Approve it, or refuse it."), code="erasure")
    return _close(request, RequestState.ANSWERED, answer, by=by)


@transaction.atomic
def refuse(request: DataSubjectRequest, *, answer: str, by) -> DataSubjectRequest:
    """Say no, with why and where to complain; a waiting erasure is called off. Raises DomainError."""
    closed = _close(request, RequestState.REFUSED, answer, by=by)
    _call_off(closed)
    return closed


@transaction.atomic
def cancel(request: DataSubjectRequest, *, by) -> DataSubjectRequest:
    """Take a request back; an erasure until it began. Raises DomainError."""
    with acting_for(request.foundation_id):
        current = _step(request, RequestState.CANCELLED)
        if current.kind == RequestKind.ERASURE and not _call_off(current):
            raise DomainError(_("The erasure has begun; it can no longer be taken back."), code="begun")
        journal.record("request.cancelled", current, by=by)
    return current


@transaction.atomic
def approve_erasure(request: DataSubjectRequest, *, by) -> Erasure:
    """A second person lets an erasure go on after its seven days.

    Never the one who took the request up or entered it, and not while a legal hold stands. Raises DomainError.
    """
    with acting_for(request.foundation_id):
        current = _as_read(request)
        if current.kind != RequestKind.ERASURE or current.state != RequestState.STARTED:
            raise DomainError(_("Take the request up first."), code="not-started")
        if current.handled_by_id == by.pk:
            raise DomainError(_("Somebody else must approve what you took up."), code="same-person")
        _require_no_hold(current.claimant)
        approved = Erasure.objects.filter(request=current, approved_at=None, state=Erasure.State.WAITING)
        if not approved.update(approved_at=Now(), approved_by=by):
            raise DomainError(_("This erasure was approved or called off already."), code="approved")
        journal.record("erasure.approved", current, by=by)
        return Erasure.objects.get(request=current)


@transaction.atomic
def hand_over(claimant: Claimant, kind: str = RequestKind.ACCESS, *, channel: str = Channel.PORTAL, by) -> bytes:
    """Answer a request for a copy at once: the file with everything we hold. Raises DomainError.

    The mailbox must be proved, by the person on their own pages or in a request that staff took up.
    """
    request = ask(claimant, kind, channel=channel, by=by)
    with acting_for(claimant.foundation_id):
        if request.state == RequestState.RECEIVED:
            request = start(request, identity=request.identity, by=by)
        journal.record("claimant.exported", claimant, by=by, roles=sorted(getattr(by, "acting_roles", ())))
        with override(claimant.language):
            _close(request, RequestState.ANSWERED, _("You were given a file with all your data."), by=by)
        return export.file_of(claimant)


@transaction.atomic
def place_hold(*, foundation, reason: str, claimant=None, case=None, by) -> Hold:
    """Forbid erasing a person, or everybody in a case, because the data is needed for a legal claim."""
    with acting_for(foundation):
        hold = Hold(foundation=foundation, claimant=claimant, case=case, reason=reason, placed_at=timezone.now())
        save_checked(hold)
        journal.record("hold.placed", hold, case=case, by=by)
    return hold


@transaction.atomic
def lift_hold(hold: Hold, *, by) -> Hold:
    """Let erasures go on again."""
    with acting_for(hold.foundation_id):
        if hold.lifted_at is None:
            change(hold, lifted_at=timezone.now())
            journal.record("hold.lifted", hold, case=hold.case, by=by)
    return hold


@transaction.atomic
def lift_restriction(claimant: Claimant, *, by) -> None:
    """Use somebody's data again."""
    with acting_for(claimant.foundation_id):
        if Claimant.objects.filter(pk=claimant.pk).exclude(restricted_at=None).update(restricted_at=None):
            journal.record("claimant.released", claimant, by=by)


def holds_on(claimant: Claimant) -> list[str]:
    """Why the data of this person must stay for now, in the words the person reads."""
    return list(Hold.objects.covering(claimant).values_list("reason", flat=True))


def _restrict(claimant: Claimant, *, by) -> None:
    if Claimant.objects.filter(pk=claimant.pk, restricted_at=None).update(restricted_at=timezone.now()):
        journal.record("claimant.restricted", claimant, by=by)


def _require_known(claimant: Claimant) -> None:
    if Claimant.objects.filter(pk=claimant.pk).exclude(erased_at=None).exists():
        raise DomainError(_("The data of this person was erased; there is nothing left to ask about."), code="erased")


def _require_no_hold(claimant: Claimant) -> None:
    if reasons := holds_on(claimant):
        sentence = _("This must be kept for a legal claim: %(reasons)s") % {"reasons": " ".join(reasons)}
        raise DomainError(sentence, code="held")


def _close(request: DataSubjectRequest, to: str, answer: str, *, by) -> DataSubjectRequest:
    if not answer.strip():
        raise DomainError(_("Write what you answer; the person reads it."), field="answer", code="required")
    with acting_for(request.foundation_id):
        current = _step(request, to, answer=answer, answered_at=timezone.now())
        journal.record("request.closed", current, by=by, state=str(to))
    return current


def _call_off(request: DataSubjectRequest) -> bool:
    with acting_for(request.foundation_id):
        waiting = Erasure.objects.filter(request=request, state=Erasure.State.WAITING)
        return bool(waiting.update(state=Erasure.State.CANCELLED, done_at=Now()))


def _step(request: DataSubjectRequest, to: str, **values) -> DataSubjectRequest:
    current = _as_read(request)
    if not rules.may_step(current.state, to):
        raise DomainError(_("That step cannot follow on where this request stands."), field="state")
    return change(current, state=to, **values)


def _as_read(request: DataSubjectRequest) -> DataSubjectRequest:
    current = DataSubjectRequest.objects.select_related("claimant").get(pk=request.pk)
    if current.version != request.version:
        raise ChangedMeanwhile(_("Somebody changed this meanwhile. Read it again before you save."))
    return current
