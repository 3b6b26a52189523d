"""News and measures of the demo: our own words, with source and date as precise as known."""

from typing import Any

from cases.demo.reading import dated
from cases.dossier.models import Case
from cases.news import services as news
from cases.news.models import NewsItem
from cases.parties.models import Concern, Product
from cases.regulation import services as regulation
from cases.regulation.models import Regulator, RegulatoryMeasure

Row = dict[str, Any]


def publish_item(row: Row, *, by) -> NewsItem:
    """Take in one item without its full text, decide what it is about, and publish it."""
    published, happened = dated(row.get("date")), dated(row.get("event"))
    item, is_new = news.take_in("", title=row["title"], profiles={}, by=by)
    if not is_new:
        return item
    news.mention_case(item, Case.objects.get(slug=row["case"]), relevance=row["relevance"], reason=row["reason"], by=by)
    news.describe_item(
        item,
        publisher=row.get("publisher", ""),
        url=row.get("url", ""),
        published_on=published.on,
        published_precision=published.precision,
        event_on=happened.on,
        event_precision=happened.precision,
        summary=row["summary"],
        summary_en=row["summary_en"],
        by=by,
    )
    return news.publish_item(item, by=by)


def record_measure(row: Row, *, by) -> RegulatoryMeasure:
    """Record one measure, with the authority when it is not there yet."""
    concern = Concern.objects.get(slug=row["concern"])
    announced = dated(row.get("date"))
    authority = row["regulator"]
    regulator, _is_new = Regulator.objects.get_or_create(name=authority["name"], defaults=authority)
    return regulation.record_measure(
        regulator,
        kind=row["kind"],
        state=row["state"],
        concern=concern,
        products=Product.objects.filter(concern=concern, name__in=row["products"]),
        addressee=row["addressee"],
        announced_on=announced.on,
        precision=announced.precision,
        summary=row["summary"],
        summary_en=row["summary_en"],
        source=row["source"],
        by=by,
    )
