"""How much work waits; a number is shown only when it is not zero."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from cases.deadlines.models import Deadline
from cases.news.models import NewsItem
from cases.outbox.models import Message
from cases.radar.models import Survey

PATIENCE = timedelta(hours=24)
SOON = timedelta(days=14)


def deadlines(request) -> QuerySet:
    """The deadlines of the acting foundation; without one only those that concern everybody."""
    every = Deadline.objects
    return every.concerning(request.foundation) if request.foundation else every.visible_to(None)


def messages(request) -> QuerySet:
    """The messages sent in the name of the acting foundation."""
    return Message.objects.filter(foundation=request.foundation) if request.foundation else Message.objects.all()


def overdue(request) -> int:
    """Running deadlines whose last day has gone."""
    return deadlines(request).overdue(timezone.localdate()).count()


def unacknowledged(request) -> int:
    """Deadlines within two weeks that nobody said to have seen, although they were told a day ago."""
    until = timezone.localdate() + SOON
    return deadlines(request).unanswered(until=until, patience=PATIENCE).count()


def news_to_judge(request) -> int:
    """News items of which nobody said yet whether they are about a case."""
    return NewsItem.objects.undecided().count()


def failed_messages(request) -> int:
    """Messages that were given up and wait for a person."""
    return messages(request).given_up().count()


def law_changes(request) -> int:
    """Changes of the law that wait for this person's word."""
    return Survey.objects.proposed().exclude(first_by=request.user).count()
