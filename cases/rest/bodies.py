"""JSON in, as strictly as it can be read; JSON out, in camelCase."""

import json
import re
from math import isinf

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, ParseError, UnsupportedMediaType
from rest_framework.parsers import BaseParser
from rest_framework.renderers import JSONRenderer

from cases.rest.names import camelised

DEEPEST = 20
MARKS = re.compile(r'\\.|["\[\]{}]', re.DOTALL)


class TooLarge(APIException):
    """A body above the limit; it is not read to its end."""

    status_code = 413
    default_code = "too-large"
    default_detail = _("The body is larger than 1 MB.")


class LengthWanted(APIException):
    """A body in chunks, whose end nobody announced."""

    status_code = 411
    default_code = "length-wanted"
    default_detail = _("Say with Content-Length how long the body is.")


class StrictJSONParser(BaseParser):
    """One JSON object in UTF-8, at most 1 MB and 20 levels, without what readers disagree on."""

    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None):
        charset = parser_context["request"].content_params.get("charset", "utf-8") if parser_context else "utf-8"
        if charset.lower() not in ("utf-8", "utf8"):
            raise UnsupportedMediaType(media_type)
        raw = stream.read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
        if len(raw) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise TooLarge
        return read_object(raw)


class CamelCaseRenderer(JSONRenderer):
    """JSON whose keys are the names of the code in camelCase."""

    def render(self, data, accepted_media_type=None, renderer_context=None):
        return super().render(camelised(data), accepted_media_type, renderer_context)


def read_object(raw: bytes) -> dict:
    """The object in a body; raises ParseError, which names what is wrong.

    >>> read_object(b'{"length": 3}')
    {'length': 3}
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise ParseError(_("The body is not UTF-8."), "not-utf-8") from None
    _require_shallow(text)
    try:
        value = json.loads(
            text, object_pairs_hook=_without_doubles, parse_constant=_no_number, parse_float=_finite_number
        )
    except (ValueError, RecursionError):
        raise ParseError(_("The body is not JSON."), "not-json") from None
    if not isinstance(value, dict):
        raise ParseError(_("The body must be a JSON object."), "not-an-object")
    _require_storable(value)
    return value


def _require_shallow(text):
    level, quoted = 0, False
    for mark in MARKS.findall(text):
        if mark == '"':
            quoted = not quoted
        elif quoted or len(mark) > 1:
            continue
        else:
            level += 1 if mark in "[{" else -1
            if level > DEEPEST:
                raise ParseError(_("The body is nested more than 20 levels deep."), "too-deep")


def _without_doubles(pairs):
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise ParseError(_("The key “%(key)s” is given twice.") % {"key": _printable(double)}, "given-twice")
    return found


def _no_number(name):
    raise ParseError(_("%(name)s is not a JSON number.") % {"name": name}, "not-a-number")


def _finite_number(text):
    number = float(text)
    if isinf(number):
        raise ParseError(_("A number is too large."), "not-a-number")
    return number


def _require_storable(value):
    if isinstance(value, str):
        if "\x00" in value or _printable(value) != value:
            raise ParseError(_("A text holds NUL or half a character; that cannot be stored."), "character")
    elif isinstance(value, dict):
        for key, one in value.items():
            _require_storable(key)
            _require_storable(one)
    elif isinstance(value, list):
        for one in value:
            _require_storable(one)


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
