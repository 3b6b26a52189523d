"""A difference of days in words; a day that comes earlier carries a sign."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def difference(days: int) -> str:
    """How much later or earlier, in the active language."""
    if days == 0:
        return _("same day")
    if days < 0:
        return "▲ " + ngettext("%(days)d day earlier", "%(days)d days earlier", -days) % {"days": -days}
    return ngettext("%(days)d day later", "%(days)d days later", days) % {"days": days}
