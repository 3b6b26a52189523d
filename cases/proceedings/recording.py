"""Court events: record, correct, withdraw. Nothing is changed in place and nothing is deleted."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cases.core.dates import shown
from cases.core.errors import DomainError
from cases.core.languages import name_of
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.documents.models import Document
from cases.dossier.models import Case
from cases.journal import services as journal
from cases.law.events import UnknownEventKind, event_kind
from cases.law.stages import UnknownStage, stage
from cases.parties.models import Court
from cases.proceedings import access, history, rules
from cases.proceedings.appellants import Party, parties_of
from cases.proceedings.models import CourtEvent, Track

CORRECTABLE = (
    "kind", "happened_on", "precision", "court", "court_set_on", "document", "source", "note", "summary", "summary_en",
    "is_public", "appellant",
)  # fmt: skip
UNDO_WITHIN = timedelta(minutes=10)


@transaction.atomic
def record_event(
    case: Case,
    *,
    kind: str,
    happened_on: date | None,
    precision: str = "day",
    tracks: Iterable[Track],
    court: Court | None = None,
    court_set_on: date | None = None,
    document: Document | None = None,
    source: str = "",
    note: str = "",
    summary: str = "",
    summary_en: str = "",
    is_public: bool = True,
    leads_to: str | None = None,
    appellant: Party | None = None,
    by,
) -> CourtEvent:
    """Enter a court event; stages, conditions and deadlines of its tracks exist when this returns.

    `leads_to` names the stage to which a higher court sends the tracks, where that is not the
    usual one; `appellant` is whose appeal begins or ends. Raises DomainError: a wrong date, a
    foreign track or party, a foundation that records its own events, the same event twice, or a
    step the law does not know, with its article.
    """
    event = CourtEvent(
        case=case, kind=kind, happened_on=happened_on, precision=precision, court=court, court_set_on=court_set_on,
        document=document, source=source, note=note, summary=summary, summary_en=summary_en, is_public=is_public,
        recorded_by=by, appellant=appellant,
    )  # fmt: skip
    _enter(event, list(tracks), leads_to=leads_to)
    journal.record("event.recorded", event, case=case, by=by, **_facts(event))
    return event


@transaction.atomic
def correct_event(event: CourtEvent, *, reason: str, leads_to: str | None = None, by, **changes) -> CourtEvent:
    """Replace an event by one with these changes; the old one is kept, without effect.

    `changes` are arguments of `record_event`, `tracks` included. Returns the new event. Raises
    DomainError, also when the old one was corrected or withdrawn before.
    """
    event = _standing(event, reason)
    access.require_ours(event.tracks.all(), by=by)
    tracks = list(changes.pop("tracks", event.tracks.all()))
    if unknown := set(changes) - set(CORRECTABLE):
        raise TypeError(f"not part of an event: {', '.join(sorted(unknown))}")
    values = {name: getattr(event, name) for name in CORRECTABLE} | changes
    new = CourtEvent(case=event.case, corrects=event, correction_reason=reason, recorded_by=by, **values)
    history.supersede(event)
    _enter(new, tracks, leads_to=leads_to)
    history.refill(event.tracks.all())
    journal.record("event.corrected", new, case=event.case, by=by, replaces=str(event.public_id), **_facts(new))
    return new


@transaction.atomic
def withdraw_event(event: CourtEvent, *, reason: str, by) -> CourtEvent:
    """Take back an event recorded by mistake: it is kept, and its stages and conditions no longer count."""
    event = _standing(event, reason)
    access.require_ours(event.tracks.all(), by=by)
    change(event, is_withdrawn=True, correction_reason=reason)
    history.supersede(event)
    history.refill(event.tracks.all())
    journal.record("event.withdrawn", event, case=event.case, by=by, **_facts(event))
    return event


@transaction.atomic
def undo_event(event: CourtEvent, *, by) -> CourtEvent:
    """Take back what was recorded by a slip of the hand, within ten minutes; later it takes a reason.

    A first recording is withdrawn; a correction is corrected back to what stood before. Nothing is deleted. Returns
    the event that stands for it now. Raises DomainError.
    """
    reason = _("Undone within ten minutes.")
    event = _standing(event, reason)
    if not may_undo(event):
        raise DomainError(_("Undoing is possible for ten minutes. Withdraw or correct it, with a reason."), code="late")
    if not event.corrects_id:
        return withdraw_event(event, reason=reason, by=by)
    earlier = event.corrects
    stages = set(earlier.stage_entries.values_list("stage", flat=True))
    facts = {name: getattr(earlier, name) for name in CORRECTABLE} | {"tracks": earlier.tracks.all()}
    leads_to = stages.pop() if len(stages) == 1 else None
    return correct_event(event, reason=reason, leads_to=leads_to, by=by, **facts)


def may_undo(event: CourtEvent) -> bool:
    """Whether it was recorded so shortly ago that it can be undone without a reason."""
    return timezone.now() - event.created_at < UNDO_WITHIN


def _enter(event: CourtEvent, tracks: list[Track], *, leads_to: str | None) -> None:
    history.lock(event.case)
    _require_known(event, leads_to)
    _require_dates(event)
    _require_own(event, tracks)
    access.require_ours(tracks, by=event.recorded_by)
    _require_new(event, tracks)
    stages, event.warnings = _stages_entered(event, tracks, leads_to)
    event.warnings += _require_appellant(event, tracks)
    save_checked(event)
    event.tracks.set(tracks)
    history.enter_stages(event, stages)
    history.mark_conditions(event, tracks)
    history.refill(tracks)


def _stages_entered(event: CourtEvent, tracks: Sequence[Track], leads_to: str | None):
    passages = history.passages(tracks, without=event.corrects)
    stages, warnings = {}, {}
    for track in tracks:
        answer = rules.follow(
            [passage for _, passage in passages[track.pk]],
            event.kind,
            on=event.happened_on,
            precision=event.precision,
            by_higher_court=history.is_by_higher_court(event),
            is_correction=event.corrects_id is not None,
            target=leads_to,
            regime=track.regime,
            appellant=event.appellant_key,
        )
        if not answer.is_allowed:
            sentence = answer.reason.text(get_language())
            raise DomainError(f"{track}: {sentence}", field="kind", code="cannot-follow")
        if answer.stage:
            stages[track] = answer.stage
        warnings |= {warning.text(get_language()): None for warning in answer.warnings}
    return stages, tuple(warnings)


def _standing(event: CourtEvent, reason: str) -> CourtEvent:
    history.lock(event.case)
    event = CourtEvent.objects.select_related("case", "court").get(pk=event.pk)
    if event.is_withdrawn or hasattr(event, "corrected_by"):
        raise DomainError(_("This event was corrected or withdrawn before."), code="not-standing")
    if not reason.strip():
        raise DomainError(_("Give the reason."), field="reason", code="required")
    return event


def _require_known(event: CourtEvent, leads_to: str | None) -> None:
    try:
        kind = event_kind(event.kind)
        if leads_to is not None:
            stage(leads_to)
    except UnknownEventKind as error:
        raise DomainError(_("This kind of event is not known."), field="kind", code="unknown-kind") from error
    except UnknownStage as error:
        raise DomainError(_("This stage is not known."), field="leads_to", code="unknown-stage") from error
    if kind.happens_to == "person":
        sentence = _("This happens to a person. It belongs in the file of that person, not in a case.")
        raise DomainError(sentence, field="kind", code="happens-to-person")


def _require_dates(event: CourtEvent) -> None:
    problem = rules.date_problem(
        event.kind,
        on=event.happened_on,
        precision=event.precision,
        court_set_on=event.court_set_on,
        today=timezone.localdate(),
    )
    if problem:
        field, sentence = DATE_PROBLEMS[problem]
        raise DomainError(str(sentence), field=field, code=problem)


def _require_own(event: CourtEvent, tracks: Sequence[Track]) -> None:
    if not tracks:
        raise DomainError(_("Choose at least one track."), field="tracks", code="required")
    if len({track.pk for track in tracks}) < len(tracks):
        raise DomainError(_("A track was chosen twice."), field="tracks", code="twice")
    if any(track.proceeding.case_id != event.case_id for track in tracks):
        raise DomainError(_("A track belongs to another case."), field="tracks", code="foreign-track")
    if event.document and event.document.case_id != event.case_id:
        raise DomainError(_("The document belongs to another case."), field="document", code="foreign-document")


def _require_appellant(event: CourtEvent, tracks: Sequence[Track]) -> tuple[str, ...]:
    """Refuse an appellant that cannot be, and a withdrawal that leaves open whose appeal it ends; what to look at."""
    kind = event_kind(event.kind)
    if event.appellant:
        _require_party(event, tracks)
    warnings = []
    for track in tracks if kind.is_of_appellant and kind.ends else ():
        count = len(history.pending(event, track))
        if event.appellant and count and not history.ended(event, track):
            sentence = _("%(track)s: no appeal of %(party)s is pending on that day.")
            values = {"track": track, "party": event.appellant}
            raise DomainError(sentence % values, field="appellant", code="not-pending")
        if not event.appellant and count > 1 and not kind.is_ruling:
            sentence = _("%(track)s: %(number)d appeals are pending. Choose the appellant whose appeal is withdrawn.")
            raise DomainError(sentence % {"track": track, "number": count}, field="appellant", code="whose")
        if not event.appellant and count > 1:
            sentence = _("%(track)s: this ends all %(number)d appeals. If it decides on one, correct it: choose whose.")
            warnings.append(sentence % {"track": track, "number": count})
    return tuple(warnings)


def _require_party(event: CourtEvent, tracks: Sequence[Track]) -> None:
    if not event_kind(event.kind).is_of_appellant:
        sentence = _("Only what begins or ends an appeal or cassation has an appellant.")
        raise DomainError(sentence, field="appellant", code="no-appeal")
    if event.appellant_key not in parties_of(event.case):
        raise DomainError(_("This party is not in this case."), field="appellant", code="foreign-party")
    for track in tracks:
        sued = {None, track.defendant_id} if track.defendant_id else {None, event.appellant_defendant_id}
        suing = {None, track.proceeding.foundation_id}
        if event.appellant_foundation_id not in suing or event.appellant_defendant_id not in sued:
            sentence = _("%(track)s: %(party)s is not a party there.") % {"track": track, "party": event.appellant}
            raise DomainError(sentence, field="appellant", code="foreign-party")


def _require_new(event: CourtEvent, tracks: Sequence[Track]) -> None:
    same = CourtEvent.objects.standing().filter(
        case=event.case, kind=event.kind, happened_on=event.happened_on, precision=event.precision, tracks__in=tracks
    )
    if event.appellant:
        unnamed = Q(appellant_foundation=None, appellant_defendant=None)
        theirs = Q(appellant_foundation=event.appellant_foundation_id, appellant_defendant=event.appellant_defendant_id)
        same = same.filter(unnamed | theirs)
    if event.corrects_id:
        same = same.exclude(pk=event.corrects_id)
    if same.exists():
        what, when = event_kind(event.kind), shown(event.happened_on, event.precision)
        name = name_of(what)
        sentence = _("“%(event)s” of %(date)s is recorded in this track already.") % {"event": name, "date": when}
        raise DomainError(sentence, field="kind", code="recorded-already")


def _facts(event: CourtEvent) -> dict[str, str]:
    day = event.happened_on.isoformat() if event.happened_on else ""
    return {"kind": event.kind, "on": day, "precision": event.precision}


DATE_PROBLEMS = {
    "not-a-date": ("happened_on", gettext_lazy("This is not a date.")),
    "precision": ("precision", gettext_lazy("Choose day, month, year or unknown.")),
    "missing": ("happened_on", gettext_lazy("Give the date, or say that it is unknown.")),
    "unknown-with-date": ("precision", gettext_lazy("A date is given, so it cannot be unknown.")),
    "too-early": ("happened_on", gettext_lazy("This date is too long ago.")),
    "future": ("happened_on", gettext_lazy("This date is in the future. Record an event when it has happened.")),
    "too-late": ("happened_on", gettext_lazy("This date is too far away.")),
    "court-date-too-late": ("court_set_on", gettext_lazy("This date is too far away.")),
    "court-date-before": ("court_set_on", gettext_lazy("The date the court set cannot be before the event.")),
}
