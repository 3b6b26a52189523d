import pytest
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from claimants.people.identity import (
    REFERENCE_ALPHABET,
    email_index,
    new_reference,
    normalise_email,
    normalise_reference,
)
from claimants.people.models import MAILABLE


def test_a_reference_cannot_be_misread_and_is_found_however_it_is_typed():
    reference = new_reference()
    assert len(reference) == 12
    assert not set("0O1IL") & set(REFERENCE_ALPHABET)
    assert normalise_reference(f" {reference[:4].lower()}-{reference[4:8]} {reference[8:]}") == reference


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Noor@Voorbeeld.Example", "noor@voorbeeld.example"),
        (" noor@voorbeeld.example ", "noor@voorbeeld.example"),
        ("noor@bücher.example", "noor@xn--bcher-kva.example"),
        ("noor@BÜCHER.example", "noor@bücher.example"),
    ],
)
def test_one_mailbox_has_one_index(one, other):
    assert email_index(one) == email_index(other)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("admin@voorbeeld.example", "admın@voorbeeld.example"),
        ("admin@voorbeeld.example", "аdmin@voorbeeld.example"),
        ("jan@strasse.example", "jan@straße.example"),
        ("jan@voorbeeld.example", "jan@vооrbeeld.example"),
    ],
    ids=["dotless i", "Cyrillic a", "sharp s", "Cyrillic o in the domain"],
)
def test_p17_an_address_that_only_looks_the_same_is_another(mine, theirs):
    assert email_index(mine) != email_index(theirs)


@pytest.mark.parametrize("address", ["ａdmin@x.example", "admın@x.example", "\u212aate@x.example"])
def test_p17_a_stored_address_has_no_lookalike_before_the_at(address):
    with pytest.raises(ValidationError):
        MAILABLE(address)


@pytest.mark.parametrize("address", ["", "@", "a@" + "é" * 300, "a@b@c", "a@\ud800.example", "no-at-sign"])
def test_any_text_has_an_index_without_failing(address):
    assert len(email_index(address)) in {0, 64}
    assert isinstance(normalise_email(address), str)


def test_the_index_tells_nothing_without_the_key(settings):
    before = email_index("noor@voorbeeld.example")
    settings.INDEX_KEY = "another key"
    assert email_index("noor@voorbeeld.example") != before


def test_an_accepted_address_is_still_one_for_django():
    validate_email("noor@bücher.example")
