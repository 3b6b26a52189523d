"""The mailbox is proven: a sign-up becomes a claimant, a registration and consents, all at once and once."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F

from cases.core.errors import DomainError
from cases.core.tenancy import acting_for
from cases.outbox import services as outbox
from claimants.consents import services as consents
from claimants.consents.choices import Act, Channel
from claimants.consents.models import TermsVersion
from claimants.people import services as people
from claimants.people.choices import GuardianshipKind
from claimants.people.identity import email_index
from claimants.people.models import Claimant, Guardianship
from claimants.registrations import services as registrations
from claimants.registrations.choices import RegistrationState
from claimants.registrations.models import Registration
from claimants.signin import services as signin
from claimants.signin.choices import Purpose
from claimants.signin.models import SignInRequest
from claimants.signup.choices import About, SignUpState
from claimants.signup.models import SignUp

SOURCE = "sign-up"
WIPED = {
    "full_name": "", "guardian_name": "", "email": "", "second_email": "", "born_on": None, "uses": "",
    "used_from": None, "used_until": None, "country": "", "agreed": [],
}  # fmt: skip
VOICES = {About.PARENT: GuardianshipKind.PARENT, About.GUARDIAN: GuardianshipKind.GUARDIAN}


def send(*, limit: int = 100) -> int:
    """Look up the addresses that sign up and mail each a link and a code; only the mail knows whether one is known."""
    return signin.send_with(_mail, purposes=[Purpose.SIGN_UP], limit=limit)


def _mail(request: SignInRequest) -> dict:
    for foundation_id in request.foundations:
        with acting_for(foundation_id):
            sign_up = SignUp.objects.unfinished().with_opening().filter(request_key=request.public_id).first()
            is_known = Claimant.objects.with_index(request.email_index).exists()
        if sign_up:
            return _put(request, sign_up, is_known=is_known)
    return {}


def _put(request: SignInRequest, sign_up: SignUp, *, is_known: bool) -> dict:
    token, told, kept = signin.issue(request)
    case, site = sign_up.opening.group.case, f"{settings.BASE_URL}/{request.language}"
    title = case.title if request.language == "nl" else case.title_en or case.title
    told |= {
        "url": f"{site}/zaken/{case.slug}/aanmelden/bevestigen/{token}",
        "sign_in_url": f"{site}/inloggen",
        "is_known": is_known,
        "case": "" if case.is_sensitive else title,
        "foundation": sign_up.foundation.name,
    }
    outbox.put(
        "sign-up",
        to=sign_up.email,
        dedupe_key=f"sign-up:{request.public_id}",
        context=told,
        language=request.language,
        foundation=sign_up.foundation,
        is_sensitive=True,
        give_up_at=request.expires_at,
    )
    return kept


def of_request(request: SignInRequest) -> SignUp | None:
    """The sign-up for which a mailbox is being proven."""
    for foundation_id in request.foundations:
        with acting_for(foundation_id):
            found = SignUp.objects.kept().with_opening().filter(request_key=request.public_id).first()
        if found:
            return found
    return None


@transaction.atomic
def finish(sign_up: SignUp) -> Registration:
    """The mailbox is proven: the person, the registration and the consents are there when this returns.

    Of two at once one does it; the other gets the same registration. Raises DomainError; then nothing is done.
    """
    with acting_for(sign_up.foundation_id):
        rows = SignUp.objects.filter(pk=sign_up.pk)
        if not rows.filter(state=SignUpState.OPEN).update(state=SignUpState.FINISHED, version=F("version") + 1):
            return Registration.objects.get(sign_ups=sign_up.pk)
        sign_up.refresh_from_db()
        signer = _signer(sign_up)
        person = _child(sign_up, signer) if sign_up.is_for_child else signer
        registration = _register(sign_up, person)
        _consents(sign_up, person, via=signer if sign_up.is_for_child else None)
        _tell_second_parent(sign_up)
        rows.update(registration=registration, **WIPED)
        _forget_asking(sign_up)
    return registration


def _signer(sign_up: SignUp) -> Claimant:
    """Who proved the mailbox; a relative with the same address but another name is somebody else."""
    if sign_up.is_for_child:
        return _known_or_new(sign_up, full_name=sign_up.guardian_name, email=sign_up.email)
    return _known_or_new(
        sign_up, full_name=sign_up.full_name, email=sign_up.email, born_on=sign_up.born_on, country=sign_up.country
    )


def _known_or_new(sign_up: SignUp, *, full_name: str, email: str, **facts) -> Claimant:
    same = Claimant.objects.with_index(email_index(email)).filter(full_name__iexact=full_name)
    if facts.get("born_on"):
        same = same.filter(born_on=facts["born_on"])
    return same.first() or people.add_claimant(
        sign_up.foundation, full_name=full_name, email=email, language=sign_up.language, **facts, by=None
    )


def _child(sign_up: SignUp, guardian: Claimant) -> Claimant:
    """The child this adult acts for already, or a new one in their care."""
    cared_for = Guardianship.objects.filter(guardian=guardian).values("minor_id")
    same = Claimant.objects.filter(pk__in=cared_for, full_name__iexact=sign_up.full_name, born_on=sign_up.born_on)
    if known := same.first():
        return known
    child = people.add_claimant(
        sign_up.foundation,
        full_name=sign_up.full_name,
        born_on=sign_up.born_on,
        country=sign_up.country,
        language=sign_up.language,
        by=None,
    )
    people.add_guardian(child, guardian, kind=VOICES[About(sign_up.about)], by=None)
    return child


def _register(sign_up: SignUp, person: Claimant) -> Registration:
    registration = registrations.register(
        person,
        sign_up.opening.group,
        used_from=sign_up.used_from,
        used_until=sign_up.used_until,
        source_name=SOURCE,
        source_key=str(sign_up.public_id),
        by=None,
    )
    if registration.state == RegistrationState.GUARDIAN_PENDING and not sign_up.is_for_child:
        return registrations.confirm(registration, by=None)
    return registration


def _consents(sign_up: SignUp, person: Claimant, *, via: Claimant | None) -> None:
    """Every text with the moment at which it was ticked or shown, not the moment of the proof."""
    texts = TermsVersion.objects.in_bulk([row["terms"] for row in sign_up.agreed])
    for row in sign_up.agreed:
        how = {"channel": Channel.FORM, "language": sign_up.language, "at": datetime.fromisoformat(row["at"])}
        if row["act"] == Act.AGREED:
            consents.agree(person, texts[row["terms"]], via=via, by=None, **how)
        else:
            consents.tell(person, texts[row["terms"]], by=None, **how)


def _tell_second_parent(sign_up: SignUp) -> None:
    if sign_up.second_email:
        case = sign_up.opening.group.case
        outbox.put(
            "second-parent",
            to=sign_up.second_email,
            dedupe_key=f"second-parent:{sign_up.public_id}",
            context={
                "case": "" if case.is_sensitive else case.title,
                "foundation": sign_up.foundation.name,
                "contact": sign_up.foundation.email,
            },
            language=sign_up.language,
            foundation=sign_up.foundation,
            is_sensitive=True,
        )


def _forget_asking(sign_up: SignUp) -> None:
    """A child asked this address to join: that wish is fulfilled, and nothing of it is kept."""
    asked = SignUp.objects.filter(state=SignUpState.GUARDIAN_PENDING, opening=sign_up.opening_id)
    asked.filter(email__iexact=sign_up.email).delete()


def require_complete(sign_up: SignUp) -> None:
    """Raise DomainError while a step is missing; `field` names the step."""
    missing = next((step for step, is_done in progress(sign_up).items() if not is_done), None)
    if missing:
        raise DomainError("a step is missing", field=missing, code="incomplete")


def progress(sign_up: SignUp) -> dict[str, bool]:
    """Which steps are done, in order."""
    return {
        "situation": bool(sign_up.country),
        "who": bool(sign_up.email and sign_up.full_name and sign_up.born_on),
        "terms": bool(sign_up.agreed),
    }
