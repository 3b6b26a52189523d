"""Every table of the app, in reading order."""

from cases.agenda.models import CalendarKey
from cases.calendar.models import DecreeDay
from cases.core.models import Heartbeat
from cases.deadlines.models import Acknowledgement, Deadline, Reminder
from cases.documents.models import Document
from cases.dossier.models import (
    Case,
    CaseRelation,
    ClaimantGroup,
    ClaimGround,
    DefendantRole,
    PeopleEstimate,
    Representation,
)
from cases.journal.models import Entry, Reaction
from cases.news.models import Mention, NewsItem
from cases.outbox.models import Message
from cases.parties.models import (
    Concern,
    Court,
    Defendant,
    Foundation,
    Funder,
    Funding,
    Product,
    Spokesperson,
    Support,
)
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
from cases.radar.models import Portion, Shift, Survey
from cases.regulation.models import Regulator, RegulatoryMeasure
from cases.rulings.models import Ruling
from cases.staff.models import Membership, User
from cases.texts.models import StageText

__all__ = [
    "Heartbeat", "Entry", "Reaction", "Message",
    "Foundation", "Funder", "Funding", "Support", "Spokesperson", "Concern", "Product", "Defendant", "Court",
    "User", "Membership",
    "Case", "DefendantRole", "ClaimGround", "ClaimantGroup", "Representation", "PeopleEstimate", "CaseRelation",
    "Document",
    "Proceeding", "DocketNumber", "Track", "CourtEvent", "StageEntry", "Overlay", "Hearing", "HearingMove",
    "Expectation",
    "DecreeDay", "Deadline", "Reminder", "Acknowledgement", "CalendarKey", "Survey", "Portion", "Shift",
    "Ruling", "NewsItem", "Mention", "Regulator", "RegulatoryMeasure", "StageText",
]  # fmt: skip
