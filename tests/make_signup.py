"""Builders for signing up: an opening with its texts, and a sign-up that is ready to be sent."""

from datetime import date

from claimants.consents.choices import TermsKind
from claimants.signup import services
from claimants.signup.models import Opening, SignUp
from tests import make

ADDRESS = "noor@voorbeeld.example"


def opening(*, kinds: tuple = (TermsKind.PARTICIPATION_AGREEMENT, TermsKind.PRIVACY_STATEMENT), **values) -> Opening:
    """People can join: an opening with the texts it needs, and more of them where `kinds` names more."""
    if "group" not in values:
        values["group"] = make.group()
    if "foundation" not in values:
        values["foundation"] = make.foundation()
    money = {"fee_percent": values.pop("fee_percent", 20), "free_withdrawal_days": 60}
    for kind in kinds:
        words = f"Tekst van de {kind.label}."
        more = money if kind == TermsKind.PARTICIPATION_AGREEMENT else {}
        make.terms(foundation=values["foundation"], kind=kind, text_nl=words, **more)
    return services.open_sign_up(**{"opened_on": date(2020, 1, 1), "by": None} | values)


def sign_up(opened: Opening | None = None, **values) -> SignUp:
    """A sign-up of an adult in which every step is answered; the mailbox is not proven."""
    opened = opened or opening()
    today = date(2026, 11, 23)
    offer = next(one for one in services.offers(opened.group.case, today=today) if one.opening == opened)
    made = services.start(offer, about=values.pop("about", "adult"), language="nl")
    answers = {"uses": "yes", "used_from": date(2020, 3, 1), "country": "NL", "email": ADDRESS}
    services.answer(made, **answers | {"full_name": "Noor Bakker", "born_on": date(1990, 5, 17)} | values)
    texts = [offer.terms[kind] for kind in ("participation_agreement", "guardian_consent") if kind in offer.terms]
    return services.agree(made, texts, [offer.terms["privacy_statement"]])
