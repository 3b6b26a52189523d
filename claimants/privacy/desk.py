"""Requests about data on the start page of staff: how many wait, and until when the law gives us."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Min
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.core.tenancy import acting_for
from cases.desk.doors import list_of
from cases.desk.week import Tile
from claimants.privacy.models import DataSubjectRequest

SOON = timedelta(days=7)


def tiles(request, today: date) -> Iterator[Tile]:
    """One tile for who may see the requests of the foundation they work for; it asks when a last day is near."""
    link = list_of(request, "claimants.datasubjectrequest")
    if not link or not request.foundation:
        return
    with acting_for(request.foundation):
        found = DataSubjectRequest.objects.open().order_by().aggregate(count=Count("pk"), next=Min("due_on"))
    title = _("Requests about data")
    if found["next"]:
        title = _("Requests about data, the first at the latest on %(day)s") % {"day": date_format(found["next"])}
    yield Tile(title, found["count"], link, asks=bool(found["next"] and found["next"] <= today + SOON))
