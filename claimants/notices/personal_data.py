"""What we wrote to a person, and how to forget it."""

from django.db.models import Q

from cases.core.tenancy import acting_for
from cases.outbox import services as outbox
from cases.outbox.models import Message
from claimants.notices.choices import Fate, NoticeKind
from claimants.notices.models import ClaimantMessage, Preference, Tiding
from claimants.people.identity import shown_code
from claimants.people.models import Claimant


def export(claimant: Claimant) -> dict:
    """Every mail word for word with what became of it, what still waits, and how the person wants to hear news."""
    with acting_for(claimant.foundation_id):
        messages = ClaimantMessage.objects.filter(claimant=claimant).with_fate()
        waiting = Tiding.objects.unmailed().filter(claimant=claimant).select_related("notice")
        wishes = Preference.objects.filter(claimant=claimant)
        return {
            "messages": [_told(message) for message in messages],
            "waiting": [
                {"about": NoticeKind(one.kind).label, "mailed_after": one.due_at.isoformat()} for one in waiting
            ],
            "preferences": {wish.get_kind_display(): wish.get_rhythm_display() for wish in wishes},
        }


def _told(message: ClaimantMessage) -> dict:
    facts = {"written_at": message.created_at.isoformat(), "subject": message.subject, "text": message.text}
    return facts | {"code": shown_code(message.code), "became": str(Fate(message.fate).label)}


def erase(claimant: Claimant) -> dict[str, int]:
    """Forget every mail, what waits, the wishes, and whatever the outbox still holds for this person."""
    with acting_for(claimant.foundation_id):
        messages = ClaimantMessage.objects.filter(claimant=claimant)
        theirs = Q(pk__in=list(messages.exclude(outbox=None).values_list("outbox", flat=True)))
        if claimant.email:
            theirs |= Q(address=claimant.email, foundation_id=claimant.foundation_id)
        erased = {"mails in the outbox": outbox.forget(Message.objects.filter(theirs))}
        erased["tidings"] = Tiding.objects.filter(claimant=claimant).delete()[0]
        erased["messages"] = messages.delete()[0]
        erased["preferences"] = Preference.objects.filter(claimant=claimant).delete()[0]
    return erased
