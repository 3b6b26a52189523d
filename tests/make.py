"""One builder per noun: `make.case(slug="x")`. Everything not named is plain and fictional."""

from datetime import date
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
from claimants.people.identity import email_index
from claimants.people.models import Claimant, Guardianship
from claimants.registrations.models import Registration

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


def guardianship(*, minor: Claimant, guardian: Claimant, **values) -> Guardianship:
    values = {"foundation": minor.foundation, "started_on": date(2020, 1, 1)} | values
    with acting_for(minor.foundation_id):
        return Guardianship.objects.create(minor=minor, guardian=guardian, **values)


def registration(**values) -> Registration:
    if "claimant" not in values:
        values["claimant"] = claimant()
    if "group" not in values:
        values["group"] = group()
    values = {"foundation": values["claimant"].foundation, "registered_at": timezone.now()} | values
    with acting_for(values["foundation"]):
        return Registration.objects.create(**values)


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
