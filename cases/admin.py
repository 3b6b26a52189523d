"""Every staff page of the app."""

from cases.news.admin import MentionAdmin, NewsItemAdmin
from cases.regulation.admin import RegulatorAdmin, RegulatoryMeasureAdmin
from cases.rulings.admin import RulingAdmin

__all__ = ["MentionAdmin", "NewsItemAdmin", "RegulatorAdmin", "RegulatoryMeasureAdmin", "RulingAdmin"]
