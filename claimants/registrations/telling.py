"""How membership is told to staff: the days, and the sentences why."""

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claimants.registrations.membership import Fit, Membership, Span


def told(membership: Membership) -> str:
    """The answer with its days and reasons, as safe HTML."""
    reasons = format_html_join("", "<p>{}</p>", ((one.sentence.text(get_language()),) for one in membership.reasons))
    return format_html("<p><strong>{}</strong></p>{}", in_words(membership), reasons)


def in_words(membership: Membership) -> str:
    """Yes with the days, no, or unknown."""
    if membership.fit == Fit.YES:
        days = "; ".join(_days(span) for span in membership.spans if span.first)
        return f"{_('yes')}, {days}" if days else _("yes")
    return _("no") if membership.fit == Fit.NO else _("unknown")


def _days(span: Span) -> str:
    days = {"first": date_format(span.first), "last": date_format(span.last)}
    return _("%(first)s up to and including %(last)s") % days
