"""Public pages that a browser may keep for a minute and ask about again for next to nothing.

The page itself is never kept by us: only the reader's side, or a proxy before us, keeps it.
"""

import hashlib
from collections.abc import Callable, Iterable
from functools import cache, wraps
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Max, OuterRef, Subquery
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_safe

from cases.deadlines.models import Deadline
from cases.documents.models import Document
from cases.dossier.models import (
    Case,
    CaseRelation,
    ClaimantGroup,
    ClaimGround,
    DefendantRole,
    PeopleEstimate,
    Representation,
)
from cases.journal.models import Entry
from cases.news.models import Mention
from cases.parties.models import Concern, Court, Defendant, Foundation, Funder, Funding, Spokesperson, Support
from cases.proceedings.models import CourtEvent, DocketNumber, Hearing, Overlay, Proceeding, StageEntry, Track
from cases.rulings.models import Ruling

OF_A_CASE = {
    CourtEvent: "case", Hearing: "case", Ruling: "case", Deadline: "case", Document: "case", PeopleEstimate: "case",
    DefendantRole: "case", CaseRelation: "case", Mention: "case", ClaimGround: "case", ClaimantGroup: "case",
    Representation: "group__case", Proceeding: "case",
    DocketNumber: "proceeding__case", Track: "proceeding__case", StageEntry: "track__proceeding__case",
    Overlay: "track__proceeding__case",
}  # fmt: skip
OF_ALL = (Concern, Court, Defendant, Foundation, Funder, Funding, Support, Spokesperson)
SLUG = "the slug goes here"


def public_page(version_of: Callable, *, seconds: int = 60) -> Callable:
    """Let a reader without cookies keep the page, and answer 304 while its version stays the same.

    `version_of(request, **names)` yields the parts of the version, or None when there is no such page.
    """

    def decorate(view):
        def etag(request, *args, **names):
            parts = version_of(request, *args, **names)
            return None if parts is None else _etag(request, parts)

        conditional = require_safe(condition(etag_func=etag)(view))

        @wraps(view)
        def shown(request, *args, **names):
            if request.COOKIES:
                return require_safe(view)(request, *args, **names)
            response = conditional(request, *args, **names)
            if response.status_code in (200, 304) and not response.cookies:
                patch_cache_control(response, public=True, max_age=seconds)
            return response

        return shown

    return decorate


def case_version(request, slug, **names) -> tuple | None:
    """What a page of one published case depends on, in one query; None when there is no such case."""
    sql, parameters = _case_statement(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, [slug if parameter == SLUG else parameter for parameter in parameters])
        return cursor.fetchone()


@cache
def _case_statement(vendor: str) -> tuple[str, tuple]:
    """The SQL of a case's version for one database, written once: writing it takes longer than running it."""
    marks = {f"mark_{number}": _latest(model, path) for number, (model, path) in enumerate(OF_A_CASE.items())}
    marks |= {f"all_{number}": _latest_of_all(model) for number, model in enumerate(OF_ALL)}
    marks["entry"] = Subquery(Entry.objects.filter(case=OuterRef("pk")).order_by("-id").values("id")[:1])
    marks["news"] = _latest(Mention, "case", "item__changed_at")
    marks["others"] = _latest(CaseRelation, "case", "other__changed_at")
    marks["answers"] = _latest(CaseRelation, "case", "other__events__changed_at")
    case = Case.objects.published().filter(slug=SLUG).order_by().annotate(**marks)
    return case.values_list("changed_at", *marks).query.sql_with_params()


def public_case(slug) -> Case:
    """The published case with this slug; raises Http404."""
    return get_object_or_404(Case.objects.published().select_related("concern"), slug=slug)


def site_version(request, **names) -> list:
    """What the list of all cases depends on, in one query."""
    marks = {f"all_{number}": _latest_of_all(model) for number, model in enumerate((*OF_ALL, Case))}
    marks["entry"] = Subquery(Entry.objects.filter(case__isnull=False).order_by("-id").values("id")[:1])
    return list(Case.objects.annotate(**marks).values_list(*marks).order_by()[:1])


def fixed_version(request, **names) -> list:
    """For pages that change only with a new release."""
    return []


def _latest(model, path: str, column: str = "changed_at") -> Subquery:
    of_case = model.objects.filter(**{path: OuterRef("pk")}).order_by().values(path)
    return Subquery(of_case.annotate(latest=Max(column)).values("latest"))


def _latest_of_all(model) -> Subquery:
    return Subquery(model.objects.order_by("-changed_at").values("changed_at")[:1])


def _etag(request, parts: Iterable) -> str:
    told = [_release(), timezone.localdate(), get_language(), request.get_full_path(), *parts]
    return '"' + hashlib.sha256("\n".join(map(str, told)).encode()).hexdigest()[:32] + '"'


@cache
def _release() -> int:
    """Rises with every change of a template, a text or the look."""
    root = Path(settings.TEMPLATES[0]["DIRS"][0]).parent
    files = [file for name in ("templates", "static", "locale", "cases") for file in (root / name).rglob("*.*")]
    return max(file.stat().st_mtime_ns for file in files)
