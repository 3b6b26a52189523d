"""The doctor tells when the ledger of numbers and the registrations say something else."""

import pytest

from cases.core.tenancy import acting_for
from cases.health import checks
from claimants.registrations import recount
from claimants.registrations import services as registrations
from claimants.registrations.models import Registration
from tests import make

pytestmark = pytest.mark.django_db


def told() -> checks.Finding:
    return next(found for found in checks.findings(checks.everything()) if found.name == "figures")


def joined() -> Registration:
    person = make.claimant()
    return registrations.register(person, make.group(), level="supporter", by=None)


def test_what_the_services_wrote_agrees():
    joined()
    assert told() == checks.Finding("figures", True, "The ledger of numbers says what the registrations say.")


def test_a_registration_that_nobody_counted_is_told():
    row = make.registration(state="received")
    finding = told()
    assert not finding.is_ok
    said = f"foundation {row.foundation_id}, group {row.group_id}, participants: 0 in the ledger and 1 in the file"
    assert finding.sentence == f"1 figures differ; the first is of {said}."


def test_a_count_without_a_registration_is_told():
    row = joined()
    with acting_for(row.foundation_id):
        Registration.objects.filter(pk=row.pk).update(state="withdrawn")
    assert {(one.measure, one.in_ledger, one.in_file) for one in recount.differences()} == {
        ("supporters", 1, 0),
        ("withdrawn", 0, 1),
    }
    assert not told().is_ok
