"""Cases as a whole, for programs."""

from django.db.models import Prefetch
from django.utils import timezone
from rest_framework import serializers
from rest_framework.response import Response

from cases.documents.api import DocumentSerializer
from cases.documents.models import Document
from cases.dossier.api import PRECISION, CaseNameSerializer, ClaimGroundSerializer, PartOfCase
from cases.dossier.models import Case
from cases.law.stages import STAGES
from cases.pages.listing import found, in_stage, with_updates
from cases.pages.timeline import timeline
from cases.parties.api import ConcernSerializer, DefendantNameSerializer
from cases.proceedings.api import HeadlineSerializer, ProceedingSerializer, TrackStateSerializer
from cases.proceedings.state import headlines, track_states
from cases.rest.endpoints import Listing, ListQuery, Single, named
from cases.rest.fields import AddressField, BilingualText, LineField, MomentField, OrNullField, UtcField, WrittenField

PHASES = [code for stage in STAGES.values() for code in dict.fromkeys((stage.code, stage.short))]


class CourtCaseSerializer(CaseNameSerializer):
    """A collective action."""

    summary = BilingualText(of="summary", help_text="In gewone taal: wat er gebeurde en wat er gevraagd wordt.")
    headline = HeadlineSerializer(help_text="De fase die voor de hele zaak staat.")
    concern = ConcernSerializer(allow_null=True, help_text="De naam waaronder het publiek de andere kant kent.")
    defendants = DefendantNameSerializer(many=True, help_text="Wie gedaagd zijn.")
    proceedings = ProceedingSerializer(many=True, help_text="De procedures, per stichting.")
    events_from = serializers.DateField(allow_null=True, help_text="Wanneer de schade begon.")
    events_until = serializers.DateField(allow_null=True, help_text="Wanneer de schade ophield.")
    checked_on = serializers.DateField(allow_null=True, help_text="Wanneer iemand voor het laatst keek of er iets "
                                       "veranderd is.")  # fmt: skip
    updated_at = UtcField(help_text="Wanneer iets openbaars van de zaak voor het laatst veranderde.")


class CourtCaseDetailSerializer(CourtCaseSerializer):
    """A collective action with all its tracks."""

    claim_grounds = ClaimGroundSerializer(many=True, help_text="De grondslagen.")
    tracks = TrackStateSerializer(many=True, help_text="Waar elk spoor staat: stichting, groep, grondslag, gedaagde.")
    documents = DocumentSerializer(many=True, source="public_documents", help_text="Openbare stukken.")


class TimelineItemSerializer(serializers.Serializer):
    """One thing that happened, is planned, or was written."""

    id = serializers.UUIDField(source="public_id", help_text="Kenmerk van wat er verteld wordt.")
    kind = serializers.CharField(help_text="event, ruling, hearing, news of measure.")
    on = WrittenField("precision", help_text="Wanneer; null als dat niet bekend is.")
    precision = serializers.CharField(help_text=PRECISION)
    title = serializers.CharField(help_text="Wat het is, in de taal van Accept-Language.")
    text = OrNullField(help_text="Wat het betekent; in het Nederlands als er geen vertaling is.")
    text_language = serializers.CharField(source="text.language", help_text="Taal van text: nl of en.")
    url = AddressField(help_text="Waar het te lezen is.")
    source = OrNullField(help_text="Waar het uit blijkt.")


class CourtCaseQuery(ListQuery):
    """Cases by words, stage, party or last change."""

    q = LineField(required=False, max_length=200, help_text="Woorden, een ECLI of een zaak- of rolnummer.")
    phase = serializers.ChoiceField(
        required=False, choices=PHASES, help_text="Fase van de hele zaak, als hele of korte code."
    )
    foundation = LineField(required=False, max_length=50, help_text="Alleen zaken van deze stichting (slug).")
    defendant = LineField(required=False, max_length=80, help_text="Alleen zaken tegen deze gedaagde (slug).")
    updated_after = MomentField(required=False, help_text="Alleen wat daarna veranderde; met tijdzone.")
    sort = serializers.ChoiceField(
        required=False,
        choices=["title", "-title", "updatedAt", "-updatedAt"],
        help_text="Volgorde; zonder opgave op titel.",
    )


def shown_cases():
    """Published cases with all that a list of them says, except the headline."""
    cases = with_updates(Case.objects.published()).select_related("concern")
    return cases.prefetch_related(
        "defendants", "proceedings__foundation", "proceedings__court", "proceedings__docket_numbers__court"
    )


class CourtCaseList(Listing):
    serializer_class = CourtCaseSerializer
    query_class = CourtCaseQuery
    orders = {
        "title": ("title", "id"),
        "-title": ("-title", "-id"),
        "updatedAt": ("updated_at", "id"),
        "-updatedAt": ("-updated_at", "-id"),
    }
    tag, summary = "court-cases", "List court cases"
    description = "Alle openbare zaken met hun fase, partijen en nummers."

    def get_queryset(self):
        cases, query = shown_cases(), self.query
        if words := query.get("q"):
            cases = found(cases, words)
        if slug := query.get("foundation"):
            cases = cases.filter(pk__in=Case.objects.filter(proceedings__foundation__slug=slug).values("pk"))
        if slug := query.get("defendant"):
            cases = cases.filter(pk__in=Case.objects.filter(defendants__slug=slug).values("pk"))
        if moment := query.get("updated_after"):
            cases = cases.filter(updated_at__gt=moment)
        return in_stage(cases, query["phase"]) if "phase" in query else cases

    def paginate_queryset(self, queryset):
        cases = super().paginate_queryset(queryset)
        lines = headlines(cases)
        for case in cases:
            case.headline = lines[case.pk]
        return cases


class TimelineList(PartOfCase):
    serializer_class = TimelineItemSerializer
    summary = "Show the timeline of a case"
    description = "Wat er gebeurde, wat gepland is en wat er geschreven werd, het laatste eerst."

    def get_queryset(self):
        return timeline(self.case, timezone.localdate())


class CourtCaseDetail(Single):
    serializer_class = CourtCaseDetailSerializer
    tag, summary = "court-cases", "Show one court case"
    description = "Een zaak met elk spoor: per stichting, groep, grondslag en gedaagde."

    def get(self, request, id):
        public = Prefetch("documents", Document.objects.published(), to_attr="public_documents")
        case = named(shown_cases().prefetch_related("claim_grounds", public), id)
        case.headline = headlines([case])[case.pk]
        case.tracks = track_states(case)
        return Response(self.get_serializer(case).data)
