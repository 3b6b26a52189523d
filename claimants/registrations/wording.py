"""The tag of a registration: one word or two, in two languages. What it means to the person stands in cases.texts."""

from cases.law.wording import Sentence
from claimants.registrations.choices import RegistrationState as State

TAGS: dict[str, Sentence] = {
    State.EMAIL_UNCONFIRMED: Sentence("Wacht op u", "Waiting for you"),
    State.GUARDIAN_PENDING: Sentence("Wacht op ouder", "Waiting for parent"),
    State.RECEIVED: Sentence("Nieuw", "New"),
    State.IN_REVIEW: Sentence("In controle", "Being checked"),
    State.VERIFIED: Sentence("Compleet", "Complete"),
    State.ON_HOLD: Sentence("Vastgezet", "On hold"),
    State.NOT_ELIGIBLE: Sentence("Past niet", "Does not fit"),
    State.DUPLICATE: Sentence("Dubbel", "Double"),
    State.WITHDRAWN: Sentence("Gestopt", "Stopped"),
}
TAG_FOR_TEENS = Sentence("Wacht op jou", "Waiting for you")


def tag_of(state: str, *, is_teen: bool = False) -> Sentence:
    """The tag of a state; who is under eighteen is called "je".

    >>> tag_of("email_unconfirmed", is_teen=True).nl, tag_of("verified", is_teen=True).nl
    ('Wacht op jou', 'Compleet')
    """
    return TAG_FOR_TEENS if is_teen and state == State.EMAIL_UNCONFIRMED else TAGS[state]
