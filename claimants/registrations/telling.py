"""How membership is told to staff: the days, and the reasons in words about the person, not to them."""

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claimants.registrations.membership import Fit, Membership, Span

REASONS = {
    "use_unknown": gettext_lazy("Unknown: when this person used the product."),
    "use_in_period": gettext_lazy("Used the product in the period of this group."),
    "no_use_in_period": gettext_lazy("Did not use the product in the period of this group."),
    "birth_unknown": gettext_lazy("Unknown: the date of birth."),
    "too_old": gettext_lazy("Too old for this group in that period."),
    "too_young": gettext_lazy("Too young for this group in that period."),
    "age_fits": gettext_lazy("The age in that period fits."),
    "residence_fits": gettext_lazy("The country of residence fits."),
    "residence_then_unknown": gettext_lazy("Unknown: where this person lived at that time."),
    "lives_elsewhere": gettext_lazy("Lives elsewhere than this group asks."),
}


def told(membership: Membership) -> str:
    """The answer with its days and reasons, as safe HTML."""
    reasons = format_html_join("", "<p>{}</p>", ((REASONS[one.code],) for one in membership.reasons))
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
