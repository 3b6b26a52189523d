"""What this room holds on a person: the rows in which an import named them, until these are purged."""

from django.db.models import Q

from cases.core.personal import described
from claimants.imports.choices import Verdict
from claimants.imports.keeping import forget_file
from claimants.imports.models import Import, ImportRow
from claimants.imports.querysets import ENDED
from claimants.people.models import Claimant

OURS = frozenset(["email_index", "claimant_key", "registration_key", "group_key", "claimant_uuid", "registration_uuid"])
TEXTS = ("source_key", "full_name", "called_name", "email", "email_index", "phone", "street", "postcode", "city",
         "country", "language", "reference")  # fmt: skip
DATES = ("born_on", "used_from", "used_until", "joined_on")


def export(claimant: Claimant) -> list[dict]:
    """Every row about this person that is still there, as it stood in the file."""
    return [described(one, leave_out=OURS) for one in _rows(claimant).select_related("batch")]


def erase(claimant: Claimant) -> dict[str, int]:
    """Empty those rows and remove the files they came in; what was not taken in yet stays out.

    The rows themselves stay, for every row of a file is accounted for.
    """
    found = ImportRow.objects.filter(pk__in=list(_rows(claimant).values_list("pk", flat=True)))
    batches = list(found.values_list("batch", flat=True).distinct())
    waiting = Import.objects.filter(pk__in=batches).exclude(state__in=ENDED)
    found.filter(batch__in=waiting).update(verdict=Verdict.REFUSED)
    rows = found.update(code="erased", remarks=None, before=None, **dict.fromkeys(TEXTS, ""), **dict.fromkeys(DATES))
    files = list(Import.objects.filter(pk__in=batches).exclude(file=""))
    for batch in files:
        forget_file(batch)
    return {"rows": rows, "files": len(files)}


def _rows(claimant: Claimant):
    """By key, or by address and name: an address alone may be that of a whole family."""
    theirs = Q(claimant_key=claimant.pk)
    if claimant.email_index:
        theirs |= Q(email_index=claimant.email_index, full_name=claimant.full_name)
    return ImportRow.objects.filter(theirs).exclude(code="erased")
