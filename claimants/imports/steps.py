"""What the page of an import shows: how far it is, what its rows do, and which steps this person may take."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import get_language

from claimants.imports import errors_file, rules, services
from claimants.imports.choices import ImportState
from claimants.imports.models import Import
from claimants.imports.remarks import ERRORS, SENTENCES, sentence

ROWS_A_PAGE = 50
AT_WORK = (ImportState.CHECKING, ImportState.RUNNING, ImportState.UNDOING)
STEPS = {
    "approve": (ImportState.APPROVAL,),
    "take_all": (ImportState.CHECKED,),
    "take_good": (ImportState.CHECKED,),
    "pause": (ImportState.RUNNING,),
    "resume": (ImportState.PAUSED,),
    "cancel": services.UNDECIDED,
    "undo": (ImportState.FINISHED,),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a running step is, how fast it goes, and how long it may still take."""

    done: int
    of: int
    per_second: int
    minutes_left: int | None
    is_bytes: bool


def progress_of(batch: Import) -> Progress:
    done, of = services.progress(batch)
    seconds = (timezone.now() - batch.began_at).total_seconds() if batch.began_at else 0
    rate = done / seconds if seconds else 0
    left = round((of - done) / rate / 60) if rate else None
    rows = batch.row_count if batch.state == ImportState.CHECKING else done
    return Progress(done, of, round(rows / seconds) if seconds else 0, left, batch.state == ImportState.CHECKING)


def may(batch: Import, step: str, user) -> bool:
    """Whether this person may take this step now."""
    if batch.state not in STEPS[step]:
        return False
    if step == "approve":
        return user.has_perm("claimants.confirm_import") and batch.uploaded_by_id != user.pk
    if step == "take_all" and batch.refused_count:
        return False
    if step in ("take_all", "take_good") and batch.refused_count == batch.row_count:
        return False
    if step == "take_good" and not batch.refused_count:
        return False
    return user.has_perm("claimants.change_import")


def shown(batch: Import, request) -> dict:
    """What the page tells of this import."""
    code = request.GET.get("code", "")
    rows = batch.rows.remarkable().order_by("number")
    rows = rows.filter(code=code) if code in SENTENCES else rows
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    language = get_language()
    for row in page.object_list:
        row.said = [
            remark | {"sentence": sentence(remark["code"], language)} for remark in row.remarks or []
        ] or [{"column": "", "value": row.full_name, "sentence": sentence(row.code, language)}]  # fmt: skip
        row.is_error = errors_file.is_error(row)
    return {
        "page": page,
        "code": code,
        "codes": [(name, sentence(name, language), count, name in ERRORS) for name, count in _by_weight(batch)],
        "refusal": sentence(batch.refusal["code"], language) if batch.refusal else "",
        "may": {step: may(batch, step, request.user) for step in STEPS},
        "is_at_work": batch.state in AT_WORK,
        "progress": progress_of(batch) if batch.state in AT_WORK else None,
        "needs_another": rules.needs_second_person(batch.row_count),
        "is_own": batch.uploaded_by_id == request.user.pk,
    }


def _by_weight(batch: Import):
    return sorted(batch.code_counts.items(), key=lambda pair: -pair[1])
