"""What the person reads of a transfer, in both languages; the next mail that leaves for them holds it."""

from claimants.notices import services as notices
from claimants.notices.choices import NoticeKind
from claimants.transfers.models import Arrival, Transfer


def reason_of(transfer: Transfer) -> str:
    """Why the registration ended, as the person reads it on their own page."""
    other = transfer.to_foundation.name
    if transfer.registration.claimant.language == "en":
        return f"You went to {other}."
    return f"U bent overgestapt naar {other}."


def asked(transfer: Transfer) -> None:
    """That we noted it, and that it can be taken back."""
    other = transfer.to_foundation.name
    _tell(
        transfer,
        "asked",
        nl={
            "subject": f"U wilt overstappen naar {other}",
            "news": f"Wij hebben genoteerd dat u wilt overstappen naar {other}. Er is nog niets verstuurd.",
            "next": f"Wij kijken ernaar. Daarna beslist {other}. U hoort van ons.",
            "you": "U hoeft niets te doen. Wilt u toch niet? Neem het terug op uw eigen pagina.",
        },
        en={
            "subject": f"You want to go to {other}",
            "news": f"We noted that you want to go to {other}. Nothing was sent yet.",
            "next": f"We look at it. Then {other} decides. You will hear from us.",
            "you": "You do not have to do anything. Changed your mind? Take it back on your own page.",
        },
    )


def refused(transfer: Transfer) -> None:
    """That it did not go through, and why."""
    other, why = transfer.to_foundation.name, transfer.close_reason
    _tell(
        transfer,
        "refused",
        nl={
            "subject": "Uw overstap gaat niet door",
            "news": f"{other} neemt uw aanmelding niet over. De reden: {why}",
            "now": "Uw aanmelding staat bij ons zoals zij stond. De andere stichting heeft uw gegevens gewist.",
            "you": "U hoeft niets te doen.",
        },
        en={
            "subject": "Your transfer does not go through",
            "news": f"{other} does not take over your registration. The reason: {why}",
            "now": "Your registration with us is as it was. The other foundation has erased your data.",
            "you": "You do not have to do anything.",
        },
    )


def accepted_there(transfer: Transfer) -> None:
    """Goodbye, from the foundation that gave; written before the registration there ends."""
    other = transfer.to_foundation.name
    _tell(
        transfer,
        "accepted",
        nl={
            "subject": f"U bent overgestapt naar {other}",
            "news": f"{other} heeft uw aanmelding overgenomen. Vanaf nu werkt die stichting voor u.",
            "now": "Uw aanmelding bij ons is gestopt. Wat u bij de rechter hebt verklaard, blijft gelden.",
            "you": "U hoeft niets te doen.",
        },
        en={
            "subject": f"You went to {other}",
            "news": f"{other} has taken over your registration. From now on that foundation works for you.",
            "now": "Your registration with us has ended. What you declared to the court still holds.",
            "you": "You do not have to do anything.",
        },
    )


def accepted_here(arrival: Arrival) -> None:
    """Welcome, from the foundation that took."""
    here, there = arrival.foundation.name, arrival.from_foundation.name
    words = {
        "nl": {
            "subject": f"Uw aanmelding staat nu bij {here}",
            "news": f"U vroeg {there} om uw aanmelding over te dragen. Wij hebben haar overgenomen.",
            "you": "Kijk op uw eigen pagina of uw gegevens kloppen.",
        },
        "en": {
            "subject": f"Your registration is now with {here}",
            "news": f"You asked {there} to hand over your registration. We have taken it over.",
            "you": "See on your own page whether your details are right.",
        },
    }
    key = f"arrival:{arrival.public_id}"
    notices.write(arrival.claimant, NoticeKind.REGISTRATION, context=words, case=arrival.group.case, key=key)


def _tell(transfer: Transfer, what: str, **words) -> None:
    about = {"case": transfer.to_group.case, "key": f"transfer:{transfer.public_id}:{what}"}
    notices.write(transfer.registration.claimant, NoticeKind.REGISTRATION, context=words, **about)
