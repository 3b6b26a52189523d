"""Every error below /api/ is a problem in JSON (RFC 9457), with all faults of the input at once."""

import json
import uuid
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from cases.core.errors import DomainError
from cases.rest.names import camel

MEDIA_TYPE = "application/problem+json"
QUOTA_EXCEEDED = "https://iana.org/assignments/http-problem-types#quota-exceeded"
TITLES = {
    400: _("The request is not right"),
    403: _("Not allowed"),
    404: _("Not found"),
    405: _("This method is not possible here"),
    406: _("Only JSON is given here"),
    411: _("A length is wanted"),
    413: _("Too large"),
    415: _("Only JSON is taken here"),
    429: _("Too many requests"),
    500: _("Our mistake"),
}


class InvalidQuery(exceptions.ValidationError):
    """A query string that asks something this address does not know."""


def problem(request, status: int, detail: str, errors: list[dict] | None = None) -> dict:
    """The body of a problem; `instance` is the id of the request, as in X-Request-ID."""
    body = {
        "type": QUOTA_EXCEEDED if status == 429 else "about:blank",
        "title": str(TITLES.get(status) or HTTPStatus(status).phrase),
        "status": status,
        "detail": detail,
        "instance": f"urn:uuid:{getattr(request, 'request_id', None) or uuid.uuid4()}",
    }
    return body | ({"errors": errors} if errors else {})


def problem_response(exc, context) -> Response | None:
    """What an endpoint answers to an exception; None leaves it to `problem_or_page(500)`."""
    exc = _as_api_exception(exc)
    if exc is None:
        return None
    set_rollback()
    errors = list(_errors(exc))
    detail = " ".join(_sentence(one) for one in errors) or str(exc.detail)
    headers = {"Retry-After": str(int(exc.wait))} if getattr(exc, "wait", None) else {}
    body = problem(context["request"], exc.status_code, detail, errors)
    return Response(body, status=exc.status_code, headers=headers, content_type=MEDIA_TYPE)


def problem_or_page(status: int):
    """An error view for what no endpoint answers: a problem below /api/, a page elsewhere."""

    def view(request, exception=None):
        if request.path.startswith("/api/"):
            body = problem(request, status, str(TITLES[status]))
            return HttpResponse(json.dumps(body), status=status, content_type=MEDIA_TYPE)
        return render(request, f"{status}.html", status=status)

    return view


def _as_api_exception(exc):
    if isinstance(exc, Http404):
        return exceptions.NotFound()
    if isinstance(exc, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(exc, DomainError):
        said = exceptions.ErrorDetail(str(exc.message), exc.code)
        return exceptions.ValidationError({camel(exc.field): [said]} if exc.field else [said])
    return exc if isinstance(exc, exceptions.APIException) else None


def _errors(exc):
    if isinstance(exc, exceptions.ValidationError):
        where = "query" if isinstance(exc, InvalidQuery) else "body"
        yield from ({"in": where} | one for one in _flat(exc.detail, ""))
    elif isinstance(exc, exceptions.ParseError):
        yield {"in": "body", "pointer": "", "code": exc.detail.code, "detail": str(exc.detail)}


def _flat(detail, pointer):
    if isinstance(detail, dict):
        for key, one in detail.items():
            yield from _flat(one, f"{pointer}/{_escaped(key)}" if key else pointer)
    elif isinstance(detail, list):
        for place, one in enumerate(detail):
            yield from _flat(one, pointer if isinstance(one, str) else f"{pointer}/{place}")
    else:
        yield {"pointer": pointer, "code": detail.code.replace("_", "-"), "detail": str(detail)}


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _sentence(error) -> str:
    name = error["pointer"].removeprefix("/")
    return f"{name}: {error['detail']}" if name else error["detail"]
