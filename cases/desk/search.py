"""The palette finds cases by name, proceedings by docket number, rulings by ECLI; never people."""

from django.db.models import Q
from django.urls import reverse

from cases.core.site import SearchResult
from cases.dossier.models import Case
from cases.proceedings.models import DocketNumber
from cases.rulings.models import Ruling

PER_KIND = 5


def found(request, term: str) -> list[SearchResult]:
    """At most five of each kind this person may see."""
    results = []
    for model, finder in (("case", _cases), ("docketnumber", _numbers), ("ruling", _rulings)):
        if request.user.has_perm(f"cases.view_{model}"):
            results += finder(term)
    return results


def _result(row, *, kind: str, title: str, icon: str, case: Case) -> SearchResult:
    return SearchResult(
        title=title, description=str(case), link=reverse(f"admin:cases_{kind}_change", args=[row.pk]), icon=icon
    )


def _cases(term):
    rows = Case.objects.filter(Q(title__icontains=term) | Q(title_en__icontains=term) | Q(slug__startswith=term))
    return [
        SearchResult(
            title=row.title,
            description=str(row._meta.verbose_name),
            link=reverse("admin:cases_case_change", args=[row.pk]),
            icon="folder_open",
        )
        for row in rows[:PER_KIND]
    ]


def _numbers(term):
    rows = DocketNumber.objects.filter(number__icontains=term).select_related("proceeding__case")[:PER_KIND]
    return [
        _result(row.proceeding.case, kind="case", title=row.number, icon="tag", case=row.proceeding.case)
        for row in rows
    ]


def _rulings(term):
    rows = Ruling.objects.filter(ecli__icontains=term).select_related("case")[:PER_KIND]
    return [_result(row, kind="ruling", title=row.ecli, icon="article", case=row.case) for row in rows]
