from datetime import UTC, datetime

import pytest

from cases.core.network import network_of
from claimants.signin import rules

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FRESH = {"used_at": None, "is_replaced": False, "try_count": 0, "is_expired": False}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({}, None),
        ({"used_at": NOW}, "used"),
        ({"is_replaced": True}, "replaced"),
        ({"try_count": 5}, "tries"),
        ({"is_expired": True}, "expired"),
        ({"used_at": NOW, "is_expired": True}, "used"),
    ],
)
def test_why_a_link_no_longer_opens(change, why):
    assert rules.why_closed(**FRESH | change) == why


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::"),
        ("", ""),
        ("not an address", ""),
    ],
)
def test_what_counts_as_one_network(address, network):
    assert network_of(address) == network
