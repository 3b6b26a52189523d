"""My week: what must happen, what waits for whom, and whether the machinery runs (at most 15 queries)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core.models import Heartbeat
from cases.deadlines.models import Deadline
from cases.desk import counts
from cases.desk.doors import list_of
from cases.proceedings.models import CourtEvent, Hearing

MORE_TILES: list[Callable] = []  # how rooms above this one add theirs: each takes the request and today, yields tiles
SILENT_AFTER = timedelta(minutes=5)
SHOWN = 20
LOOK_BACK = timedelta(days=14)


@dataclass(frozen=True)
class Tile:
    """One number that links to its list; `asks` when it should not be that high."""

    title: str
    number: int
    link: str
    asks: bool = False


@dataclass(frozen=True)
class Week:
    """Everything on the start page, already fetched."""

    today: date
    overdue: int
    unacknowledged: int
    tiles: list[Tile]
    deadlines: list[tuple[str, list[Deadline]]]
    hearings: list[Hearing]
    for_me: list[Deadline]
    from_me: list[Deadline]
    deputises_for: list[str]
    by_others: list[CourtEvent]
    clocks: list[tuple[Heartbeat, bool]] = field(default_factory=list)


def of(request) -> Week:
    """The week of the person who asks, in the foundation they work for."""
    today = timezone.localdate()
    running = _running(request, today)
    hearings = _hearings(request, today)
    waiting = list(counts.deadlines(request).unconfirmed().exclude(created_by=None).select_related("case")[:SHOWN])
    overdue, unacknowledged = counts.overdue(request), counts.unacknowledged(request)
    return Week(
        today=today,
        overdue=overdue,
        unacknowledged=unacknowledged,
        tiles=list(_tiles(request, today, overdue, running, hearings)),
        deadlines=list(_grouped(running, today)),
        hearings=hearings[:SHOWN],
        for_me=[one for one in waiting if one.created_by_id != request.user.pk and _may_confirm(request)],
        from_me=[one for one in waiting if one.created_by_id == request.user.pk],
        deputises_for=_deputises_for(request, today),
        by_others=_by_others(request),
        clocks=_clocks(),
    )


def _running(request, today: date) -> list[Deadline]:
    """What ends within two weeks or is late already; mine first where somebody is responsible."""
    until = today + counts.SOON
    rows = counts.deadlines(request).running().filter(ends_on__lte=until)
    mine = Q(responsible=request.user) | Q(deputy=request.user) | Q(responsible=None)
    rows = rows.filter(mine) if request.foundation else rows
    return list(rows.select_related("case", "responsible").order_by("ends_on", "id")[:100])


def _hearings(request, today: date) -> list[Hearing]:
    rows: QuerySet = Hearing.objects.upcoming(today).filter(planned_on__lte=today + timedelta(days=30))
    if request.foundation:
        rows = rows.filter(Q(proceedings__foundation=request.foundation) | Q(proceedings=None)).distinct()
    return list(rows.select_related("case", "court").order_by("planned_on", "id")[:100])


def _grouped(rows: Iterable[Deadline], today: date):
    sunday = _sunday(today)
    groups = {_("Overdue"): [], _("Today"): [], _("This week"): [], _("Later"): []}
    for row in rows:
        if row.ends_on < today:
            groups[_("Overdue")].append(row)
        elif row.ends_on == today:
            groups[_("Today")].append(row)
        elif row.ends_on <= sunday:
            groups[_("This week")].append(row)
        else:
            groups[_("Later")].append(row)
    return ((title, found) for title, found in groups.items() if found)


def _tiles(request, today, overdue, running, hearings):
    sunday = _sunday(today)
    week = sum(1 for row in running if today <= row.ends_on <= sunday)
    if link := list_of(request, "cases.deadline"):
        yield Tile(_("Overdue"), overdue, link, asks=overdue > 0)
        yield Tile(_("Deadlines this week"), week, link)
    if link := list_of(request, "cases.hearing"):
        yield Tile(_("Hearings within 30 days"), len(hearings), link)
    if link := list_of(request, "cases.message"):
        failed = counts.failed_messages(request)
        yield Tile(_("Failed messages"), failed, f"{link}?state__exact=dead", asks=failed > 0)
    if link := list_of(request, "cases.newsitem"):
        yield Tile(_("News to judge"), counts.news_to_judge(request), link)
    for more in MORE_TILES:
        yield from more(request, today)


def _sunday(today: date) -> date:
    return today + timedelta(days=6 - today.weekday())


def _may_confirm(request) -> bool:
    return request.user.has_perm("cases.confirm_deadline")


def _deputises_for(request, today: date) -> list[str]:
    current = request.user.deputises_for.current(today).select_related("user")
    if request.foundation:
        current = current.filter(foundation=request.foundation)
    return [str(membership.user) for membership in current]


def _by_others(request) -> list[CourtEvent]:
    """What colleagues of other foundations recorded in our tracks lately: to be looked at."""
    if not request.foundation or not request.user.has_perm("cases.view_courtevent"):
        return []
    recent = CourtEvent.objects.by_others(request.foundation).filter(created_at__gte=timezone.now() - LOOK_BACK)
    return list(recent.select_related("case", "recorded_by").order_by("-id")[:SHOWN])


def _clocks() -> list[tuple[Heartbeat, bool]]:
    """Each clock, and whether it was heard of lately; daily clocks are not among them."""
    now = timezone.now()
    return [(clock, now - clock.beat_at < SILENT_AFTER) for clock in Heartbeat.objects.all()]
