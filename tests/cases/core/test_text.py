import pytest

from cases.core.text import masked_email


@pytest.mark.parametrize(
    ("address", "shown"),
    [("noor@voorbeeld.example", "n***@voorbeeld.example"), ("@x.example", "***@x.example"), ("geen", ""), ("", "")],
)
def test_a_masked_address_shows_one_letter_and_the_domain(address, shown):
    assert masked_email(address) == shown
