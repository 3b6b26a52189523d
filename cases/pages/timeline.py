"""What happened, what is planned and what was written about a case, as one ordered list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core.dates import Precision, shown, written
from cases.dossier.models import Case
from cases.law.events import EVENT_KINDS
from cases.news.models import NewsItem
from cases.pages.prose import Prose, language_now, prose
from cases.proceedings.choices import HearingState
from cases.proceedings.models import CourtEvent, Hearing
from cases.proceedings.rules import placed
from cases.regulation.models import RegulatoryMeasure
from cases.rulings.ecli import link
from cases.rulings.models import Ruling
from cases.texts.rules import event_text


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on the timeline: kind is event, ruling, hearing, news or measure.

    `on` is only as exact as `precision` says. `placed_on` is where it stands in the order: court events without an
    exact date keep the order they were recorded in, anything else without a date stands where we received it.
    """

    on: date | None
    precision: str
    kind: str
    title: Prose
    text: Prose
    url: str
    source: str
    public_id: UUID
    changed_at: datetime
    received_at: datetime
    placed_on: date

    @property
    def shown_on(self) -> str:
        return shown(self.on, self.precision)

    @property
    def written_on(self) -> str:
        return written(self.on, self.precision)

    @property
    def place(self) -> tuple[date, datetime]:
        return self.placed_on, self.received_at

    def is_to_come(self, today: date) -> bool:
        return bool(self.on and self.on > today and self.precision != Precision.UNKNOWN)


def timeline(case: Case, today: date) -> list[Item]:
    """Everything the public may know of a published case, newest first, in five queries.

    A moved or planned hearing is told by its day for now; one that was cancelled or lies behind us
    without having been held is left out.
    """
    events = CourtEvent.objects.public().filter(case=case)
    rulings = Ruling.objects.public().filter(case=case).select_related("court")
    hearings = Hearing.objects.public().filter(case=case)
    news = NewsItem.objects.public().current().about(case).distinct()
    measures = RegulatoryMeasure.objects.filter(is_published=True, concern=case.concern_id, concern__isnull=False)
    return in_order(
        [
            *of_court(events, rulings),
            *(hearing_item(row) for row in hearings if is_told(row, today)),
            *(news_item(row) for row in news),
            *(measure_item(row) for row in measures.select_related("regulator")),
        ]
    )


def in_order(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: item.place, reverse=True)


def is_told(hearing: Hearing, today: date) -> bool:
    return hearing.state == HearingState.PLANNED and hearing.planned_on >= today


def of_court(events: Iterable[CourtEvent], rulings: Iterable[Ruling]) -> list[Item]:
    """Court events and rulings; a ruling that is the paper of an event is told with it, once."""
    recorded, rulings = sorted(events, key=lambda event: event.pk), list(rulings)
    known = {event.pk for event in recorded}
    papers = {ruling.event_id: ruling for ruling in rulings if ruling.event_id in known}
    line = placed((event.happened_on, event.precision, event) for event in recorded)
    return [
        *(event_item(event, papers.get(event.pk), day) for day, event in line),
        *(ruling_item(ruling) for ruling in rulings if ruling.event_id not in known),
    ]


def event_item(event: CourtEvent, ruling: Ruling | None = None, placed_on: date | None = None) -> Item:
    text = prose(event, "summary") or (prose(ruling, "outcome") if ruling else Prose(""))
    ecli = ruling.ecli if ruling else ""
    when, title = (event.happened_on, event.precision), event_title(event)
    return _item(event, *when, "event", title, text, link(ecli), ecli, placed_on)


def event_title(event: CourtEvent) -> Prose:
    language = language_now()
    kind = EVENT_KINDS.get(event.kind)
    plain = event_text(event.kind, language=language)
    return Prose(plain or (getattr(kind, language) if kind else event.kind), language)


def ruling_item(ruling: Ruling) -> Item:
    title = _("Decision of %(court)s") % {"court": ruling.court.name} if ruling.court else _("Decision of a court")
    text = prose(ruling, "outcome")
    title, address = Prose(title, language_now()), link(ruling.ecli)
    return _item(ruling, ruling.decided_on, ruling.precision, "ruling", title, text, address, ruling.ecli)


def hearing_item(hearing: Hearing) -> Item:
    title = Prose(hearing.subject)
    return _item(hearing, hearing.planned_on, "day", "hearing", title, Prose(""), "", hearing.source)


def news_item(item: NewsItem) -> Item:
    """A news item stands on the day of what it tells, or else on the day it was published."""
    on, precision = item.event_on, item.event_precision
    if on is None:
        on, precision = item.published_on, item.published_precision
    return _item(item, on, precision, "news", Prose(item.title), prose(item, "summary"), item.url, item.publisher)


def measure_item(measure: RegulatoryMeasure) -> Item:
    title = Prose(f"{measure.get_kind_display()} · {measure.regulator.name}".capitalize())
    text = prose(measure, "summary")
    return _item(measure, measure.announced_on, measure.precision, "measure", title, text, "", measure.source)


def _item(row, on, precision, kind, title, text, url, source, placed_on=None) -> Item:
    on = None if precision == Precision.UNKNOWN else on
    place = placed_on or on or timezone.localtime(row.created_at).date()
    return Item(on, precision, kind, title, text, url, source, row.public_id, row.changed_at, row.created_at, place)
