"""What changes with time, in the demo: agreements in versions, use across a birthday, a child about whom two claim."""

from datetime import date
from decimal import Decimal

from cases.core.tenancy import acting_for
from cases.dossier.models import ClaimantGroup
from cases.parties.models import Foundation
from cases.staff.models import User
from claimants.consents import services as consents
from claimants.consents.choices import Channel, TermsKind
from claimants.people import services as people
from claimants.people.models import Claimant
from claimants.registrations import services as registrations
from claimants.registrations import use

CASE = "tiktok"
SOURCE = "demo"
AGREEMENTS = {
    date(2021, 6, 1): (Decimal("25.00"), None, 60),
    date(2024, 2, 1): (Decimal("20.00"), 25_000, 60),
}
TEXT_NL = (
    "Voorbeeld, geen echte overeenkomst.\n\nU doet mee aan de zaak. Wij vragen daar nu geen geld voor.\n\n"
    "Krijgt u een schadevergoeding? Dan betaalt u daarvan {percent}%{cap}.\n\n"
    "U kunt altijd stoppen. In de eerste {days} dagen kost dat niets."
)
TEXT_EN = (
    "An example, not a real agreement.\n\nYou take part in the case. We ask no money for that now.\n\n"
    "If you are awarded damages, you pay {percent}% of them{cap}.\n\n"
    "You can always leave. In the first {days} days that costs nothing."
)


def agreements(slug: str, *, by: User) -> Foundation:
    """Two versions of the agreement; everybody in the file agreed to the first."""
    foundation = Foundation.objects.get(slug=slug)
    second = User.objects.filter(memberships__foundation=foundation).exclude(pk=by.pk).order_by("pk").first()
    first, _next = [
        consents.approve_terms(_agreement(foundation, begins_on, *money, by=by), by=second)
        for begins_on, money in AGREEMENTS.items()
    ]
    with acting_for(foundation):
        for person in Claimant.objects.filter(registrations__source_name=SOURCE).distinct():
            consents.agree(person, first, channel=Channel.FORM, language=person.language, by=None)
    return foundation


def _agreement(foundation: Foundation, begins_on: date, percent: Decimal, cap: int | None, days: int, *, by: User):
    words = {"percent": int(percent), "days": days}
    return consents.write_terms(
        foundation,
        kind=TermsKind.PARTICIPATION_AGREEMENT,
        text_nl=TEXT_NL.format(**words, cap=f", hoogstens {cap // 100} euro" if cap else ""),
        text_en=TEXT_EN.format(**words, cap=f", at most {cap // 100} euros" if cap else ""),
        fee_percent=percent,
        fee_cap_cents=cap,
        free_withdrawal_days=days,
        in_force_from=begins_on,
        by=by,
    )


def lives(slug: str, *, by: User) -> Foundation:
    """Somebody who used the product as a minor and again as an adult; a child about whom two guardians claim."""
    foundation = Foundation.objects.get(slug=slug)
    minors, adults = (
        ClaimantGroup.objects.get(case__slug=CASE, slug=name) for name in ("minderjarigen", "volwassenen")
    )
    with acting_for(foundation):
        grown = _add(foundation, "Overgang", born_on=date(2003, 4, 17), email="overgang@voorbeeld.example", by=by)
        for group in (minors, adults):
            joined = registrations.register(
                grown, group, used_from=date(2019, 1, 1), used_until=date(2020, 6, 30), source_name=SOURCE, by=by
            )
            use.add_use(joined, used_from=date(2021, 2, 1), used_until=date(2022, 10, 31), by=by)
        child = _add(foundation, "Tussen Twee", born_on=date(2012, 9, 3), by=by)
        for name in ("Tussen", "Zee"):
            adult = _add(foundation, name, born_on=date(1982, 3, 3), email=f"{name.lower()}@voorbeeld.example", by=by)
            people.add_guardian(child, adult, by=by)
        registrations.register(child, minors, used_from=date(2021, 5, 1), source_name=SOURCE, by=by)
        people.contest(Claimant.objects.get(pk=child.pk), by=by)
    return foundation


def _add(foundation: Foundation, name: str, *, by: User, **values) -> Claimant:
    return people.add_claimant(foundation, full_name=f"Proef Persoon {name}", called_name=name, by=by, **values)
