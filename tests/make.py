"""One builder per noun: `make.case(slug="x")`. Everything not named is plain and fictional."""

from datetime import UTC, date, datetime
from itertools import count

from django.utils import timezone

from cases.agenda import services as agenda
from cases.agenda.models import CalendarKey
from cases.calendar import services as calendar
from cases.calendar.models import DecreeDay
from cases.core.dates import Precision
from cases.core.tenancy import acting_for
from cases.deadlines.choices import DateSource
from cases.deadlines.models import Deadline
from cases.documents.models import Document
from cases.dossier.choices import RepresentationKind
from cases.dossier.models import Case, ClaimantGroup, ClaimGround, DefendantRole, PeopleEstimate, Representation
from cases.law.terms import TERMS, due
from cases.news.models import Mention, NewsItem
from cases.outbox import services as outbox
from cases.parties.choices import Instance, LegalForm
from cases.parties.models import Concern, Court, Defendant, Foundation, Funder, Funding
from cases.proceedings.choices import NumberKind
from cases.proceedings.models import (
    CourtEvent,
    DocketNumber,
    Expectation,
    Hearing,
    HearingMove,
    Overlay,
    Proceeding,
    StageEntry,
    Track,
)
from cases.rulings.models import Ruling
from cases.staff.choices import Role
from cases.staff.models import Membership, User
from cases.texts.models import StageText
from claimants.consents import services as consents
from claimants.consents.models import Consent, TermsVersion
from claimants.declarations import services as declarations
from claimants.declarations.models import Declaration, Window
from claimants.duplicates.models import Pair
from claimants.imports.models import Import
from claimants.notices.choices import NoticeKind
from claimants.notices.models import ClaimantMessage, Notice
from claimants.numbers import services as numbers
from claimants.numbers.models import NumberEntry
from claimants.people.identity import email_index
from claimants.people.models import Claimant, ComingOfAge, Guardianship
from claimants.registrations.models import Registration, UsePeriod

_number = count(1)


def _next() -> int:
    return next(_number)


def foundation(**values) -> Foundation:
    n = _next()
    values = {"slug": f"stichting-{n}", "name": f"Stichting Voorbeeld {n}", "short_name": f"SV{n}"} | values
    return Foundation.objects.create(**{"legal_form": LegalForm.FOUNDATION} | values)


def court(code: str = "RBAMS", **values) -> Court:
    values = {"name": "Rechtbank Amsterdam", "instance": Instance.FIRST, "docket_part": "13"} | values
    return Court.objects.get_or_create(code=code, defaults=values)[0]


def concern(**values) -> Concern:
    n = _next()
    return Concern.objects.create(**{"slug": f"concern-{n}", "name": f"Concern {n}"} | values)


def defendant(**values) -> Defendant:
    n = _next()
    return Defendant.objects.create(**{"slug": f"bedrijf-{n}", "name": f"Bedrijf {n} B.V."} | values)


def user(**values) -> User:
    n = _next()
    password = values.pop("password", None)
    values = {"username": f"medewerker{n}", "email": f"medewerker{n}@stichting.example", "is_staff": True} | values
    return User.objects.create_user(password=password, **values)


def membership(**values) -> Membership:
    values = {"role": Role.LAWYER, "started_on": date(2020, 1, 1)} | values
    values.setdefault("user", None)
    values["user"] = values["user"] or user()
    if "foundation" not in values:
        values["foundation"] = foundation()
    return Membership.objects.create(**values)


def case(**values) -> Case:
    n = _next()
    return Case.objects.create(**{"slug": f"zaak-{n}", "title": f"Zaak {n}", "is_published": True} | values)


def defendant_in(case: Case, **values) -> Defendant:
    sued = defendant(**values)
    DefendantRole.objects.create(case=case, defendant=sued)
    return sued


def claim_ground(**values) -> ClaimGround:
    n = _next()
    values.setdefault("case", None)
    values["case"] = values["case"] or case()
    return ClaimGround.objects.create(**{"code": f"grondslag-{n}", "name": f"Grondslag {n}"} | values)


def group(**values) -> ClaimantGroup:
    n = _next()
    values.setdefault("case", None)
    values["case"] = values["case"] or case()
    return ClaimantGroup.objects.create(**{"slug": f"groep-{n}", "name": f"Groep {n}"} | values)


def representation(**values) -> Representation:
    values = {"kind": RepresentationKind.EXCLUSIVE} | values
    if "foundation" not in values:
        values["foundation"] = foundation()
    if "group" not in values:
        values["group"] = group()
    return Representation.objects.create(**values)


def proceeding(**values) -> Proceeding:
    if "case" not in values:
        values["case"] = case()
    if "foundation" not in values:
        values["foundation"] = foundation()
    return Proceeding.objects.create(**values)


def docket_number(**values) -> DocketNumber:
    values = {"kind": NumberKind.DISTRICT, "number": f"C/13/{700000 + _next()} / HA ZA 21-{_next()}"} | values
    if "proceeding" not in values:
        values["proceeding"] = proceeding()
    return DocketNumber.objects.create(**values)


def track(**values) -> Track:
    if "proceeding" not in values:
        values["proceeding"] = proceeding()
    return Track.objects.create(**values)


def event(*tracks: Track, **values) -> CourtEvent:
    """A bare event row, without what recording it would set going."""
    if "case" not in values:
        values["case"] = tracks[0].proceeding.case if tracks else case()
    created = CourtEvent.objects.create(**{"kind": "writ_served", "happened_on": date(2024, 1, 10)} | values)
    created.tracks.set(tracks)
    return created


def hearing(**values) -> Hearing:
    if "case" not in values:
        values["case"] = case()
    return Hearing.objects.create(**{"subject": "Mondelinge behandeling", "planned_on": date(2026, 12, 15)} | values)


def ruling(**values) -> Ruling:
    if "case" not in values:
        values["case"] = case()
    n = _next()
    return Ruling.objects.create(**{"ecli": f"ECLI:NL:RBAMS:2024:{n}", "decided_on": date(2024, 1, 10)} | values)


def deadline(**values) -> Deadline:
    if "case" not in values:
        values["case"] = case()
    values = {"title": "Hoger beroep", "ends_on": date(2026, 12, 14), "source": DateSource.MANUAL} | values
    return Deadline.objects.create(**values)


def news_item(*, about: Case | None = None, relevance: str = "case", **values) -> NewsItem:
    n = _next()
    values = {"title": f"Nieuws {n}", "published_on": date(2024, 1, 1), "published_precision": Precision.MONTH} | values
    item = NewsItem.objects.create(**{"body_hash": f"{n:064x}", "is_published": True} | values)
    if about:
        Mention.objects.create(case=about, item=item, relevance=relevance)
    return item


def message(**values):
    n = _next()
    return outbox.put(
        **{"template": "deadline-reminder", "to": f"iemand{n}@voorbeeld.example", "dedupe_key": f"test:{n}"} | values
    )


def claimant(**values) -> Claimant:
    """A person in a foundation's file."""
    n = _next()
    if "foundation" not in values:
        values["foundation"] = foundation()
    values = {"full_name": f"Proef Persoon {n}", "email": f"persoon{n}@voorbeeld.example"} | values
    with acting_for(values["foundation"]):
        return Claimant.objects.create(**{"email_index": email_index(values["email"])} | values)


def pair(first: Claimant, second: Claimant, **values) -> Pair:
    """Two files that look alike, the older one first."""
    values = {"foundation": first.foundation, "score": 65, "reasons": ["same_name", "same_birth"]} | values
    with acting_for(first.foundation_id):
        return Pair.objects.create(first=first, second=second, **values)


def guardianship(*, minor: Claimant, guardian: Claimant, **values) -> Guardianship:
    values = {"foundation": minor.foundation, "started_on": date(2020, 1, 1)} | values
    with acting_for(minor.foundation_id):
        return Guardianship.objects.create(minor=minor, guardian=guardian, **values)


def registration(**values) -> Registration:
    """A registration; `used_from` and `used_until` make a period of use."""
    use = {name: values.pop(name) for name in ("used_from", "used_until") if name in values}
    if "claimant" not in values:
        values["claimant"] = claimant()
    if "group" not in values:
        values["group"] = group()
    values = {"foundation": values["claimant"].foundation, "registered_at": timezone.now()} | values
    with acting_for(values["foundation"]):
        made = Registration.objects.create(**values)
    if use:
        use_period(made, **use)
    return made


def use_period(registration: Registration, **values) -> UsePeriod:
    with acting_for(registration.foundation_id):
        return UsePeriod.objects.create(registration=registration, foundation_id=registration.foundation_id, **values)


def terms(**values) -> TermsVersion:
    """An approved version of a text, unless `by` says nobody approved it (`approved_by=None`)."""
    if "foundation" not in values:
        values["foundation"] = foundation()
    approver = values.pop("approved_by", user)
    values = {"kind": "participation_agreement", "in_force_from": date(2020, 1, 1), "text_nl": "Wij doen mee."} | values
    written = consents.write_terms(**values, by=user())
    return consents.approve_terms(written, by=approver()) if approver else written


def consent(**values) -> Consent:
    """Somebody agreed to a text."""
    if "claimant" not in values:
        values["claimant"] = claimant()
    if "terms" not in values:
        values["terms"] = terms(foundation=values["claimant"].foundation)
    return consents.agree(**{"channel": "form", "language": "nl", "by": None} | values)


def number_entry(**values) -> NumberEntry:
    values = {"measure": "participants", "delta": 1, "at": timezone.now(), "cause": "test"} | values
    for name, build in (("foundation", foundation), ("group", group)):
        if name not in values:
            values[name] = build()
    return numbers.note(**values)


def coming_of_age(claimant: Claimant, **values) -> ComingOfAge:
    with acting_for(claimant.foundation_id):
        return ComingOfAge.objects.create(claimant=claimant, foundation_id=claimant.foundation_id, **values)


def notice(**values) -> Notice:
    """A notice as staff wrote it, not yet approved."""
    values = {"kind": NoticeKind.STAGE, "words": {"nl": notice_words(), "en": notice_words()}} | values
    if "foundation" not in values:
        values["foundation"] = foundation()
    if "case" not in values:
        values["case"] = case()
    with acting_for(values["foundation"]):
        return Notice.objects.create(**values)


def notice_words(**values) -> dict[str, str]:
    words = {"subject": "De zaak gaat verder", "news": "De rechter heeft een dag gekozen."}
    words |= {"now": "De rechter bekijkt de zaak.", "next": "Er komt een zitting.", "you": "U hoeft niets te doen."}
    return words | {"when": "De zitting is op 15 december 2026."} | values


def claimant_message(**values) -> ClaimantMessage:
    if "claimant" not in values:
        values["claimant"] = claimant()
    values = {"kind": NoticeKind.STAGE, "code": "K7Q9F2", "subject": "De zaak gaat verder", "text": "Nieuws."} | values
    with acting_for(values["claimant"].foundation_id):
        return ClaimantMessage.objects.create(foundation_id=values["claimant"].foundation_id, **values)


def stage_text(**values) -> StageText:
    values = {"code": "S60_merits", "heading": "Er komt een zitting", "now": "De rechter luistert."} | values
    values = {"next": "Daarna komt er een vonnis.", "you": "U hoeft niets te doen."} | values
    for name, make_one in (("case", case), ("foundation", foundation)):
        if name not in values:
            values[name] = make_one()
    return StageText.objects.create(**values)


def in_stage(
    stage: str | None = None, *, overlays: tuple[str, ...] = (), on: date = date(2024, 1, 10), **values
) -> Track:
    """A track that stands in a stage with overlays, by a bare event; `event` holds values of that event."""
    described = values.pop("event", {})
    made = track(**values)
    proof = event(made, happened_on=on, **described)
    if stage:
        StageEntry.objects.create(track=made, stage=stage, entered_on=on, event=proof)
    for code in overlays:
        Overlay.objects.create(track=made, code=code, started_on=on, event=proof)
    return made


def expectation(**values) -> Expectation:
    values = {"stage": "S60_merits", "expected_from": date(2027, 1, 1), "expected_until": date(2027, 3, 31)} | values
    values = {"said_on": timezone.localdate()} | values
    if "case" not in values:
        values["case"] = case()
    return Expectation.objects.create(**values)


def hearing_move(hearing: Hearing, *, from_on: date) -> HearingMove:
    return HearingMove.objects.create(hearing=hearing, from_on=from_on, to_on=hearing.planned_on, reason="Verzet")


def document(**values) -> Document:
    if "case" not in values:
        values["case"] = case()
    values = {"title": f"Stuk {_next()}", "url": "https://voorbeeld.example/stuk", "is_published": True} | values
    return Document.objects.create(**values)


def estimate(**values) -> PeopleEstimate:
    if "case" not in values:
        values["case"] = case()
    return PeopleEstimate.objects.create(**{"kind": "estimated", "low_count": 1_000, "high_count": 2_000} | values)


def funding(**values) -> Funding:
    if "funder" not in values:
        values["funder"] = Funder.objects.create(name=f"Fonds {_next()}")
    return Funding.objects.create(**values)


def decree_day(on: date = date(2028, 5, 8), *, by: User | None = None) -> DecreeDay:
    """A proposed decree day with what it would do; an ordinary Monday unless named."""
    return calendar.propose_decree_day(closed_on=on, decree="Besluit", source="Staatscourant", by=by)


def counted_deadline(triggered_on: date = date(2028, 2, 7), term: str = "D13", **values) -> Deadline:
    """An open deadline as the law counts it: without more an appeal until Monday 8 May 2028."""
    counted = due(TERMS[term], triggered_on)
    values = {"ends_on": counted.ends_on, "raw_ends_on": counted.raw_ends_on, "proof": counted.as_dict()} | values
    values = {"is_provisional": counted.is_provisional or not TERMS[term].is_confirmed, "term_version": "1"} | values
    return deadline(term=term, triggered_on=triggered_on, source=DateSource.COMPUTED, **values)


def calendar_key(member: Membership, level: str = "full") -> tuple[CalendarKey, str]:
    """A calendar of somebody at work, and its address."""
    return agenda.issue_key(member.user, member.foundation, level=level, by=member.user)


def bulk_import(**values) -> Import:
    """An import as it stands after the upload, without its file."""
    n = _next()
    if "foundation" not in values:
        values["foundation"] = foundation()
    if "case" not in values:
        values["case"] = case()
    values = {"source_name": f"bron {n}", "sha256": f"{n:064x}", "file_format": "csv"} | values
    with acting_for(values["foundation"]):
        return Import.objects.create(**values)


def window(**values) -> Window:
    """A window that is open on the fixed day of the tests, and for long before and after."""
    if "group" not in values:
        values["group"] = group()
    values = {"kind": "opt_out", "opens_at": datetime(2026, 10, 1, tzinfo=UTC)} | values
    return Window.objects.create(**{"closes_at": datetime(2036, 10, 1, tzinfo=UTC)} | values)


def declaration(**values) -> Declaration:
    """A declaration in the chain of its foundation, as the service makes it."""
    person, there = values.pop("claimant", None) or claimant(), values.pop("window", None) or window()
    return declarations.declare(person, there, **{"kind": there.kind, "by": None} | values)
