"""Every staff page of the app."""

from cases.journal.admin import EntryAdmin, ReactionAdmin
from cases.news.admin import MentionAdmin, NewsItemAdmin
from cases.outbox.admin import MessageAdmin
from cases.parties.admin import ConcernAdmin, CourtAdmin, DefendantAdmin, FoundationAdmin, FunderAdmin
from cases.regulation.admin import RegulatorAdmin, RegulatoryMeasureAdmin
from cases.rulings.admin import RulingAdmin
from cases.staff.admin import MembershipAdmin, UserAdmin

__all__ = [
    "ConcernAdmin",
    "CourtAdmin",
    "DefendantAdmin",
    "EntryAdmin",
    "FoundationAdmin",
    "FunderAdmin",
    "MembershipAdmin",
    "MentionAdmin",
    "MessageAdmin",
    "NewsItemAdmin",
    "ReactionAdmin",
    "RegulatorAdmin",
    "RegulatoryMeasureAdmin",
    "RulingAdmin",
    "UserAdmin",
]
