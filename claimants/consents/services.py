"""Write and approve texts; note who was told, agreed and withdrew."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core.errors import DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.core.tenancy import acting_for
from cases.journal import services as journal
from claimants.consents import rules
from claimants.consents.choices import Act, Channel
from claimants.consents.models import Consent, TermsVersion
from claimants.people.models import Claimant

AT_A_TIME = 2_000
WRITABLE = frozenset(["text_nl", "text_en", "fee_percent", "fee_cap_cents", "free_withdrawal_days", "in_force_from"])


@transaction.atomic
def write_terms(foundation, *, kind: str, by, **fields) -> TermsVersion:
    """Write the next version of a text; nobody sees it before somebody else approves it. Raises DomainError."""
    _require_writable(fields)
    versions = TermsVersion.objects.filter(foundation=foundation, kind=kind)
    number = (versions.aggregate(last=Max("number"))["last"] or 0) + 1
    terms = TermsVersion(foundation=foundation, kind=kind, number=number, written_by=by, **fields)
    terms.text_nl = TermsVersion._meta.get_field("text_nl").to_python(terms.text_nl)
    terms.text_en = TermsVersion._meta.get_field("text_en").to_python(terms.text_en)
    terms.sha256_nl, terms.sha256_en = rules.fingerprint(terms.text_nl), rules.fingerprint(terms.text_en)
    save_checked(terms)
    journal.record("terms.written", terms, by=by, foundation=foundation, **_about(terms))
    return terms


@transaction.atomic
def rewrite_terms(terms: TermsVersion, *, by, **fields) -> TermsVersion:
    """Change a version that nobody approved yet; raises DomainError or ChangedMeanwhile."""
    _require_writable(fields)
    _require_open(terms)
    for name in ("text_nl", "text_en"):
        if name in fields:
            fields[name] = TermsVersion._meta.get_field(name).to_python(fields[name])
            fields[f"sha256_{name[-2:]}"] = rules.fingerprint(fields[name])
    change(terms, written_by=by, **fields)
    journal.record("terms.written", terms, by=by, foundation=terms.foundation, **_about(terms))
    return terms


@transaction.atomic
def approve_terms(terms: TermsVersion, *, by) -> TermsVersion:
    """A second person approves; from now on the version never changes. Raises DomainError for the writer."""
    _require_open(terms)
    if by is None or terms.written_by_id == by.pk:
        raise DomainError(_("Somebody else must approve this."), code="same-person")
    change(terms, approved_by=by, approved_at=timezone.now())
    journal.record("terms.approved", terms, by=by, foundation=terms.foundation, **_about(terms))
    return terms


def current_terms(foundation, kind: str, *, on: date) -> TermsVersion | None:
    """The version of a kind that people see on a day; None when there is none yet."""
    return TermsVersion.objects.filter(foundation=foundation).of_kind(kind).in_force(on).first()


@transaction.atomic
def agree(
    claimant: Claimant,
    terms: TermsVersion,
    *,
    channel: str,
    language: str,
    via: Claimant | None = None,
    at: datetime | None = None,
    by,
) -> Consent:
    """The person agreed to this version, or `via`, who acts for a minor; agreeing twice is agreeing once.

    Raises DomainError for a version that is not approved or is another foundation's.
    """
    with acting_for(claimant.foundation_id):
        last = _last(claimant, terms)
        if last and last.act == Act.AGREED:
            return last
        row = _written(claimant, terms, Act.AGREED, channel=channel, language=language, via=via, at=at)
        journal.record("consent.agreed", claimant, by=by, **_about(terms))
    return row


@transaction.atomic
def tell(
    claimant: Claimant, terms: TermsVersion, *, channel: str, language: str, at: datetime | None = None, by
) -> Consent:
    """The person was shown this version; who saw it before, saw it. Raises DomainError."""
    with acting_for(claimant.foundation_id):
        if last := _last(claimant, terms):
            return last
        row = _written(claimant, terms, Act.TOLD, channel=channel, language=language, at=at)
        journal.record("consent.told", claimant, by=by, **_about(terms))
    return row


@transaction.atomic
def withdraw_consent(
    claimant: Claimant,
    terms: TermsVersion,
    *,
    channel: str,
    language: str,
    via: Claimant | None = None,
    at: datetime | None = None,
    by,
) -> Consent:
    """The person takes back what they agreed to: a further row. Raises DomainError when they did not agree."""
    with acting_for(claimant.foundation_id):
        last = _last(claimant, terms)
        if last is None or last.act == Act.TOLD:
            raise DomainError(_("This person did not agree to this version."), code="not-agreed")
        if last.act == Act.WITHDRAWN:
            return last
        row = _written(claimant, terms, Act.WITHDRAWN, channel=channel, language=language, via=via, at=at)
        journal.record("consent.withdrawn", claimant, by=by, **_about(terms))
    return row


@transaction.atomic
def tell_all(terms: TermsVersion, claimants: QuerySet, *, channel: str = Channel.MAIL, by) -> int:
    """Note for all these people who were not told yet that they were shown this version; how many that were."""
    _require_approved(terms)
    told = 0
    with acting_for(terms.foundation_id):
        now, untold = timezone.now(), Consent.objects.untold(claimants, terms)
        shown = {language: terms.shown_in(language) for language in ("nl", "en")}
        while rows := list(untold.order_by("pk").values_list("pk", "language")[:AT_A_TIME]):
            Consent.objects.bulk_create(
                Consent(
                    foundation_id=terms.foundation_id,
                    claimant_id=pk,
                    terms=terms,
                    act=Act.TOLD,
                    given_at=now,
                    channel=channel,
                    language=shown[language].language,
                    text_sha256=shown[language].sha256,
                )
                for pk, language in rows
            )
            told += len(rows)
            untold = untold.filter(pk__gt=rows[-1][0])
        journal.record("consent.told", terms, by=by, count=told)
    return told


def _written(claimant, terms, act, *, channel, language, via=None, at=None) -> Consent:
    _require_approved(terms)
    if terms.foundation_id != claimant.foundation_id:
        raise DomainError(_("This text is of another foundation."), field="terms", code="other-foundation")
    shown = terms.shown_in(language)
    row = Consent(
        foundation_id=claimant.foundation_id,
        claimant=claimant,
        terms=terms,
        act=act,
        given_at=at or timezone.now(),
        channel=channel,
        language=shown.language,
        text_sha256=shown.sha256,
        via=via,
    )
    save_checked(row)
    return row


def _about(terms: TermsVersion) -> dict:
    """What the journal says of a text."""
    return {"terms": str(terms.public_id), "kind": str(terms.kind), "number": terms.number}


def _last(claimant: Claimant, terms: TermsVersion) -> Consent | None:
    return Consent.objects.of_person(claimant).about(terms).order_by("-id").first()


def _require_writable(fields: dict) -> None:
    if unknown := sorted(fields.keys() - WRITABLE):
        raise DomainError(_("This cannot be changed here."), field=unknown[0], code="not-writable")


def _require_open(terms: TermsVersion) -> None:
    if terms.is_approved:
        raise DomainError(_("This version was approved and never changes. Write the next one."), code="approved")


def _require_approved(terms: TermsVersion) -> None:
    if not terms.is_approved:
        raise DomainError(_("Nobody approved this text yet."), field="terms", code="not-approved")
