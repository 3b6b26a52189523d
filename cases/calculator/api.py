"""The terms of the law, and the last day of any of them."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.response import Response

from cases.calculator.counting import LONGEST, SOURCES, calculated
from cases.deadlines.api import StepSerializer
from cases.law.counting import UNITS
from cases.law.events import event_kind
from cases.law.terms import TERMS
from cases.rest.endpoints import Endpoint, Listing
from cases.rest.fields import BilingualText, DayField, Input, WholeNumberField


class SpanSerializer(serializers.Serializer):
    """A length and its unit."""

    length = serializers.IntegerField(help_text="Hoe lang.")
    unit = serializers.CharField(help_text="day, week, month, year of hour.")


class TriggerSerializer(serializers.Serializer):
    """A court event that starts a term."""

    code = serializers.CharField(help_text="Code van de gebeurtenis.")
    name = BilingualText(source="*", help_text="Naam van de gebeurtenis.")


class TermSerializer(serializers.Serializer):
    """A term of the law."""

    code = serializers.CharField(help_text="Vaste code, zoals D13.")
    version = serializers.IntegerField(help_text="Versie van de regel.")
    name = BilingualText(source="*", help_text="Naam van de termijn.")
    article = serializers.CharField(help_text="Het wetsartikel.")
    triggers = serializers.SerializerMethodField(help_text="Waardoor de termijn begint.")
    length = serializers.IntegerField(allow_null=True, help_text="Lengte; null als de datum wordt bepaald.")
    unit = serializers.CharField(allow_null=True, help_text="day, week, month, year of hour; null als de datum "
                                 "wordt bepaald.")  # fmt: skip
    minimum = SpanSerializer(allow_null=True, help_text="Niet korter dan dit.")
    maximum = SpanSerializer(allow_null=True, help_text="Niet langer dan dit.")
    source = serializers.CharField(help_text="Wie de termijn stelt: statutory, court, notice, eu of contract.")
    who_acts = serializers.CharField(help_text="Wie moet handelen.")
    consequence = serializers.SerializerMethodField(help_text="Wat er gebeurt als de dag voorbijgaat.")
    is_countable = serializers.SerializerMethodField(
        help_text="Of er iets te tellen valt; anders bepaalt de rechter of een stuk de laatste dag."
    )
    is_floor = serializers.BooleanField(help_text="Of het een wachttijd is die minstens moet verlopen.")
    is_extendable = serializers.BooleanField(help_text="Of verlenging kan.")
    is_confirmed = serializers.BooleanField(help_text="Of een jurist de regel heeft bevestigd.")
    valid_from = serializers.DateField(allow_null=True, help_text="Eerste dag waarop de termijn kan beginnen.")
    valid_until = serializers.DateField(allow_null=True, help_text="Laatste dag waarop de termijn kan beginnen.")

    def get_is_countable(self, row) -> bool:
        return not row.has_set_date

    @extend_schema_field(TriggerSerializer(many=True))
    def get_triggers(self, row):
        return TriggerSerializer([event_kind(code) for code in row.triggers], many=True).data

    @extend_schema_field(BilingualText)
    def get_consequence(self, row):
        return {"nl": row.consequence_nl, "en": row.consequence_en or None}


class CalculationInput(Input):
    """A day, and either a term of the law or a length."""

    triggered_on = DayField(help_text="De dag waarna de termijn begint (jjjj-mm-dd); die dag telt zelf niet mee.")
    term = serializers.ChoiceField(choices=sorted(TERMS), required=False, help_text="Code van een termijn; zie /terms.")
    length = WholeNumberField(
        required=False, min_value=1, max_value=LONGEST, help_text="Lengte, als er geen term is gegeven."
    )
    unit = serializers.ChoiceField(choices=UNITS, required=False, help_text="Eenheid bij length.")
    source = serializers.ChoiceField(
        choices=SOURCES, required=False, help_text="Wie de termijn stelt; zonder opgave statutory."
    )

    def validate(self, values):
        own = [name for name in ("length", "unit", "source") if name in values]
        if "term" in values and own:
            said = ErrorDetail(_("Give either a term or a length, not both."), "either-or")
            raise ValidationError({name: [said] for name in own})
        if "term" not in values and (missing := [name for name in ("length", "unit") if name not in values]):
            said = ErrorDetail(_("Give a term, or a length with its unit."), "required")
            raise ValidationError({name: [said] for name in missing})
        return values


class CalculationSerializer(serializers.Serializer):
    """The last day of a term, with every step of the count."""

    raw_ends_on = serializers.DateField(help_text="Het einde zonder de Algemene termijnenwet.")
    ends_on = serializers.DateField(help_text="De laatste dag; die telt helemaal mee.")
    is_provisional = serializers.BooleanField(help_text="Of besluiten over gesloten dagen van dat jaar nog ontbreken.")
    steps = StepSerializer(many=True, help_text="De hele telling, regel voor regel.")


class TermList(Listing):
    serializer_class = TermSerializer
    tag, summary = "law", "List terms of the law"
    description = "De termijnen die wij kennen, met artikel, lengte en gevolg."

    def get_queryset(self):
        return list(TERMS.values())


class DeadlineCalculation(Endpoint):
    input_class = CalculationInput
    serializer_class = CalculationSerializer
    is_open_data = False
    tag, summary = "law", "Calculate a deadline"
    description = (
        "Telt een termijn volgens de Algemene termijnenwet en laat elke stap zien. Wij bewaren niets. Dit is een "
        "hulpmiddel en vervangt geen jurist."
    )

    def post(self, request):
        asked = CalculationInput(data=request.data)
        asked.is_valid(raise_exception=True)
        return Response(self.get_serializer(calculated(**asked.validated_data)).data)
