"""Take in texts, decide what they are about, publish our own summary of them."""

import hashlib
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.core.dates import Precision
from cases.core.errors import DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.dossier.models import Case
from cases.journal import services as journal
from cases.news import relevance as words
from cases.news.choices import Relevance
from cases.news.models import Mention, NewsItem
from cases.news.relevance import Profile, cut

LONGEST_TITLE = 300
LONGEST_BODY = 200_000


def body_hash(text: str) -> str:
    """The fingerprint under which a text is stored once; line breaks and blanks do not count."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


@transaction.atomic
def take_in(
    text: str,
    *,
    title: str = "",
    url: str = "",
    publisher: str = "",
    published_on: date | None = None,
    precision: str = Precision.UNKNOWN,
    source_key: str = "",
    profiles: dict[Case, Profile] | None = None,
    by=None,
) -> tuple[NewsItem, bool]:
    """Store a text once, with a proposal for each case it may concern; it is not published.

    Returns the item and whether it is new. An item that the source reworded becomes a new
    item that replaces the old one. Without a title the first sentence serves. Raises DomainError.
    """
    text = cut(text.strip(), LONGEST_BODY)
    fingerprint = body_hash(text or title)
    if known := NewsItem.objects.filter(body_hash=fingerprint).first():
        return known, False
    item = NewsItem(
        title=cut(title or next(iter(words.split_sentences(text)), ""), LONGEST_TITLE),
        url=url,
        publisher=publisher,
        published_on=published_on,
        published_precision=precision if published_on else Precision.UNKNOWN,
        body=text,
        body_hash=fingerprint,
        source_key=source_key,
        replaces=_latest(source_key),
    )
    save_checked(item)
    journal.record("news.taken_in", item, by=by, replaces=bool(item.replaces_id))
    for case, profile in (case_profiles() if profiles is None else profiles).items():
        _propose(item, case, words.suggest(f"{item.title}\n\n{text}", profile))
    return item, True


def case_profiles() -> dict[Case, Profile]:
    """The names and numbers of every case, to compare texts with."""
    related = ("concern__products", "defendants", "proceedings__foundation", "proceedings__docket_numbers", "rulings")
    cases = Case.objects.select_related("concern").prefetch_related(*related)
    return {case: _profile(case) for case in cases}


@transaction.atomic
def decide_relevance(mention: Mention, *, relevance: str, reason: str = "", by) -> Mention:
    """Decide what an item has to do with a case; the same decision again changes nothing."""
    if relevance not in Relevance.values:
        raise DomainError(_("Choose one of the listed answers."), field="relevance")
    reason = reason or mention.reason
    if (mention.relevance, mention.reason) == (relevance, reason):
        return mention
    change(mention, relevance=relevance, reason=reason)
    journal.record("news.decided", mention.item, case=mention.case, by=by, relevance=relevance)
    return mention


@transaction.atomic
def mention_case(item: NewsItem, case: Case, *, relevance: str, reason: str = "", by) -> Mention:
    """Say what an item has to do with a case that no rule thought of."""
    mention, _is_new = Mention.objects.get_or_create(item=item, case=case)
    return decide_relevance(mention, relevance=relevance, reason=reason, by=by)


@transaction.atomic
def describe_item(item: NewsItem, *, by, **values) -> NewsItem:
    """Give an item its title, summaries, dates and link in our own words; `values` are fields of it."""
    if not values:
        return item
    change(item, **values)
    journal.record("news.described", item, by=by, fields=sorted(values))
    return item


@transaction.atomic
def publish_item(item: NewsItem, *, by) -> NewsItem:
    """Show title and summary to the public; raises DomainError while a person has not looked at it."""
    if not item.summary.strip():
        raise DomainError(_("Write a summary of your own first; the full text is never published."), field="summary")
    if item.mentions.undecided().exists() or not item.mentions.exists():
        raise DomainError(_("First decide what this text has to do with the case."), code="undecided")
    if not item.is_published:
        change(item, is_published=True)
        journal.record("news.published", item, by=by)
    return item


@transaction.atomic
def withdraw_item(item: NewsItem, *, by) -> NewsItem:
    """Take the item from the public pages; staff keep it."""
    if item.is_published:
        change(item, is_published=False)
        journal.record("news.withdrawn", item, by=by)
    return item


def _latest(source_key: str) -> NewsItem | None:
    return NewsItem.objects.current().filter(source_key=source_key).first() if source_key else None


def _propose(item: NewsItem, case: Case, suggestion: words.Suggestion) -> None:
    if suggestion.relevance != Relevance.NOISE:
        Mention.objects.create(item=item, case=case, suggestion=suggestion.relevance, reason=suggestion.reason)


def _profile(case: Case) -> Profile:
    concern = case.concern
    defendants = [defendant.name for defendant in case.defendants.all()]
    if concern:
        defendants += [concern.name, *(product.name for product in concern.products.all())]
    foundations, numbers = [], [ruling.ecli for ruling in case.rulings.all()]
    for proceeding in case.proceedings.all():
        foundations += [proceeding.foundation.name, proceeding.foundation.short_name]
        numbers += [number.number for number in proceeding.docket_numbers.all()]
    return Profile(tuple(defendants), tuple(foundations), tuple(numbers))
