"""What programs of readers follow: a calendar, a feed of news, and the state as JSON."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration, vUri

from cases.core.dates import written
from cases.deadlines.choices import DeadlineState
from cases.deadlines.models import Deadline
from cases.dossier.models import Case
from cases.pages.case_page import CasePage
from cases.pages.conditional import case_version, public_case, public_page
from cases.pages.important_dates import deadline_title
from cases.pages.prose import language_now, prose
from cases.pages.timeline import Item, timeline
from cases.proceedings.choices import HearingState
from cases.proceedings.models import Hearing
from cases.texts.rules import StageText

MOST_ENTRIES = 50
LENGTH_OF_A_HEARING = timedelta(hours=2)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@public_page(case_version)
def calendar(request, slug):
    """Hearings and last days the public may know, without alarms."""
    case = public_case(slug)
    name, address = str(prose(case, "title")), absolute("case", case)
    feed = Calendar()
    feed.add("prodid", "-//Achterban//Zaken//NL")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("name", name)
    feed.add("x-wr-calname", name)
    feed.add("color", "teal")
    feed.add("source", vUri(absolute("case-calendar", case)), parameters={"VALUE": "URI"})
    feed.add("refresh-interval", vDuration(timedelta(hours=12)), parameters={"VALUE": "DURATION"})
    for hearing in Hearing.objects.public().filter(case=case).select_related("court"):
        feed.add_component(_of_hearing(hearing, address))
    for deadline in Deadline.objects.public().filter(case=case):
        feed.add_component(_of_deadline(deadline, address))
    response = HttpResponse(feed.to_ical(), content_type="text/calendar; charset=utf-8")
    return for_all_sites(response, f'inline; filename="{case.slug}.ics"')


def _of_hearing(hearing: Hearing, address: str) -> Event:
    event = _entry(hearing, hearing.subject, address, is_dropped=hearing.state == HearingState.CANCELLED)
    if hearing.starts_at:
        start = datetime.combine(hearing.planned_on, hearing.starts_at, AMSTERDAM).astimezone(ZoneInfo("UTC"))
        event.add("dtstart", start)
        event.add("dtend", start + LENGTH_OF_A_HEARING)
    else:
        _add_whole_day(event, hearing.planned_on)
    if hearing.court:
        event.add("location", hearing.court.name)
    return event


def _of_deadline(deadline: Deadline, address: str) -> Event:
    title = str(deadline_title(deadline, timezone.localdate()))
    event = _entry(deadline, title, address, is_dropped=deadline.state == DeadlineState.LAPSED)
    _add_whole_day(event, deadline.ends_on)
    return event


def _entry(row, title: str, address: str, *, is_dropped: bool) -> Event:
    event = Event()
    event.add("uid", f"{row.public_id}@achterban")
    event.add("dtstamp", row.changed_at.astimezone(ZoneInfo("UTC")))
    event.add("sequence", row.version)
    event.add("summary", title)
    event.add("url", vUri(address))
    event.add("status", "CANCELLED" if is_dropped else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _add_whole_day(event: Event, on) -> None:
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))


@public_page(case_version)
def atom(request, slug):
    """News, court events and rulings, newest first; an entry keeps its id for ever."""
    case = public_case(slug)
    items = [item for item in timeline(case, timezone.localdate()) if item.kind not in ("hearing", "measure")]
    feed = _Atom(
        title=_("News about %(case)s") % {"case": prose(case, "title")},
        link=absolute("case", case),
        description=_("What happened in this case."),
        language=language_now(),
        feed_url=absolute("case-feed", case),
        feed_guid=_id(case.public_id),
        author_name="Achterban",
    )
    for item in items[:MOST_ENTRIES]:
        feed.add_item(
            title=f"{item.shown_on}: {item.title}",
            link=_link(case, item),
            description=escape(item.text or item.title),
            unique_id=_id(item.public_id),
            updateddate=item.changed_at,
        )
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(response, "utf-8")
    return for_all_sites(response)


class _Atom(Atom1Feed):
    """An empty feed changed when its case was made, not when somebody asked."""

    def latest_post_date(self):
        dates = [item["updateddate"] for item in self.items]
        return max(dates) if dates else datetime(2020, 1, 1, tzinfo=AMSTERDAM)


def _id(public_id: UUID) -> str:
    return public_id.urn


def _link(case: Case, item: Item) -> str:
    return absolute("news-item", case, public_id=item.public_id) if item.kind == "news" else absolute("case", case)


@public_page(case_version)
def status(request, slug):
    """Where the case stands, for a small sign on another site."""
    page = CasePage(public_case(slug), timezone.localdate())
    headline = page.headline
    told = {
        "id": str(page.case.public_id),
        "slug": page.case.slug,
        "title": str(page.title),
        "language": language_now(),
        "url": absolute("case", page.case),
        "stage": headline.stage,
        "since": written(headline.since, headline.precision) or None,
        "asOf": written(headline.as_of, headline.as_of_precision) or None,
        "checkedOn": page.case.checked_on,
        "conditions": [{"code": one.code, "isPartial": one.is_partial} for one in headline.overlays],
        **_texts(page.text),
        "tracks": [_track(standing, line) for standing in page.standings for line in standing.lines],
    }
    return for_all_sites(JsonResponse(told, json_dumps_params={"ensure_ascii": False}))


def _texts(text: StageText) -> dict:
    return {"heading": text.heading, "now": text.now, "next": text.next, "you": text.you}


def _track(standing, line) -> dict:
    foundation = standing.proceeding.foundation
    return {"foundation": foundation.slug, "part": line.part, "leads": line.leads, "heading": line.text.heading}


def absolute(name: str, case: Case, **more) -> str:
    """The address of a page of a case in the active language, on the address we are known by."""
    return settings.BASE_URL + reverse(name, kwargs={"slug": case.slug, **more})


def for_all_sites(response: HttpResponse, disposition: str = "") -> HttpResponse:
    """Public data: any site may read it from a script."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    if disposition:
        response.headers["Content-Disposition"] = disposition
    return response
