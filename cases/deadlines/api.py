"""Deadlines of a case with the proof of each, for programs."""

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.deadlines.choices import DateSource, DeadlineState
from cases.deadlines.models import Deadline
from cases.dossier.api import PartOfCase
from cases.law.proof import Proof, Step
from cases.parties.api import ID
from cases.rest.fields import OrNullField


class StepSerializer(serializers.Serializer):
    """One line of a count, from which a lawyer can redo it."""

    on = serializers.DateField(help_text="De dag waar de regel over gaat.")
    rule = serializers.CharField(help_text="Vaste code van de regel.")
    article = serializers.CharField(allow_blank=True, help_text="Het wetsartikel; leeg als er geen is.")
    text = serializers.SerializerMethodField(help_text="De regel als zin, in de taal van Accept-Language.")

    def get_text(self, step: Step) -> str:
        return step.text(get_language())


class DeadlineSerializer(serializers.Serializer):
    """The last day on which something can be done."""

    id = serializers.UUIDField(source="public_id", help_text=ID)
    title = serializers.CharField(help_text="Wat er gedaan moet worden, in het Nederlands.")
    term = OrNullField(help_text="Code van de termijn, zoals D13; zie /terms.")
    legal_basis = OrNullField(help_text="Het wetsartikel.")
    source = serializers.ChoiceField(choices=DateSource.choices, help_text="Waar de datum vandaan komt.")
    triggered_on = serializers.DateField(allow_null=True, help_text="De dag waarna de termijn begint.")
    raw_ends_on = serializers.DateField(allow_null=True, help_text="Het einde zonder de Algemene termijnenwet.")
    ends_on = serializers.DateField(help_text="De laatste dag; die telt helemaal mee.")
    is_provisional = serializers.BooleanField(help_text="Of de datum nog kan schuiven.")
    state = serializers.ChoiceField(choices=DeadlineState.choices, help_text="Hoe het met de termijn staat.")
    steps = serializers.SerializerMethodField(help_text="De hele telling; leeg als er niets te tellen was.")

    @extend_schema_field(StepSerializer(many=True))
    def get_steps(self, deadline):
        steps = Proof.from_dict(deadline.proof).steps if deadline.proof else ()
        return StepSerializer(steps, many=True).data


class DeadlineList(PartOfCase):
    serializer_class = DeadlineSerializer
    orders = {"endsOn": ("ends_on", "id")}
    summary = "List deadlines of a case"
    description = "De termijnen die het publiek mag weten, met de telling, de vroegste eerst."

    def get_queryset(self):
        return Deadline.objects.public().of_case(self.case)
