"""The list of declarations for the registry: made once, its bytes kept, approved by a second person."""

import csv
import io

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core.errors import DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.core.tenancy import acting_for
from cases.core.text import safe_cell
from cases.journal import services as journal
from claimants.declarations import rules, services
from claimants.declarations.models import Declaration, Ledger, RegistryRow, Submission, Window

HEADER = ["nr", "kenmerk", "naam", "verklaring", "ontvangen", "op tijd", "stand bij de griffie", "plaats in de keten"]
STATES = {
    rules.Certainty.TOLD: "gemeld", rules.Certainty.POSTED: "verstuurd", rules.Certainty.CONFIRMED: "bevestigd",
    rules.Certainty.NOT_LISTED: "niet op de lijst",
}  # fmt: skip


@transaction.atomic
def make(foundation, window: Window, *, by) -> Submission:
    """Make the list of everybody who declared in a window, late ones marked; the same list again gives the first."""
    with acting_for(foundation):
        content, in_time, late = _content(window)
        sha256 = services.sha256_of(content)
        known = Submission.objects.filter(window=window, sha256=sha256).first()
        if known:
            return known
        head = Ledger.objects.first()
        made = Submission(foundation=foundation, window=window, content=content, sha256=sha256, made_by=by)
        made.in_time_count, made.late_count, made.up_to = in_time, late, head.length if head else 0
        save_checked(made)
        counts = {"in_time": in_time, "late": late}
        journal.record("submission.made", made, case=window.group.case, by=by, **counts)
    return made


@transaction.atomic
def approve(submission: Submission, *, by) -> Submission:
    """A second person finds the list right, after the window closed and with nothing left to settle.

    Raises DomainError when it is not: the same person, a window still open, unsettled lines, or newer declarations.
    """
    with acting_for(submission.foundation_id):
        current = Submission.objects.select_related("window__group__case").get(pk=submission.pk)
        if current.approved_at:
            raise DomainError(_("This list was approved already."))
        if current.made_by_id == by.pk:
            raise DomainError(_("Somebody else must approve this list."), code="four-eyes")
        if reasons := obstacles(current):
            raise DomainError(reasons[0])
        change(current, approved_by=by, approved_at=timezone.now())
        journal.record("submission.approved", current, case=current.window.group.case, by=by)
    return current


def obstacles(submission: Submission) -> list[str]:
    """Why a list cannot go to the registry yet; within the acting foundation."""
    found, window = [], submission.window
    last = Window.objects.same_choice(window).in_force().get()
    if last.closes_at > timezone.now():
        found.append(_("The window is still open."))
    unsettled = RegistryRow.objects.unsettled().filter(registry_list__window__in=Window.objects.same_choice(window))
    if count := unsettled.count():
        found.append(_("%(count)d lines of the registry are not settled.") % {"count": count})
    if services.sha256_of(_content(window)[0]) != submission.sha256:
        found.append(_("Something changed since this list was made. Make a new one."))
    return found


def _content(window: Window) -> tuple[bytes, int, int]:
    """The file, and how many declarations in it are in time and late; the same rows give the same bytes."""
    standing = Declaration.objects.about(window).standing().with_certainty().select_related("claimant").in_order()
    counting = set(Declaration.objects.about(window).counting().values_list("pk", flat=True))
    superseded = _said_again(standing, counting)
    written = io.StringIO()
    table = csv.writer(written, delimiter=";", lineterminator="\r\n")
    table.writerow(HEADER)
    in_time = late = 0
    rows = (row for row in standing if row.pk not in superseded)
    for number, row in enumerate(rows, 1):
        is_in_time = row.pk in counting
        in_time, late = in_time + is_in_time, late + (not is_in_time)
        table.writerow([number, *map(safe_cell, _cells(row, is_in_time)), row.chain_position])
    return written.getvalue().encode("utf-8-sig"), in_time, late


def _said_again(standing, counting: set[int]) -> set[int]:
    """Late declarations of people of whom another one counts: each person stands on the list once."""
    people = {row.claimant_id for row in standing if row.pk in counting}
    return {row.pk for row in standing if row.pk not in counting and row.claimant_id in people}


def _cells(row: Declaration, is_in_time: bool) -> list[str]:
    certain = rules.certainty(last_word=row.last_word, is_posted=row.is_posted)
    received = row.received_at.astimezone(rules.AMSTERDAM).strftime("%Y-%m-%d %H:%M:%S %z")
    person = [row.claimant.reference, row.claimant.full_name]
    return [*person, row.kind, received, "ja" if is_in_time else "nee", STATES[certain]]
