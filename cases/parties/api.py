"""Foundations and defendants, for programs."""

from rest_framework import serializers

from cases.parties.choices import DefendantKind, LegalForm
from cases.parties.models import Defendant, Foundation
from cases.rest.endpoints import Listing, Single
from cases.rest.fields import AddressField, OrNullField

ID = "Openbaar kenmerk."
SLUG = "Korte naam in adressen; verandert niet."
STARTED = "Eerste dag; null als die niet bekend is."
ENDED = "Laatste dag; null zolang het duurt of als die niet bekend is."


class FoundationNameSerializer(serializers.Serializer):
    """A foundation, by name only."""

    id = serializers.UUIDField(source="public_id", help_text=ID)
    slug = serializers.CharField(help_text=SLUG)
    name = serializers.CharField(help_text="Statutaire naam.")
    short_name = serializers.CharField(help_text="Zoals pers en publiek haar noemen.")


class DefendantNameSerializer(serializers.Serializer):
    """A defendant, by name only."""

    id = serializers.UUIDField(source="public_id", help_text=ID)
    slug = serializers.CharField(help_text=SLUG)
    name = serializers.CharField(help_text="Zoals in de dagvaarding of de openbare uitspraak.")


class ConcernSerializer(serializers.Serializer):
    """A group of companies under one name."""

    slug = serializers.CharField(help_text=SLUG)
    name = serializers.CharField(help_text="Zoals het publiek het noemt.")
    parent_name = OrNullField(help_text="Het bedrijf bovenaan.")


class CourtSerializer(serializers.Serializer):
    """A court."""

    code = serializers.CharField(help_text="Code in een ECLI, zoals RBAMS.")
    name = serializers.CharField(help_text="Naam van het gerecht.")


class FundingSerializer(serializers.Serializer):
    """Who pays for the actions of a foundation, and when."""

    name = serializers.CharField(source="funder.name", help_text="Naam van de financier.")
    website = AddressField(source="funder.website", help_text="Eigen site.")
    share_percentage = serializers.FloatField(
        allow_null=True, help_text="Deel van de opbrengst, in procenten; null als dat niet bekend is."
    )
    started_on = serializers.DateField(allow_null=True, help_text=STARTED)
    ended_on = serializers.DateField(allow_null=True, help_text=ENDED)


class SupportSerializer(serializers.Serializer):
    """Who stands behind a foundation without being a party."""

    name = serializers.CharField(help_text="Naam van de organisatie.")
    website = AddressField(help_text="Eigen site.")
    started_on = serializers.DateField(allow_null=True, help_text=STARTED)
    ended_on = serializers.DateField(allow_null=True, help_text=ENDED)


class SpokespersonSerializer(serializers.Serializer):
    """Who speaks for a foundation in public, in which role, and when."""

    name = serializers.CharField(help_text="Zoals de pers die schrijft.")
    role = serializers.CharField(help_text="Zoals voorzitter of directeur.")
    organisation = OrNullField(help_text="Als dat niet de stichting zelf is.")
    started_on = serializers.DateField(allow_null=True, help_text=STARTED)
    ended_on = serializers.DateField(allow_null=True, help_text=ENDED)


class FoundationSerializer(FoundationNameSerializer):
    """A foundation with what it must make public."""

    legal_form = serializers.ChoiceField(choices=LegalForm.choices, help_text="Rechtsvorm.")
    kvk_number = OrNullField(help_text="Nummer in het handelsregister.")
    rsin = OrNullField(help_text="Fiscaal nummer van de rechtspersoon.")
    seat = OrNullField(help_text="Statutaire zetel.")
    website = AddressField(help_text="Eigen site.")
    email = OrNullField(help_text="Waar gedupeerden naar kunnen mailen.")
    phone = OrNullField(help_text="Waar gedupeerden naar kunnen bellen.")
    postal_address = OrNullField(help_text="Waar gedupeerden naar kunnen schrijven.")
    fundings = FundingSerializer(many=True, help_text="Wie betaalt, en wanneer.")
    supports = SupportSerializer(many=True, help_text="Wie haar steunt zonder partij te zijn.")
    spokespersons = SpokespersonSerializer(many=True, help_text="Wie voor haar spreekt.")


class DefendantSerializer(DefendantNameSerializer):
    """Whom an action is against."""

    kind = serializers.ChoiceField(choices=DefendantKind.choices, help_text="Bedrijf, Staat, persoon of meer samen.")
    country = OrNullField(help_text="Land van vestiging, ISO 3166-1.")
    concern = ConcernSerializer(allow_null=True, help_text="De groep van bedrijven waar het bij hoort.")
    parent = DefendantNameSerializer(allow_null=True, help_text="Het bedrijf er direct boven, als dat bekend is.")


class FoundationList(Listing):
    queryset = Foundation.objects.prefetch_related("fundings__funder", "supports", "spokespersons")
    serializer_class = FoundationSerializer
    orders = {"name": ("name", "id")}
    tag, summary = "parties", "List foundations"
    description = "Alle stichtingen en verenigingen die namens anderen een zaak voeren, op naam."


class FoundationDetail(Single):
    queryset = FoundationList.queryset
    serializer_class = FoundationSerializer
    tag, summary = "parties", "Show one foundation"
    description = "Een stichting met haar financier, steun en woordvoerders."


class DefendantList(Listing):
    queryset = Defendant.objects.select_related("concern", "parent")
    serializer_class = DefendantSerializer
    orders = {"name": ("name", "id")}
    tag, summary = "parties", "List defendants"
    description = "Alle gedaagden, op naam."
