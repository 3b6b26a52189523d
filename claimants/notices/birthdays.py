"""Who turns eighteen is told, and who acted for them: a month before, and on the day."""

from cases.core.tenancy import acting_for
from cases.law.wording import day_in_words
from claimants.notices import services
from claimants.notices.choices import NoticeKind
from claimants.people.models import Claimant, Guardianship
from claimants.people.rules import MAJORITY, birthday


def on_turns_18_soon(entry) -> None:
    """Those who act hear until when they may; the young person hears it too, at an address of their own.

    While it is contested who acts, nobody is written to: then only staff act.
    """
    with acting_for(entry.foundation_id):
        young = _person(entry)
        if young is None or young.is_contested:
            return
        services.write(young, NoticeKind.REGISTRATION, context=_to_who_acts(young), key="turns-18:guardian")
        if _has_own_address(young):
            services.write(young, NoticeKind.MAJORITY, context=_to_the_young(young), key="turns-18:self")


def on_turned_18(entry) -> None:
    """The file is theirs now. Without an own address this waits as a message without mail: for a letter by post."""
    with acting_for(entry.foundation_id):
        if grown := _person(entry):
            services.write(grown, NoticeKind.MAJORITY, context=_to_the_adult(), key="turned-18")


def _person(entry) -> Claimant | None:
    return Claimant.objects.reachable().filter(public_id=entry.subject_id).exclude(born_on=None).first()


def _has_own_address(young: Claimant) -> bool:
    links = Guardianship.objects.filter(minor=young, guardian__email_index=young.email_index)
    return bool(young.email) and not links.exists()


def _days(young: Claimant) -> tuple[str, str]:
    on = birthday(young.born_on, MAJORITY)
    return day_in_words(on), day_in_words(on, "en")


def _to_who_acts(young: Claimant) -> dict[str, dict[str, str]]:
    nl, en = _days(young)
    return {
        "nl": {
            "subject": "Uw kind wordt 18 en beslist dan zelf",
            "news": f"U handelt voor iemand die op {nl} 18 jaar wordt. Vanaf die dag beslist uw kind zelf.",
            "now": "Tot die dag regelt u de aanmelding. Aan de aanmelding zelf verandert niets.",
            "next": "Vanaf die dag kunt u niets meer wijzigen. U kunt nog 30 dagen meekijken.",
            "you": "Ja. Zorg dat wij een eigen e-mailadres van uw kind hebben. Laat uw kind dit bericht ook lezen.",
            "when": f"Vóór {nl}.",
        },
        "en": {
            "subject": "Your child turns 18 and then decides alone",
            "news": f"You act for somebody who turns 18 on {en}. From that day your child decides alone.",
            "now": "Until that day you take care of the registration. The registration itself does not change.",
            "next": "From that day you can change nothing any more. You can still look for 30 days.",
            "you": "Yes. See that we have an e-mail address of your child's own. Let your child read this message too.",
            "when": f"Before {en}.",
        },
    }


def _to_the_young(young: Claimant) -> dict[str, dict[str, str]]:
    nl, en = _days(young)
    return {
        "nl": {
            "subject": "Je wordt 18: dan beslis je zelf",
            "news": f"Op {nl} word je 18. Vanaf die dag beslis je zelf over je aanmelding.",
            "now": "Je doet al mee. Dat blijft zo.",
            "next": "Op je verjaardag sturen we je een bericht. Je ouder of voogd kan daarna nog 30 dagen meekijken.",
            "you": "Je hoeft nu niets te doen. Heb je vragen? Praat met iemand die je vertrouwt, of vraag het ons.",
        },
        "en": {
            "subject": "You turn 18: then you decide",
            "news": f"On {en} you turn 18. From that day you decide about your registration.",
            "now": "You are already in. That stays so.",
            "next": "On your birthday we send you a message. Your parent or guardian can still look for 30 days.",
            "you": "You do not have to do anything now. Questions? Talk to somebody you trust, or ask us.",
        },
    }


def _to_the_adult() -> dict[str, dict[str, str]]:
    return {
        "nl": {
            "subject": "U bent 18 geworden",
            "news": "Gefeliciteerd. U beslist nu zelf over uw aanmelding.",
            "now": "U doet mee zoals het was. Wie voor u handelde, kan niets meer wijzigen en nog 30 dagen meekijken.",
            "you": "Ja. Kijk of uw gegevens kloppen en of u wilt blijven meedoen.",
        },
        "en": {
            "subject": "You have turned 18",
            "news": "Congratulations. You now decide about your registration yourself.",
            "now": "You are in as it was. Who acted for you can change nothing any more, and look for 30 more days.",
            "you": "Yes. See whether your details are right, and whether you want to stay in.",
        },
    }
