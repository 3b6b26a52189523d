"""Read a case into plain values, as staff of one foundation may see it, in the active language."""

from datetime import date

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from cases.core.dates import shown
from cases.core.languages import name_of
from cases.deadlines import sheet
from cases.deadlines.choices import DateSource
from cases.deadlines.models import Deadline, Reminder
from cases.dossier.models import Case
from cases.law.proof import Proof
from cases.law.terms import Term
from cases.law.wording import LANGUAGES, length_in_words
from cases.outbox.models import Message
from cases.pages.case_page import CasePage
from cases.preview.rules import ConditionLine, DeadlineLine, EntryLine, Picture, StageLine, Told
from cases.proceedings.models import Overlay, StageEntry, Track
from cases.proceedings.state import TrackState, track_states

TRACK_PARTS = ("proceeding__foundation", "group", "claim_ground", "defendant")


def picture(case: Case, *, foundation, today: date, on: date) -> Picture:
    """The case with the stages of day `on`; what is written at this moment and read back later would be another."""
    deadlines = list(_visible(case, foundation))
    return Picture(
        deadlines={row.pk: _deadline(row) for row in deadlines},
        stages={found.track.pk: _stage(found) for found in track_states(case, on, with_hidden=True)},
        entries={row.pk: _entry(row) for row in _entries(case)},
        conditions={row.pk: _condition(row) for row in _conditions(case)},
        told=tuple(_told(case, today, language) for language in LANGUAGES),
        reminders=_reminders([row.pk for row in deadlines]),
        message_count=Message.objects.count(),
    )


def term_in_words(term: Term) -> str:
    """What a term is called, in the active language."""
    name = name_of(term)
    return name[0].upper() + name[1:]


def _visible(case: Case, foundation):
    parts = (f"track__{part}" for part in TRACK_PARTS)
    return case.deadlines.visible_to(foundation).select_related("event", "case", "responsible", *parts)


def _deadline(row: Deadline) -> DeadlineLine:
    counted = sheet.of(row)
    return DeadlineLine(
        term=row.term,
        place=(row.foundation_id, row.track_id),
        title=row.shown_title,
        concerns=str(row.track or ""),
        ends_on=row.ends_on,
        state=row.state,
        shown_state=row.get_state_display(),
        is_running=row.is_running,
        counted=_counted(row),
        article=row.legal_basis,
        skipped=tuple(line.text for line in counted.skipped) if row.raw_ends_on != row.ends_on else (),
        steps=tuple(line.text for line in counted.lines),
        is_provisional=row.is_provisional,
        responsible=str(row.responsible or ""),
    )


def _counted(row: Deadline) -> str:
    proof = Proof.from_dict(row.proof) if row.proof else None
    if row.source == DateSource.COMPUTED and proof and proof.unit:
        return length_in_words(proof.length, proof.unit, get_language())
    return row.get_source_display()


def _stage(found: TrackState) -> StageLine:
    return StageLine(str(found.track), found.stage or "", found.name or _("no stage yet"), found.shown_since)


def _entries(case: Case):
    rows = StageEntry.objects.standing().filter(track__proceeding__case=case)
    return rows.select_related("event").order_by("id")


def _entry(row: StageEntry) -> EntryLine:
    return EntryLine(row.track_id, row.stage, row.stage_name, shown(row.entered_on, row.event.precision))


def _conditions(case: Case):
    parts = (f"track__{part}" for part in TRACK_PARTS)
    return Overlay.objects.standing().filter(track__in=Track.objects.of_case(case)).select_related(*parts)


def _condition(row: Overlay) -> ConditionLine:
    return ConditionLine(str(row.track), row.name, row.started_on, row.ended_on, row.ended_by_id is not None)


def _told(case: Case, today: date, language: str) -> Told:
    with override(language):
        text = CasePage(Case.objects.select_related("concern").get(pk=case.pk), today).text
    return Told(language, text.heading, text.now, text.next, text.you)


def _reminders(deadlines: list[int]) -> dict[int, str]:
    rows = Reminder.objects.pending().filter(deadline__in=deadlines).select_related("recipient").order_by("id")
    return {row.pk: str(row.recipient) for row in rows}
