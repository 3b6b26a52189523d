"""Write down what happened; run what follows from it."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models.functions import Now

from cases.core import claims
from cases.core.models import Base
from cases.core.tenancy import acting_foundation_id
from cases.journal import registry
from cases.journal.models import Entry, Reaction


def record(action: str, subject, *, case=None, by=None, foundation=None, **data) -> Entry:
    """Write one entry; what must follow at once has followed when this returns.

    `subject` is a saved row with a `public_id`. `foundation` defaults to the acting one.
    `data` must be JSON and free of personal data.
    """
    noted = {"case": case, "foundation": foundation} | data
    return record_all(action, [(subject, noted)], by=by)[0]


@transaction.atomic
def record_all(action: str, noted: Sequence[tuple[Base, dict]], *, by=None) -> list[Entry]:
    """Write one entry for each subject, with the keywords that `record` would take, in a handful of queries."""
    entries = [_entry(action, subject, by=by, **facts) for subject, facts in noted]
    Entry.objects.bulk_create(entries, batch_size=500)
    names = [registry.name_of(reaction) for reaction in registry.LATER.get(action, ())]
    Reaction.objects.bulk_create(Reaction(entry=entry, name=name, due_at=Now()) for entry in entries for name in names)
    for reaction in registry.NOW.get(action, ()):
        for entry, (subject, _facts) in zip(entries, noted, strict=True):
            reaction(entry, subject)
    return entries


def _entry(action: str, subject, *, case=None, by=None, foundation=None, **data) -> Entry:
    return Entry(
        action=action,
        case=case,
        by=by,
        foundation_id=foundation.pk if foundation else acting_foundation_id(),
        subject_kind=subject._meta.model_name,
        subject_id=subject.public_id,
        data=data,
    )


def react(*, limit: int = 200) -> int:
    """Run the later reactions that wait; the number that ran to their end."""
    return sum(_run(pk, token) for pk, token in claims.claimed(Reaction.objects.all(), limit=limit))


def _run(pk: int, token: str) -> bool:
    rows = Reaction.objects.all()
    reaction = rows.select_related("entry__case", "entry__by").get(pk=pk)
    service = registry.later_reaction(reaction.entry.action, reaction.name)
    if service is None:
        claims.postpone(rows, pk, token, error="unknown reaction")
        return False
    try:
        with transaction.atomic():
            service(reaction.entry)
            is_mine = claims.finish(rows, pk, token)
            if not is_mine:  # another worker has it by now: what this one wrote must not stand twice
                transaction.set_rollback(True)
        return is_mine
    except Exception as error:
        claims.retry(rows, pk, token, error=type(error).__name__, attempt=reaction.attempt_count)
        return False
