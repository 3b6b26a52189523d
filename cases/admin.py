"""Every staff page of the app."""

from cases.agenda.admin import CalendarKeyAdmin
from cases.calendar.admin import DecreeDayAdmin
from cases.deadlines.admin import DeadlineAdmin
from cases.documents.admin import DocumentAdmin
from cases.dossier.admin import (
    CaseRelationAdmin,
    ClaimantGroupAdmin,
    ClaimGroundAdmin,
    DefendantRoleAdmin,
    PeopleEstimateAdmin,
    RepresentationAdmin,
)
from cases.journal.admin import EntryAdmin, ReactionAdmin
from cases.news.admin import MentionAdmin, NewsItemAdmin
from cases.outbox.admin import MessageAdmin
from cases.parties.admin import ConcernAdmin, CourtAdmin, DefendantAdmin, FoundationAdmin, FunderAdmin
from cases.preview.admin import RehearsedEventAdmin
from cases.proceedings.admin import (
    CaseCockpitAdmin,
    DocketNumberAdmin,
    HearingAdmin,
    HearingMoveAdmin,
    OverlayAdmin,
    ProceedingAdmin,
    StageEntryAdmin,
    TrackAdmin,
)
from cases.radar.admin import SurveyAdmin
from cases.regulation.admin import RegulatorAdmin, RegulatoryMeasureAdmin
from cases.rulings.admin import RulingAdmin
from cases.staff.admin import MembershipAdmin, UserAdmin
from cases.texts.admin import StageTextAdmin

__all__ = [
    "CalendarKeyAdmin",
    "CaseCockpitAdmin",
    "CaseRelationAdmin",
    "ClaimGroundAdmin",
    "ClaimantGroupAdmin",
    "ConcernAdmin",
    "CourtAdmin",
    "DeadlineAdmin",
    "DecreeDayAdmin",
    "DefendantAdmin",
    "DefendantRoleAdmin",
    "DocketNumberAdmin",
    "DocumentAdmin",
    "EntryAdmin",
    "FoundationAdmin",
    "FunderAdmin",
    "HearingAdmin",
    "HearingMoveAdmin",
    "MembershipAdmin",
    "MentionAdmin",
    "MessageAdmin",
    "NewsItemAdmin",
    "OverlayAdmin",
    "PeopleEstimateAdmin",
    "ProceedingAdmin",
    "ReactionAdmin",
    "RegulatorAdmin",
    "RegulatoryMeasureAdmin",
    "RehearsedEventAdmin",
    "RepresentationAdmin",
    "RulingAdmin",
    "StageEntryAdmin",
    "StageTextAdmin",
    "SurveyAdmin",
    "TrackAdmin",
    "UserAdmin",
]
