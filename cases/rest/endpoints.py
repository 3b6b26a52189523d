"""The two shapes of every public address: one thing, or a list of things."""

import hashlib
import re

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import parse_etags
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import AllowAny
from rest_framework.response import Response

from cases.rest.bodies import LengthWanted
from cases.rest.fields import Input
from cases.rest.limits import RateLimit
from cases.rest.pages import Pages
from cases.rest.problems import InvalidQuery

OPEN_DATA = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "API-Version, ETag, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-ID",
}
KEPT_BY_304 = ("Cache-Control", "Content-Language", "ETag", "Link", "Vary", *OPEN_DATA)
LARGEST_PAGE = 500
UNREADABLE = frozenset("\x00\ufffd")  # Django puts U+FFFD for bytes that are not UTF-8
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)


class ListQuery(Input):
    """What every list can be asked."""

    cursor = serializers.CharField(
        required=False, max_length=2_000, help_text="Plaats in de lijst, uit `next` of `previous`."
    )
    limit = serializers.IntegerField(
        default=50, min_value=1, max_value=LARGEST_PAGE, help_text="Hoeveel per pagina; boven 500 volgt een fout."
    )
    count = serializers.BooleanField(
        default=False, help_text="Geef ook het totaal.", error_messages={"invalid": _("Answer true or false.")}
    )


class Endpoint(GenericAPIView):
    """An address: its rights, its limit, its query keys and its words in the schema.

    `summary` is English and names the operation, `description` is Dutch and explains it.
    """

    permission_classes = [AllowAny]
    throttle_classes = [RateLimit]
    pagination_class = None
    query_class = Input
    is_open_data = True
    summary = ""
    description = ""
    tag = ""

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if "HTTP_TRANSFER_ENCODING" in request.META:
            raise LengthWanted
        self.query = self._read_query(request.query_params)

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        response.render()
        for name, value in getattr(request, "limit_headers", {}).items():
            response[name] = value
        return _open(request, response) if self.is_open_data else response

    def options(self, request, *args, **kwargs):
        headers = {"Access-Control-Allow-Methods": "GET, HEAD", "Access-Control-Max-Age": "86400"}
        headers["Access-Control-Allow-Headers"] = "Accept-Language, If-None-Match, X-Request-ID"
        return Response(status=204, headers=headers if self.is_open_data else {})

    def get_serializer_context(self):
        return {}

    def _read_query(self, given):
        for key, values in given.lists():
            if len(values) > 1:
                raise InvalidQuery({key: [ErrorDetail(_("This is given twice."), "given_twice")]})
            if UNREADABLE & set(key + values[0]):
                raise InvalidQuery([ErrorDetail(_("The query holds NUL or is not UTF-8."), "character")])
        query = self.query_class(data=given.dict())
        if not query.is_valid():
            raise InvalidQuery(query.errors)
        return query.validated_data


class Listing(Endpoint):
    """A list in cursor pages.

    `orders` names the orders one may ask for with `sort`, each a tuple of keys that together are
    unique and never null; the first is the usual one.
    """

    pagination_class = Pages
    query_class = ListQuery
    orders: dict[str, tuple[str, ...]] = {"": ("id",)}

    def get(self, request, *args, **kwargs):
        rows = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    def keys(self) -> tuple[str, ...]:
        """The keys of the order that was asked for."""
        return self.orders[self.query.get("sort") or next(iter(self.orders))]


class Single(Endpoint):
    """One thing, under its public id or slug."""

    def get(self, request, *args, **kwargs):
        return Response(self.get_serializer(named(self.get_queryset(), kwargs["id"])).data)


def named(rows, name: str):
    """The row with this public id or slug; raises Http404."""
    return get_object_or_404(rows, **({"public_id": name} if UUID.fullmatch(name) else {"slug": name}))


def _open(request, response):
    for name, value in OPEN_DATA.items():
        response[name] = value
    if request.method not in ("GET", "HEAD") or response.status_code != 200:
        return response
    response["Cache-Control"] = "public, max-age=60"
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    known = [etag.removeprefix("W/") for etag in parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))]
    if response["ETag"] not in known and known != ["*"]:
        return response
    headers = {name: response[name] for name in KEPT_BY_304 if name in response}
    return HttpResponse(status=304, headers=headers)
