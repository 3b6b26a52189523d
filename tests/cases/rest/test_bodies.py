import pytest
from rest_framework.exceptions import ParseError

from cases.rest.bodies import DEEPEST, read_object


def test_a_plain_object_is_read():
    assert read_object('{"a": [1, 2.5, null, true, "é"]}'.encode()) == {"a": [1, 2.5, None, True, "é"]}


def test_the_deepest_allowed_body_is_read():
    levels = DEEPEST - 1
    assert read_object(b'{"a": ' + b"[" * levels + b"]" * levels + b"}")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        pytest.param(b'{"a": ' + b"[" * DEEPEST + b"]" * DEEPEST + b"}", "too-deep", id="one level too deep"),
        pytest.param(b"[" * 100_000, "too-deep", id="a hundred thousand levels"),
        pytest.param(b'{"a":' * 100_000, "too-deep", id="a hundred thousand objects"),
        pytest.param(b'{"a": 1, "a": 2}', "given-twice", id="a key given twice"),
        pytest.param(b'{"a": {"b": 1, "b": 1}}', "given-twice", id="a key given twice inside"),
        pytest.param(b'{"a": NaN}', "not-a-number", id="NaN"),
        pytest.param(b'{"a": -Infinity}', "not-a-number", id="minus infinity"),
        pytest.param(b'{"a": 1e999999}', "not-a-number", id="a number too large"),
        pytest.param(b'{"a": ' + b"9" * 5_000 + b"}", "not-json", id="five thousand digits"),
        pytest.param(b'{"a": "\\u0000"}', "character", id="NUL in a text"),
        pytest.param(b'{"a\\u0000": 1}', "character", id="NUL in a key"),
        pytest.param(b'{"a": ["\\ud800"]}', "character", id="half a character in a list"),
        pytest.param(b'{"\\udfff": 1}', "character", id="half a character in a key"),
        pytest.param(b'{"a": "\xff"}', "not-utf-8", id="bytes that are not UTF-8"),
        pytest.param(b"\xef\xbb\xbf{}", "not-json", id="a byte order mark"),
        pytest.param(b"[1]", "not-an-object", id="a list"),
        pytest.param(b'"text"', "not-an-object", id="a text"),
        pytest.param(b"null", "not-an-object", id="null"),
        pytest.param(b"", "not-json", id="nothing"),
        pytest.param(b'{"a": 1,}', "not-json", id="a comma too many"),
        pytest.param(b"{'a': 1}", "not-json", id="single quotes"),
        pytest.param(b'{"a": 1} {"b": 2}', "not-json", id="two objects"),
    ],
)
def test_a_body_is_refused(raw, code):
    with pytest.raises(ParseError) as refused:
        read_object(raw)

    assert refused.value.detail.code == code


def test_brackets_inside_a_text_are_not_levels():
    assert read_object(b'{"a": "' + b"[" * 100 + b'\\"["}')


def test_a_large_body_of_quotes_is_read_through_quickly():
    with pytest.raises(ParseError):
        read_object(b'"' * 1_000_000)
