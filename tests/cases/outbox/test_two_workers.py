import pytest
from django.core import mail

from cases.core import claims
from cases.outbox import services
from cases.outbox.models import Message
from tests import make
from tests.threads import at_once, shared_database

pytestmark = pytest.mark.django_db(transaction=True)


def addresses() -> list[str]:
    return sorted(one.to[0] for one in mail.outbox)


def test_two_deliverers_send_each_message_once(tmp_path):
    expected = sorted(make.message().address for _ in range(30))
    with shared_database(tmp_path):
        sent = at_once(services.deliver, services.deliver, services.deliver)
        left = at_once(lambda: Message.objects.exclude(state=Message.State.DONE).count())
    assert addresses() == expected
    assert sum(sent) == 30
    assert left == [0]


def test_of_many_claims_of_one_row_one_wins(tmp_path):
    pk = make.message().pk
    with shared_database(tmp_path):
        tokens = at_once(*[lambda: claims.claim(Message.objects.all(), pk)] * 8)
    assert len([token for token in tokens if token]) == 1


def test_of_many_puts_with_one_key_one_is_stored(tmp_path):
    with shared_database(tmp_path):
        made = at_once(*[lambda: make.message(dedupe_key="reminder:same")] * 8)
        stored = at_once(lambda: Message.objects.count())
    assert len([one for one in made if one]) == 1
    assert stored == [1]
