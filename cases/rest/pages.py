"""Cursor pages: the place in a list is where the last row stood, so depth costs nothing and no row is skipped."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.core.signing import BadSignature, Signer
from django.db.models import DateField, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ErrorDetail
from rest_framework.pagination import BasePagination
from rest_framework.response import Response

from cases.rest.problems import InvalidQuery


class Cursor(NamedTuple):
    """A place in a list: after `values`, or before them when reading `backwards`."""

    backwards: bool
    values: list


class Page(NamedTuple):
    """The rows of one page and the cursors beside it."""

    rows: list
    next: Cursor | None
    previous: Cursor | None


def never_null(field: str) -> Coalesce:
    """A date to put rows in order by; an unknown one counts as the first day there is."""
    return Coalesce(field, Value(date.min), output_field=DateField())


def page_of_rows(rows: QuerySet, keys: tuple[str, ...], cursor: Cursor | None, limit: int) -> Page:
    """One page of `rows` in the order of `keys`, which together are unique and never null."""
    backwards = bool(cursor and cursor.backwards)
    if cursor:
        rows = rows.filter(_beyond(keys, cursor))
    order = [_turned(key) if backwards else key for key in keys]
    found = list(rows.order_by(*order)[: limit + 1])
    is_more, found = len(found) > limit, found[:limit]
    if backwards:
        found.reverse()
    return _page(found, cursor, is_more, place=lambda row: _place(row, keys))


def page_of_list(items: Sequence, cursor: Cursor | None, limit: int) -> Page:
    """One page of a list that is made as a whole; a place is the number of an item."""
    numbers = range(len(items))
    if cursor:
        at = cursor.values[0]
        numbers = numbers[:at][-limit - 1 :] if cursor.backwards else numbers[at + 1 :]
    backwards = bool(cursor and cursor.backwards)
    is_more = len(numbers) > limit
    numbers = numbers[-limit:] if backwards else numbers[:limit]
    page = _page(list(numbers), cursor, is_more, place=lambda number: [number])
    return page._replace(rows=[items[number] for number in page.rows])


class Pages(BasePagination):
    """The paginator of every list; reads `limit`, `cursor` and `count` from the checked query of the view."""

    def paginate_queryset(self, queryset, request, view=None):
        self.request, self.query = request, view.query
        cursor, limit = self._cursor(), self.query["limit"]
        self.count = self._count(queryset) if self.query["count"] else None
        if isinstance(queryset, QuerySet):
            self.page = page_of_rows(queryset, view.keys(), cursor, limit)
        else:
            self.page = page_of_list(queryset, cursor, limit)
        return self.page.rows

    def get_paginated_response(self, data):
        body = {"next": self._address(self.page.next), "previous": self._address(self.page.previous), "results": data}
        if self.count is not None:
            body["count"] = self.count
        links = [f'<{body[name]}>; rel="{rel}"' for name, rel in (("next", "next"), ("previous", "prev")) if body[name]]
        return Response(body, headers={"Link": ", ".join(links)} if links else {})

    def get_paginated_response_schema(self, schema):
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": address | {"description": "Adres van de volgende pagina; null op de laatste."},
                "previous": address | {"description": "Adres van de vorige pagina; null op de eerste."},
                "results": schema,
                "count": {"type": "integer", "description": "Alleen met count=true: hoeveel er in totaal zijn."},
            },
        }

    def _count(self, rows) -> int:
        return rows.count() if isinstance(rows, QuerySet) else len(rows)

    def _signer(self):
        return Signer(salt=f"cursor {self.request.path} {self.query.get('sort', '')}")

    def _cursor(self):
        signed = self.query.get("cursor")
        if not signed:
            return None
        try:
            return Cursor(*self._signer().unsign_object(signed))
        except BadSignature:
            said = ErrorDetail(_("This cursor does not belong to this list; begin without one."), "cursor")
            raise InvalidQuery({"cursor": [said]}) from None

    def _address(self, cursor):
        if cursor is None:
            return None
        keys = dict(self.request.query_params.items()) | {"cursor": self._signer().sign_object(list(cursor))}
        return f"{self.request.build_absolute_uri(self.request.path)}?{urlencode(keys)}"


def _page(found, cursor, is_more, place):
    backwards = bool(cursor and cursor.backwards)
    if not found:
        return Page([], None, None)
    after = Cursor(False, place(found[-1])) if is_more or backwards else None
    before = Cursor(True, place(found[0])) if (is_more if backwards else cursor) else None
    return Page(found, after, before)


def _turned(key: str) -> str:
    return key.removeprefix("-") if key.startswith("-") else f"-{key}"


def _place(row, keys):
    values = [getattr(row, key.removeprefix("-")) for key in keys]
    return [value.isoformat() if isinstance(value, date) else value for value in values]


def _beyond(keys, cursor) -> Q:
    beyond, equal = Q(), Q()
    for key, value in zip(keys, cursor.values, strict=True):
        name = key.removeprefix("-")
        is_down = key.startswith("-") != cursor.backwards
        beyond |= equal & Q(**{f"{name}__{'lt' if is_down else 'gt'}": value})
        equal &= Q(**{name: value})
    return beyond
