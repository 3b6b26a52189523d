"""Which cases a reader asked for: by words, number or stage; and when each last changed."""

import re

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, Replace

from cases.deadlines.models import Deadline
from cases.dossier.models import Case
from cases.law.stages import stage
from cases.proceedings.docket import normalise_number
from cases.proceedings.models import CourtEvent, DocketNumber, Hearing
from cases.proceedings.state import headlines
from cases.rulings.ecli import ANY_COUNTRY, normalise
from cases.rulings.models import Ruling

FIELDS = (
    "title", "title_en", "summary", "summary_en", "concern__name", "defendants__name",
    "proceedings__foundation__name", "proceedings__foundation__short_name", "proceedings__foundation__slug",
)  # fmt: skip
MOST_WORDS = 10
SHORTEST_NUMBER = 4


def found(cases: QuerySet, words: str) -> QuerySet:
    """The cases in which every word occurs, or which have this ECLI or docket number in any spelling."""
    match = Q(pk__in=_with_words(words).values("pk")) | Q(pk__in=_with_number(words).values("proceeding__case"))
    if any(letter.isdigit() for letter in words):
        ecli = ANY_COUNTRY.search(normalise(words))
        rulings = Ruling.objects.public().with_ecli_like(ecli[0] if ecli else words)
        match |= Q(pk__in=rulings.values("case"))
    return cases.filter(match)


def in_stage(cases: QuerySet, code: str) -> QuerySet:
    """The cases whose headline is this stage, given whole or short; raises UnknownStage."""
    wanted = stage(code).code
    lines = headlines(Case.objects.filter(pk__in=cases.values("pk")).only("pk"))
    return cases.filter(pk__in=[pk for pk, line in lines.items() if line.stage == wanted])


def with_updates(cases: QuerySet) -> QuerySet:
    """Add `updated_at`: when something public of the case last changed."""
    parts = (CourtEvent.objects.public(), Ruling.objects.public(), Hearing.objects.public(), Deadline.objects.public())
    moments = [_latest(rows) for rows in parts]
    return cases.annotate(updated_at=Greatest("changed_at", *(Coalesce(one, "changed_at") for one in moments)))


def _latest(rows) -> Subquery:
    of_case = rows.filter(case=OuterRef("pk")).order_by().values("case")
    return Subquery(of_case.annotate(latest=Max("changed_at")).values("latest"))


def _with_words(words):
    cases = Case.objects.all()
    for word in words.split()[:MOST_WORDS]:
        anywhere = Q()
        for field in FIELDS:
            anywhere |= Q(**{f"{field}__icontains": word})
        cases = cases.filter(anywhere)
    return cases


def _with_number(words):
    letters = re.sub(r"[\W_]", "", normalise_number(words))
    if len(letters) < SHORTEST_NUMBER or not any(letter.isdigit() for letter in letters):
        return DocketNumber.objects.none()
    bare = "number"
    for mark in (" ", "/", "-", "."):
        bare = Replace(bare, Value(mark), Value(""))
    return DocketNumber.objects.alias(letters=bare).filter(letters__icontains=letters)
