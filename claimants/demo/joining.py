"""Signing up is open in the demo, so that somebody can try it; the texts say that they are examples."""

from datetime import date

from cases.dossier.models import ClaimantGroup
from cases.parties.models import Foundation
from cases.staff.models import User
from claimants.consents import services as consents
from claimants.consents.choices import TermsKind
from claimants.signup import services as signup

CASE = "tiktok"
GROUPS = {"smc": "volwassenen", "stbyp": "minderjarigen"}
SINCE = date(2024, 2, 1)
TEXTS = {
    TermsKind.PRIVACY_STATEMENT: (
        "Voorbeeld, geen echte privacyverklaring.\n\nWij bewaren uw naam, geboortedatum en e-mailadres voor deze zaak.",
        "An example, not a real privacy statement.\n\nWe keep your name, birth date and e-mail address for this case.",
    ),
    TermsKind.GUARDIAN_CONSENT: (
        "Voorbeeld.\n\nIk heb het gezag over dit kind, of ik ben de voogd. Ik meld het kind aan voor deze zaak.",
        "An example.\n\nI have authority over this child, or I am the guardian. I sign the child up for this case.",
    ),
    TermsKind.NEWSLETTER: (
        "Voorbeeld.\n\nHoogstens één keer per maand nieuws over deze zaak.",
        "An example.\n\nNews about this case, at most once a month.",
    ),
}


def openings(slug: str, *, by: User) -> Foundation:
    """The texts that signing up needs beside the agreement, and an opening without an end."""
    foundation = Foundation.objects.get(slug=slug)
    second = User.objects.filter(memberships__foundation=foundation).exclude(pk=by.pk).order_by("pk").first()
    for kind, (text_nl, text_en) in TEXTS.items():
        written = consents.write_terms(
            foundation, kind=kind, text_nl=text_nl, text_en=text_en, in_force_from=SINCE, by=by
        )
        consents.approve_terms(written, by=second)
    group = ClaimantGroup.objects.get(case__slug=CASE, slug=GROUPS[slug])
    signup.open_sign_up(foundation, group, opened_on=SINCE, alone_from_age=16, by=by)
    return foundation
