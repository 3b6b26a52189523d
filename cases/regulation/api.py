"""What authorities did, for programs."""

from rest_framework import serializers

from cases.dossier.api import PRECISION
from cases.parties.api import ID, ConcernSerializer
from cases.regulation.choices import Level, MeasureKind, MeasureState
from cases.regulation.models import RegulatoryMeasure
from cases.rest.endpoints import Listing, ListQuery
from cases.rest.fields import BilingualText, LineField, OrNullField, WrittenField
from cases.rest.pages import never_null


class RegulatorSerializer(serializers.Serializer):
    """A government, council or regulator."""

    name = serializers.CharField(help_text="Naam, in het Nederlands.")
    level = serializers.ChoiceField(choices=Level.choices, help_text="Wat voor overheid.")
    country = OrNullField(help_text="Land, ISO 3166-1; null boven de staten.")


class MeasureSerializer(serializers.Serializer):
    """A ban, fine, order or proposal by an authority."""

    id = serializers.UUIDField(source="public_id", help_text=ID)
    regulator = RegulatorSerializer(help_text="Wie het deed.")
    kind = serializers.ChoiceField(choices=MeasureKind.choices, help_text="Wat er gedaan is.")
    state = serializers.ChoiceField(choices=MeasureState.choices, help_text="Hoe ver het is.")
    concern = ConcernSerializer(allow_null=True, help_text="Om wiens producten het gaat.")
    products = serializers.SerializerMethodField(help_text="Welke producten, als die genoemd zijn.")
    addressee = OrNullField(help_text="Wie moet gehoorzamen.")
    announced_on = WrittenField("precision", help_text="Wanneer het bekend werd.")
    precision = serializers.CharField(help_text=PRECISION)
    summary = BilingualText(of="summary", help_text="In onze eigen woorden.")
    source = OrNullField(help_text="Waar dit staat.")

    def get_products(self, measure) -> list[str]:
        return [product.name for product in measure.products.all()]


class MeasureQuery(ListQuery):
    """Measures, about one concern or all."""

    concern = LineField(required=False, max_length=60, help_text="Alleen over dit concern (slug).")


class MeasureList(Listing):
    serializer_class = MeasureSerializer
    query_class = MeasureQuery
    orders = {"-announcedOn": ("-day", "-id")}
    tag, summary = "measures", "List measures"
    description = "Verboden, boetes, bevelen en voorstellen van overheden over producten van gedaagden."

    def get_queryset(self):
        measures = RegulatoryMeasure.objects.filter(is_published=True).annotate(day=never_null("announced_on"))
        if slug := self.query.get("concern"):
            measures = measures.filter(concern__slug=slug)
        return measures.select_related("regulator", "concern").prefetch_related("products")
