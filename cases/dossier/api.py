"""Groups and numbers of a case, for programs; and the address every part of a case has."""

from django.db.models import Q
from rest_framework import serializers

from cases.dossier.choices import EstimateKind, Regime, RepresentationKind, Residence
from cases.dossier.models import Case, ClaimantGroup, PeopleEstimate
from cases.parties.api import ENDED, ID, SLUG, STARTED, FoundationNameSerializer
from cases.rest.endpoints import Listing, ListQuery, named
from cases.rest.fields import BilingualText, DayField, OrNullField, WrittenField

PRECISION = "Hoe precies de datum bekend is: day, month, year of unknown."


class CaseNameSerializer(serializers.Serializer):
    """A case, by name only."""

    id = serializers.UUIDField(source="public_id", help_text=ID)
    slug = serializers.CharField(help_text=SLUG)
    title = BilingualText(of="title", help_text="Zoals het publiek de zaak noemt.")


class ClaimGroundSerializer(serializers.Serializer):
    """A legal basis of the claim."""

    code = serializers.CharField(help_text="Korte code.")
    name = BilingualText(of="name", help_text="De grondslag.")
    regime = serializers.ChoiceField(choices=Regime.choices, help_text="Welk recht geldt: wamca, wca of unknown.")


class GroupNameSerializer(serializers.Serializer):
    """A group, by name only."""

    id = serializers.UUIDField(source="public_id", help_text=ID)
    slug = serializers.CharField(help_text="Korte naam; uniek binnen de zaak.")
    name = BilingualText(of="name", help_text="In gewone taal.")


class RepresentationSerializer(serializers.Serializer):
    """Which foundation acts for a group, in which part, and when."""

    foundation = FoundationNameSerializer(help_text="Wie optreedt.")
    kind = serializers.ChoiceField(
        choices=RepresentationKind.choices, help_text="Exclusief, samen exclusief, of alleen partij (art. 1018e Rv)."
    )
    started_on = serializers.DateField(allow_null=True, help_text=STARTED)
    ended_on = serializers.DateField(allow_null=True, help_text=ENDED)


class GroupSerializer(GroupNameSerializer):
    """A narrowly defined group of people whom the case protects."""

    definition = OrNullField(help_text="Zoals de rechter de groep omschreef.")
    used_from = serializers.DateField(allow_null=True, help_text="Eerste dag van gebruik die telt.")
    used_until = serializers.DateField(allow_null=True, help_text="Laatste dag van gebruik die telt.")
    age_from = serializers.IntegerField(allow_null=True, help_text="Jongste leeftijd tijdens het gebruik, in jaren.")
    age_until = serializers.IntegerField(allow_null=True, help_text="Oudste leeftijd tijdens het gebruik, in jaren.")
    residence = serializers.ChoiceField(choices=Residence.choices, help_text="Waar leden wonen; abroad is opt-in.")
    residence_on = serializers.DateField(allow_null=True, help_text="Peildatum van die woonplaats.")
    is_confirmed = serializers.BooleanField(help_text="Of de rechter de groep zo heeft vastgesteld.")
    representations = RepresentationSerializer(many=True, help_text="Wie voor de groep optreedt en optrad.")


class NumberSerializer(serializers.Serializer):
    """How many people somebody said there are."""

    kind = serializers.ChoiceField(
        choices=EstimateKind.choices, help_text="Wat geteld is: estimated, registered of affected."
    )
    group = GroupNameSerializer(allow_null=True, help_text="Null: de hele zaak.")
    low_count = serializers.IntegerField(help_text="Minstens zoveel.")
    high_count = serializers.IntegerField(help_text="Hoogstens zoveel; gelijk aan lowCount bij een enkel getal.")
    as_of_on = WrittenField("as_of_precision", help_text="Op welke datum dit zo was.")
    as_of_precision = serializers.CharField(help_text=PRECISION)
    said_by = OrNullField(help_text="Wie dit zegt.")
    source = OrNullField(help_text="Waar het staat.")


class NumbersQuery(ListQuery):
    """Numbers as they were known on a day."""

    as_of = DayField(required=False, help_text="Alleen getallen die op deze dag al golden (jjjj-mm-dd).")


class PartOfCase(Listing):
    """A list that belongs to one published case; `case` is that case."""

    tag = "court-cases"

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        self.case = named(Case.objects.published(), kwargs["id"])


class GroupList(PartOfCase):
    serializer_class = GroupSerializer
    orders = {"slug": ("slug", "id")}
    summary = "List groups of a case"
    description = "De nauw omschreven groepen van de zaak, en welke stichting voor elke groep optreedt."

    def get_queryset(self):
        return ClaimantGroup.objects.filter(case=self.case).prefetch_related("representations__foundation")


class NumberList(PartOfCase):
    serializer_class = NumberSerializer
    query_class = NumbersQuery
    summary = "List numbers of a case"
    description = "Aantallen mensen, altijd met wie het zei en wanneer. Deze tellingen noemen nooit een persoon."

    def get_queryset(self):
        numbers = PeopleEstimate.objects.filter(case=self.case).select_related("group")
        if as_of := self.query.get("as_of"):
            numbers = numbers.filter(Q(as_of_on=None) | Q(as_of_on__lte=as_of))
        return numbers
