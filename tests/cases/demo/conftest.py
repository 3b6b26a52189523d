import pytest
from django.db import transaction

from cases.demo import services


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The whole demo, loaded once for all tests of a module and forgotten afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        services.load()
        yield
        transaction.set_rollback(True)
