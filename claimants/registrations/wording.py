"""What a registration's state means to the person, in two languages and two forms of address (B1)."""

from dataclasses import dataclass

from cases.law.wording import Sentence
from claimants.registrations.choices import RegistrationState as State


@dataclass(frozen=True, slots=True)
class StateText:
    """A tag of one word or two, a heading, and what it means for the person; `{…}` is filled in."""

    tag: Sentence
    title: Sentence
    body: Sentence
    is_action: bool = False


TEXTS: dict[str, StateText] = {
    State.EMAIL_UNCONFIRMED: StateText(
        Sentence("Wacht op u", "Waiting for you"),
        Sentence("Bevestig uw e-mailadres", "Confirm your e-mail address"),
        Sentence(
            "Wij hebben u een e-mail gestuurd. Klik op de knop in die e-mail. Uw aanmelding telt pas daarna.",
            "We have sent you an e-mail. Click the button in it. Your sign-up only counts after that.",
        ),
        is_action=True,
    ),
    State.GUARDIAN_PENDING: StateText(
        Sentence("Wacht op ouder", "Waiting for parent"),
        Sentence("Wij wachten op een ouder of voogd", "Waiting for a parent or guardian"),
        Sentence(
            "Een ouder of voogd moet nog toestemming geven. Neem contact met ons op als dat lang duurt.",
            "A parent or guardian still has to agree. Contact us if this takes long.",
        ),
        is_action=True,
    ),
    State.RECEIVED: StateText(
        Sentence("Nieuw", "New"),
        Sentence("Wij hebben uw aanmelding", "We have your sign-up"),
        Sentence("U staat op de lijst voor deze zaak.", "You are on the list for this case."),
    ),
    State.IN_REVIEW: StateText(
        Sentence("In controle", "Being checked"),
        Sentence("Wij controleren uw aanmelding", "We are checking your sign-up"),
        Sentence("U krijgt een e-mail als wij klaar zijn.", "You will get an e-mail when we are done."),
    ),
    State.VERIFIED: StateText(
        Sentence("Compleet", "Complete"),
        Sentence("Uw aanmelding is goed", "Your sign-up is complete"),
        Sentence(
            "Wij hebben alles van u. U hoort van ons als er nieuws is.",
            "We have everything from you. You will hear from us when there is news.",
        ),
    ),
    State.ON_HOLD: StateText(
        Sentence("Vastgezet", "On hold"),
        Sentence("Wij hebben deze aanmelding vastgezet", "This sign-up is on hold"),
        Sentence(
            "Het is nog niet duidelijk wie hierover beslist. Wij nemen contact met u op.",
            "It is not clear yet who decides about this. We will contact you.",
        ),
    ),
    State.NOT_ELIGIBLE: StateText(
        Sentence("Past niet", "Does not fit"),
        Sentence("U hoort niet bij deze groep", "You are not part of this group"),
        Sentence("Klopt dat niet? Laat het ons weten.", "Is that wrong? Let us know."),
    ),
    State.DUPLICATE: StateText(
        Sentence("Dubbel", "Double"),
        Sentence("U staat al op de lijst", "You are already on the list"),
        Sentence(
            "U heeft zich twee keer aangemeld. Wij hebben dat samengevoegd. U hoeft niets te doen.",
            "You signed up twice. We have merged the two. You do not have to do anything.",
        ),
    ),
    State.WITHDRAWN: StateText(
        Sentence("Gestopt", "Stopped"),
        Sentence("U bent gestopt bij onze stichting", "You have left our foundation"),
        Sentence(
            "Wij werken niet meer voor u. Let op: de uitspraak kan nog wel voor u gelden.",
            "We no longer work for you. Please note: the decision can still apply to you.",
        ),
    ),
}
