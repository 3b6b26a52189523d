"""Proceedings, court events and where a case stands, for programs."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.dossier.api import PRECISION, ClaimGroundSerializer, GroupNameSerializer, PartOfCase
from cases.law.events import EVENT_KINDS
from cases.parties.api import ENDED, ID, STARTED, CourtSerializer, DefendantNameSerializer, FoundationNameSerializer
from cases.proceedings.choices import NumberKind
from cases.proceedings.models import CourtEvent
from cases.rest.fields import BilingualText, OrNullField, WrittenField
from cases.rest.pages import never_null


class DocketNumberSerializer(serializers.Serializer):
    """A number under which a court lists a proceeding, for a time."""

    number = serializers.CharField(help_text="Zaak- en rolnummer.")
    kind = serializers.ChoiceField(choices=NumberKind.choices, help_text="Van welke instantie het nummer is.")
    court = CourtSerializer(allow_null=True, help_text="Welk gerecht het gaf.")
    started_on = serializers.DateField(allow_null=True, help_text=STARTED)
    ended_on = serializers.DateField(allow_null=True, help_text=ENDED)


class ProceedingSerializer(serializers.Serializer):
    """One foundation's writ before a court, through all instances."""

    id = serializers.UUIDField(source="public_id", help_text=ID)
    name = OrNullField(help_text="Alleen als een stichting er meer heeft.")
    foundation = FoundationNameSerializer(help_text="Wie dagvaardde.")
    court = CourtSerializer(allow_null=True, help_text="Waar de zaak nu loopt.")
    docket_numbers = DocketNumberSerializer(many=True, help_text="Alle nummers, ook van vroeger.")


class StageSerializer(serializers.Serializer):
    """A stage of the procedure, as the law names it."""

    code = serializers.CharField(help_text="Hele code, zoals S46_opt_out_window.")
    short = serializers.CharField(help_text="Korte code, zoals S46.")
    name = BilingualText(source="*", help_text="Naam van de fase.")
    article = OrNullField(help_text="Het wetsartikel.")


class ConditionSerializer(serializers.Serializer):
    """Something beside the stage, such as stayed or appeal pending."""

    code = serializers.CharField(help_text="Code, zoals stayed.")
    name = BilingualText(source="law", help_text="Naam.")
    started_on = WrittenField("precision", help_text="Sinds wanneer.")
    precision = serializers.CharField(help_text=PRECISION)
    is_partial = serializers.BooleanField(help_text="Of het maar voor een deel van de zaak geldt.")


class HeadlineSerializer(serializers.Serializer):
    """The one stage that stands for the whole case."""

    stage = StageSerializer(source="law", allow_null=True, help_text="Null als geen enkele fase bekend is.")
    since = WrittenField("precision", help_text="Sinds wanneer.")
    precision = serializers.CharField(help_text=PRECISION)
    conditions = ConditionSerializer(source="overlays", many=True, help_text="Wat er naast de fase geldt.")
    as_of = WrittenField("as_of_precision", help_text="Dag van de laatste bekende gebeurtenis.")
    as_of_precision = serializers.CharField(help_text=PRECISION)


class TrackSerializer(serializers.Serializer):
    """What a stage belongs to; null means all of them."""

    foundation = FoundationNameSerializer(source="proceeding.foundation", help_text="Wiens procedure.")
    group = GroupNameSerializer(allow_null=True, help_text="Voor welke groep.")
    claim_ground = ClaimGroundSerializer(allow_null=True, help_text="Op welke grondslag.")
    defendant = DefendantNameSerializer(allow_null=True, help_text="Tegen welke gedaagde.")


class TrackStateSerializer(serializers.Serializer):
    """Where one track stands."""

    track = TrackSerializer(help_text="Waar de fase bij hoort.")
    stage = StageSerializer(source="law", allow_null=True, help_text="Null als de fase niet bekend is.")
    entered_on = WrittenField("precision", help_text="Sinds wanneer.")
    precision = serializers.CharField(help_text=PRECISION)
    conditions = ConditionSerializer(source="overlays", many=True, help_text="Wat er naast de fase geldt.")
    representatives = FoundationNameSerializer(many=True, help_text="Wie de groep exclusief vertegenwoordigt.")
    leads = serializers.BooleanField(help_text="Of de stichting van deze procedure de groep vertegenwoordigt.")


class EventSerializer(serializers.Serializer):
    """A dated act in a proceeding."""

    id = serializers.UUIDField(source="public_id", help_text=ID)
    kind = serializers.CharField(help_text="Code van de gebeurtenis, zoals writ_served.")
    name = serializers.SerializerMethodField(help_text="Naam van de gebeurtenis.")
    article = serializers.SerializerMethodField(help_text="Het wetsartikel.")
    happened_on = WrittenField("precision", help_text="Wanneer het gebeurde.")
    precision = serializers.CharField(help_text=PRECISION)
    court = CourtSerializer(allow_null=True, help_text="Welk gerecht.")
    court_set_on = serializers.DateField(allow_null=True, help_text="Laatste dag die de rechter gaf.")
    tracks = TrackSerializer(many=True, help_text="Voor wie het gold.")
    appellant = serializers.CharField(
        allow_null=True, help_text="Wiens hoger beroep of cassatie; null als dat open is."
    )
    summary = BilingualText(of="summary", help_text="Wat het betekent, in gewone taal.")
    source = OrNullField(help_text="Uitspraak, inschrijving of pagina die het bewijst.")

    @extend_schema_field(BilingualText)
    def get_name(self, event):
        kind = EVENT_KINDS.get(event.kind)
        return {"nl": kind.nl, "en": kind.en} if kind else {"nl": event.kind, "en": None}

    def get_article(self, event) -> str | None:
        kind = EVENT_KINDS.get(event.kind)
        return kind.article or None if kind else None


class EventList(PartOfCase):
    serializer_class = EventSerializer
    orders = {"-happenedOn": ("-day", "-id")}
    summary = "List events of a case"
    description = "Wat er in de procedures gebeurde, het laatste eerst. Gecorrigeerde gebeurtenissen staan er niet bij."

    def get_queryset(self):
        events = CourtEvent.objects.public().filter(case=self.case).annotate(day=never_null("happened_on"))
        parts = ("proceeding__foundation", "group", "claim_ground", "defendant")
        return events.select_related("court", "appellant_foundation", "appellant_defendant").prefetch_related(
            *(f"tracks__{part}" for part in parts)
        )
