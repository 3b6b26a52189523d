"""What the journal says of a person, in words that person understands."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "claimant.added": _("you were added to the file"),
    "claimant.changed": _("data was changed"),
    "claimant.restricted": _("your data was set apart: it is only kept"),
    "claimant.released": _("your data is used again"),
    "claimant.erased": _("your data was erased"),
    "email.asked": _("another e-mail address was asked for"),
    "email.changed": _("the e-mail address was changed"),
    "email.restored": _("the old e-mail address was put back"),
    "guardianship.added": _("somebody was named who acts for a minor"),
    "guardianship.ended": _("somebody no longer acts for a minor"),
    "registration.registered": _("a registration was made"),
    "registration.confirmed": _("a registration was confirmed"),
    "registration.reviewed": _("a registration was looked at"),
    "registration.verified": _("a registration was approved"),
    "registration.refused": _("a registration was refused"),
    "registration.withdrawn": _("a registration was ended"),
    "registration.transferred": _("a registration went to another foundation"),
    "transfer.asked": _("a transfer to another foundation was asked for"),
    "transfer.offered": _("data was offered to another foundation, with your consent"),
    "transfer.accepted": _("another foundation took you over"),
    "transfer.refused": _("another foundation refused a transfer"),
    "transfer.taken_back": _("a transfer was taken back"),
    "arrival.accepted": _("you were taken over from another foundation"),
    "proof.sent": _("a file was sent in"),
    "proof.removed": _("a file was removed"),
    "proof.reviewed": _("a file was judged"),
    "proof.quarantined": _("a virus was found in a file"),
    "request.received": _("you asked something about your data"),
    "request.started": _("a request about your data was taken up"),
    "request.extended": _("a request about your data takes longer"),
    "request.closed": _("a request about your data was answered"),
    "request.cancelled": _("a request about your data was taken back"),
    "erasure.approved": _("the erasure of your data was approved"),
    "erasure.carried_out": _("the erasure of your data was carried out"),
    "hold.placed": _("your data must be kept for a legal claim"),
    "hold.lifted": _("your data need not be kept for a legal claim any more"),
}

DOORS = {
    "claimant.viewed": _("the page of a person or of what belongs to them"),
    "claimant.listed": _("a list of search results"),
    "proof.downloaded": _("a file that was sent in"),
    "claimant.exported": _("a copy of all data"),
}


def in_words(action: str) -> str:
    """What happened, for a person; an action without words is told by its name."""
    return str(WORDS.get(action) or action.replace(".", " ").replace("_", " "))
