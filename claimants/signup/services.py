"""Open sign-ups for a group; keep what somebody types, and ask for the proof of their mailbox."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core.errors import ChangedMeanwhile, DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.core.tenancy import acting_for
from cases.dossier.models import Case, ClaimantGroup
from cases.journal import services as journal
from cases.outbox import services as outbox
from cases.parties.models import Foundation
from claimants.consents.choices import Act, TermsKind
from claimants.consents.models import TermsVersion
from claimants.people.identity import email_index
from claimants.signin import services as signin
from claimants.signup import rules
from claimants.signup.choices import About, SignUpState
from claimants.signup.models import Opening, SignUp

NEEDED = (TermsKind.PARTICIPATION_AGREEMENT, TermsKind.PRIVACY_STATEMENT)
EDITABLE = frozenset({"opened_on", "closed_on", "alone_from_age"})


@dataclass(frozen=True, slots=True)
class Offer:
    """An opening with the texts in force: what somebody agrees to who joins through it."""

    opening: Opening
    terms: dict[str, TermsVersion]

    @property
    def agreement(self) -> TermsVersion:
        return self.terms[TermsKind.PARTICIPATION_AGREEMENT]

    @property
    def share(self) -> rules.Share:
        """What the fee takes of a thousand euros."""
        return rules.share_of(rules.EXAMPLE_CENTS, self.agreement.fee)

    @property
    def takes_children(self) -> bool:
        """Whether there is a text in which a parent or guardian agrees for a child."""
        return TermsKind.GUARDIAN_CONSENT in self.terms


@transaction.atomic
def open_sign_up(foundation: Foundation, group: ClaimantGroup, *, by, **fields) -> Opening:
    """Let people join a group through a foundation; raises DomainError without approved texts to agree to."""
    opening = Opening(foundation=foundation, group=group, **fields)
    _require_texts(opening)
    save_checked(opening)
    journal.record("sign_up.opened", opening, case=group.case, foundation=foundation, by=by, **_days(opening))
    return opening


@transaction.atomic
def change_opening(opening: Opening, *, by, **fields) -> Opening:
    """Change until when people can join, or from which age alone; raises DomainError or ChangedMeanwhile."""
    if unknown := sorted(fields.keys() - EDITABLE):
        raise DomainError(_("This cannot be changed here."), field=unknown[0], code="not-writable")
    change(opening, **fields)
    case, foundation = opening.group.case, opening.foundation
    journal.record("sign_up.changed", opening, case=case, foundation=foundation, by=by, **_days(opening))
    return opening


def offers(case: Case, *, today: date) -> list[Offer]:
    """Through whom people can join today, in two queries; an opening without its texts is not offered."""
    openings = list(Opening.objects.of_case(case).open_on(today).select_related("foundation", "group__case__concern"))
    found: dict[int, dict[str, TermsVersion]] = {}
    texts = TermsVersion.objects.filter(foundation__in=[one.foundation_id for one in openings]).in_force(today)
    for terms in texts if openings else ():
        found.setdefault(terms.foundation_id, {}).setdefault(terms.kind, terms)
    made = [Offer(one, found.get(one.foundation_id, {})) for one in openings]
    return [offer for offer in made if offer.terms.keys() >= {*NEEDED}]


def is_open(case: Case, today: date) -> bool:
    """Whether people can join a case today."""
    return bool(offers(case, today=today))


def start(offer: Offer, *, about: str, language: str) -> SignUp:
    """Begin a sign-up: nothing of the person is known yet."""
    opening = offer.opening
    with acting_for(opening.foundation_id):
        return SignUp.objects.create(
            foundation_id=opening.foundation_id, opening=opening, about=about, language=language
        )


def find(foundation_id: int, public_id: str) -> SignUp | None:
    """The sign-up a browser began, while its answers are kept."""
    with acting_for(foundation_id):
        return SignUp.objects.kept().with_opening().filter(public_id=public_id).first()


def answer(sign_up: SignUp, **answers) -> SignUp:
    """Keep answers as a form checked them; raises ChangedMeanwhile when another window did at this very moment."""
    with acting_for(sign_up.foundation_id):
        rows = SignUp.objects.filter(pk=sign_up.pk, version=sign_up.version, state=SignUpState.OPEN)
        if not rows.update(version=F("version") + 1, changed_at=timezone.now(), **answers):
            raise ChangedMeanwhile(_("Somebody changed this meanwhile. Read it again before you save."))
        sign_up.refresh_from_db(fields=["version", *answers])
    return sign_up


def agree(sign_up: SignUp, ticked: list[TermsVersion], shown: list[TermsVersion]) -> SignUp:
    """Keep which texts were ticked and which were only shown, each with the moment."""
    now = timezone.now().isoformat()
    acts = [(terms, Act.AGREED) for terms in ticked] + [(terms, Act.TOLD) for terms in shown]
    return answer(sign_up, agreed=[{"terms": terms.pk, "act": str(act), "at": now} for terms, act in acts])


@transaction.atomic
def ask_proof(sign_up: SignUp, *, browser: str, network: str) -> SignUp:
    """Ask for the proof of the mailbox; a worker looks the address up and mails. Beyond the limits nothing is sent.

    The worker sees the request when it also sees whose it is: else it would mail nobody, and be done.

    Says nothing and does the same for an address that is known and for one that is not.
    """
    key = signin.request_proof(
        sign_up.email, file=sign_up.foundation, browser=browser, network=network, language=sign_up.language
    )
    return answer(sign_up, request_key=key) if key else sign_up


@transaction.atomic
def ask_parent(offer: Offer, address: str, *, language: str) -> None:
    """A child too young to sign up alone gives the address of a parent: that, and nothing more, is kept for a while.

    One mail a day for one address and one group, however often it is asked.
    """
    opening, day = offer.opening, timezone.localdate()
    case = opening.group.case
    key = f"ask-parent:{opening.public_id}:{email_index(address)[:32]}:{day:%Y%m%d}"
    context = {
        "case": case.title if language == "nl" else case.title_en or case.title,
        "foundation": opening.foundation.name,
        "url": f"{settings.BASE_URL}/{language}/zaken/{case.slug}/voor-ouders",
    }
    mail = outbox.put(
        "ask-parent", to=address, dedupe_key=key, context=context, language=language,
        foundation=opening.foundation, is_sensitive=True,
    )  # fmt: skip
    if mail:
        with acting_for(opening.foundation_id):
            values = {"about": About.ALONE, "state": SignUpState.GUARDIAN_PENDING, "email": address}
            SignUp.objects.create(foundation_id=opening.foundation_id, opening=opening, language=language, **values)


def forget(sign_up: SignUp) -> None:
    """Wipe a sign-up that somebody stops with."""
    with acting_for(sign_up.foundation_id):
        SignUp.objects.filter(pk=sign_up.pk, state=SignUpState.OPEN).delete()


def purge() -> int:
    """Forget sign-ups of fourteen days ago and before; the number forgotten."""
    count = 0
    for foundation in Foundation.objects.all():
        with acting_for(foundation):
            count += SignUp.objects.old().delete()[0]
    return count


def _require_texts(opening: Opening) -> None:
    texts = TermsVersion.objects.filter(foundation=opening.foundation_id).in_force(opening.opened_on)
    if not {*texts.values_list("kind", flat=True)} >= {*NEEDED}:
        raise DomainError(
            _("First approve a participation agreement and a privacy statement that are in force on that day."),
            field="opened_on",
            code="no-terms",
        )


def _days(opening: Opening) -> dict:
    closed_on = opening.closed_on.isoformat() if opening.closed_on else None
    return {"opened_on": opening.opened_on.isoformat(), "closed_on": closed_on, "alone_from": opening.alone_from_age}
