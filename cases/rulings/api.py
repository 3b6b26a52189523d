"""Rulings of a case, for programs."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.dossier.api import PRECISION, PartOfCase
from cases.parties.api import ID, CourtSerializer, FoundationNameSerializer
from cases.rest.fields import BilingualText, OrNullField, WrittenField
from cases.rest.pages import never_null
from cases.rulings.choices import RulingKind
from cases.rulings.ecli import link
from cases.rulings.models import Ruling


class RulingSerializer(serializers.Serializer):
    """What a court decided."""

    id = serializers.UUIDField(source="public_id", help_text=ID)
    ecli = OrNullField(help_text="European Case Law Identifier; null als die er niet is.")
    url = serializers.SerializerMethodField(help_text="Waar de uitspraak te lezen is.")
    kind = serializers.ChoiceField(choices=RulingKind.choices, help_text="Soort tekst; opinion beslist niets.")
    decided_on = WrittenField("precision", help_text="Datum van de uitspraak, niet van publicatie.")
    precision = serializers.CharField(help_text=PRECISION)
    court = CourtSerializer(allow_null=True, help_text="Wie uitspraak deed.")
    foundations = serializers.SerializerMethodField(help_text="In wiens procedures.")
    outcome = BilingualText(of="outcome", help_text="De uitkomst in een of twee zinnen.")
    source = OrNullField(help_text="Waar dit staat.")

    def get_url(self, ruling) -> str | None:
        return link(ruling.ecli) or None

    @extend_schema_field(FoundationNameSerializer(many=True))
    def get_foundations(self, ruling):
        own = {one.foundation_id: one.foundation for one in ruling.proceedings.all()}
        return FoundationNameSerializer(own.values(), many=True).data


class RulingList(PartOfCase):
    serializer_class = RulingSerializer
    orders = {"-decidedOn": ("-day", "-id")}
    summary = "List rulings of a case"
    description = "De uitspraken in de zaak, de laatste eerst."

    def get_queryset(self):
        rulings = Ruling.objects.public().filter(case=self.case).annotate(day=never_null("decided_on"))
        return rulings.select_related("court").prefetch_related("proceedings__foundation")
