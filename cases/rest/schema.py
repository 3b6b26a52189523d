"""The OpenAPI description: made from the endpoints themselves, in Dutch, with every answer and header."""

import re
from functools import cache

from django.utils.translation import override
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework.response import Response

from cases.rest.endpoints import Endpoint, Listing
from cases.rest.names import camel

HEADERS = {
    "API-Version": ("string", "Versie van deze API."),
    "X-Request-ID": ("string", "Kenmerk van dit verzoek; noem het als u iets vraagt."),
    "RateLimit-Policy": ("string", "Hoe vaak u mag vragen."),
    "RateLimit": ("string", "Hoe vaak nog, en over hoeveel seconden de telling opnieuw begint."),
    "Content-Language": ("string", "Taal van de teksten: nl of en, naar Accept-Language."),
}
PROBLEMS = {
    "400": "Er is iets mis met het verzoek; `errors` noemt alles tegelijk.",
    "404": "Dit bestaat niet of is niet openbaar.",
    "406": "Hier is alleen JSON te krijgen.",
    "411": "Zeg met Content-Length hoe lang de inhoud is.",
    "413": "De inhoud is groter dan 1 MB.",
    "415": "Hier kan alleen JSON in UTF-8 in.",
    "429": "Te vaak gevraagd; wacht zo lang als Retry-After zegt.",
    "500": "Een fout van ons.",
}
STRING = {"type": "string"}
PROBLEM = {
    "type": "object",
    "description": "Een fout (RFC 9457).",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri", "description": "Soort fout."},
        "title": {"type": "string", "description": "De soort fout in woorden."},
        "status": {"type": "integer", "description": "De HTTP-status."},
        "detail": {"type": "string", "description": "Wat er mis is, in een of meer zinnen."},
        "instance": {"type": "string", "format": "uri", "description": "Kenmerk van dit verzoek."},
        "errors": {
            "type": "array",
            "description": "Elke fout in de invoer.",
            "items": {
                "type": "object",
                "required": ["in", "pointer", "code", "detail"],
                "properties": {
                    "in": {"type": "string", "enum": ["query", "body"], "description": "Waar het staat."},
                    "pointer": {"type": "string", "description": "JSON Pointer naar het veld; leeg is het geheel."},
                    "code": {"type": "string", "description": "Vaste code van de fout."},
                    "detail": {"type": "string", "description": "De fout in een zin."},
                },
            },
        },
    },
}


class EndpointSchema(AutoSchema):
    """Reads what an `Endpoint` says about itself."""

    def get_operation_id(self):
        first, *rest = re.findall(r"\w+", self.view.summary)
        return first.lower() + "".join(word.title() for word in rest)

    def get_summary(self):
        return self.view.summary

    def get_description(self):
        return self.view.description

    def get_tags(self):
        return [self.view.tag]

    def get_request_serializer(self):
        return getattr(self.view, "input_class", None)

    def get_response_serializers(self):
        is_list = isinstance(self.view, Listing)
        answer = self.view.serializer_class(many=True) if is_list else self.view.serializer_class
        return {200: OpenApiResponse(answer, "Een pagina van de lijst." if is_list else "Het antwoord.")}

    def _is_list_view(self, serializer=None):
        return isinstance(self.view, Listing)

    def get_override_parameters(self):
        names = re.findall(r"{(\w+)}", self.path)
        words = "Openbaar kenmerk (UUID) of korte naam (slug)."
        in_path = [OpenApiParameter(name, OpenApiTypes.STR, OpenApiParameter.PATH, description=words) for name in names]
        return in_path + ([self.view.query_class] if self.view.query_class().fields else [])


def complete(result, generator, request, public):
    """Add what every operation shares: names in camelCase, headers and problems."""
    schemas = result["components"].setdefault("schemas", {})
    for schema in schemas.values():
        schema.pop("description", None)
        _camelise(schema)
    _forget_enum_ids(result)
    schemas["Problem"] = PROBLEM
    result["components"]["headers"] = {
        name: {"description": words, "schema": {"type": kind}} for name, (kind, words) in HEADERS.items()
    }
    for path in result["paths"].values():
        for method, operation in path.items():
            _complete_operation(method, operation)
    return result


def _camelise(schema):
    if "properties" in schema:
        schema["properties"] = {camel(name): one for name, one in schema["properties"].items()}
        schema["required"] = [camel(name) for name in schema.get("required", [])] or None
        if schema["required"] is None:
            del schema["required"]


def _forget_enum_ids(value):
    if isinstance(value, dict):
        value.pop("x-spec-enum-id", None)
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _forget_enum_ids(one)


def _complete_operation(method, operation):
    for parameter in operation.get("parameters", []):
        parameter["name"] = camel(parameter["name"])
    responses = operation["responses"]
    for status in _possible(method, operation):
        body = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        responses[status] = {"description": PROBLEMS[status], "content": body}
    if method == "get":
        responses["304"] = {"description": "Niets veranderd sinds de ETag die u meegaf."}
    for status, response in responses.items():
        response["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS}
        if status in ("200", "304") and method == "get":
            response["headers"]["ETag"] = {"description": "Kenmerk van deze inhoud.", "schema": STRING}
        if status == "429":
            response["headers"]["Retry-After"] = {"description": "Seconden.", "schema": {"type": "integer"}}
    operation["responses"] = dict(sorted(responses.items()))


def _possible(method, operation):
    has_path = any(parameter["in"] == "path" for parameter in operation.get("parameters", []))
    return [
        "400",
        *(["404"] if has_path else []),
        "406",
        *(["411", "413", "415"] if method == "post" else []),
        "429",
        "500",
    ]


@cache
def description() -> dict:
    """The OpenAPI document as values; the same in every process of one release."""
    with override("nl"):
        return SchemaGenerator().get_schema(request=None, public=True)


class Description(Endpoint):
    """This document itself, for programs that read the rest by it."""

    schema = None

    def get(self, request):
        return Response(description())
