"""Papers of a case, for programs."""

from rest_framework import serializers

from cases.documents.choices import DocumentKind
from cases.parties.api import ID
from cases.rest.fields import AddressField


class DocumentSerializer(serializers.Serializer):
    """A paper that the public may read."""

    id = serializers.UUIDField(source="public_id", help_text=ID)
    title = serializers.CharField(help_text="Wat het is.")
    kind = serializers.ChoiceField(choices=DocumentKind.choices, help_text="Soort stuk.")
    dated_on = serializers.DateField(allow_null=True, help_text="Datum van het stuk.")
    url = AddressField(help_text="Waar het te lezen is.")
