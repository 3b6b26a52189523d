"""What the press wrote, in our own words, for programs."""

from django.db.models import Prefetch
from rest_framework import serializers

from cases.dossier.api import PRECISION, CaseNameSerializer, PartOfCase
from cases.news.choices import Relevance
from cases.news.models import Mention, NewsItem
from cases.parties.api import ID
from cases.rest.endpoints import Listing, ListQuery
from cases.rest.fields import AddressField, BilingualText, LineField, OrNullField, WrittenField
from cases.rest.pages import never_null

SHOWN = (Relevance.CASE, Relevance.DEFENDANT)


class MentionSerializer(serializers.Serializer):
    """Which case a news item concerns, and how."""

    court_case = CaseNameSerializer(source="case", help_text="Welke zaak.")
    relevance = serializers.ChoiceField(
        choices=[(one.value, one.label) for one in SHOWN], help_text="Over de zaak zelf, of alleen over de gedaagde."
    )


class NewsItemSerializer(serializers.Serializer):
    """A text in the press."""

    id = serializers.UUIDField(source="public_id", help_text=ID)
    title = serializers.CharField(help_text="De kop, of onze eigen als de tekst er geen heeft.")
    publisher = OrNullField(help_text="Wie het publiceerde.")
    url = AddressField(help_text="Waar het origineel staat.")
    published_on = WrittenField("published_precision", help_text="Wanneer het verscheen.")
    published_precision = serializers.CharField(help_text=PRECISION)
    event_on = WrittenField("event_precision", help_text="Wanneer het beschrevene gebeurde.")
    event_precision = serializers.CharField(help_text=PRECISION)
    summary = BilingualText(of="summary", help_text="In onze eigen woorden.")
    mentions = MentionSerializer(many=True, source="shown_mentions", help_text="Over welke zaken het gaat.")


class NewsQuery(ListQuery):
    """News, of one case or of all."""

    court_case = LineField(required=False, max_length=60, help_text="Alleen nieuws over deze zaak (slug).")


class NewsList(Listing):
    serializer_class = NewsItemSerializer
    query_class = NewsQuery
    orders = {"-publishedOn": ("-day", "-id")}
    tag, summary = "news", "List news"
    description = "Nieuws over zaken en gedaagden, het laatste eerst. Wij geven samenvattingen, nooit hele teksten."

    def get_queryset(self):
        items = shown_items()
        if slug := self.query.get("court_case"):
            shown = Mention.objects.filter(case__slug=slug, case__is_published=True, relevance__in=SHOWN)
            items = items.filter(pk__in=shown.values("item"))
        return items


class NewsOfCaseList(PartOfCase):
    serializer_class = NewsItemSerializer
    orders = NewsList.orders
    summary = "List news of a case"
    description = "Nieuws over de zaak zelf, het laatste eerst."

    def get_queryset(self):
        return shown_items().about(self.case)


def shown_items():
    """Public items in their latest wording, each with the published cases it is about in `shown_mentions`."""
    mentions = Mention.objects.filter(case__is_published=True, relevance__in=SHOWN).select_related("case")
    shown = Prefetch("mentions", mentions, to_attr="shown_mentions")
    items = NewsItem.objects.public().current().defer("body")
    return items.annotate(day=never_null("published_on")).prefetch_related(shown)
