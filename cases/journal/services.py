"""Write down what happened; run what follows from it."""

from django.db import transaction
from django.db.models.functions import Now

from cases.core import claims
from cases.core.tenancy import acting_foundation_id
from cases.journal import registry
from cases.journal.models import Entry, Reaction


@transaction.atomic
def record(action: str, subject, *, case=None, by=None, foundation=None, **data) -> Entry:
    """Write one entry; what must follow at once has followed when this returns.

    `subject` is a saved row with a `public_id`. `foundation` defaults to the acting one.
    `data` must be JSON and free of personal data.
    """
    entry = Entry.objects.create(
        action=action,
        case=case,
        by=by,
        foundation_id=foundation.pk if foundation else acting_foundation_id(),
        subject_kind=subject._meta.model_name,
        subject_id=subject.public_id,
        data=data,
    )
    Reaction.objects.bulk_create(
        Reaction(entry=entry, name=registry.name_of(reaction), due_at=Now())
        for reaction in registry.LATER.get(action, ())
    )
    for reaction in registry.NOW.get(action, ()):
        reaction(entry, subject)
    return entry


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
