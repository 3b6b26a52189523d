import pytest

from cases.journal import services as journal
from cases.journal.models import Entry
from tests import make
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db

LIST = "/beheer/cases/entry/"


def test_the_journal_is_read_and_never_written(client):
    sign_in(client)
    entry = journal.record("case.opened", make.case())
    assert client.get(f"{LIST}{entry.pk}/change/").status_code == 200
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{entry.pk}/change/", {"action": "x"}).status_code == 403
    assert client.post(f"{LIST}{entry.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Entry.objects.get().action == "case.opened"


def test_what_concerns_another_foundation_is_not_shown(client):
    member = make.membership()
    case = make.case()
    own = journal.record("case.changed", case, foundation=member.foundation)
    everybodys = journal.record("case.opened", case)
    theirs = journal.record("case.published", case, foundation=make.foundation())
    sign_in(client, member)
    assert list(client.get(LIST).context["cl"].result_list) == [everybodys, own]
    assert client.get(f"{LIST}{theirs.pk}/change/").status_code == 302


def test_an_entry_is_found_by_action_case_and_subject(client):
    sign_in(client)
    case = make.case(title="Zoekterm")
    entry = journal.record("case.opened", case, case=case)
    journal.record("case.changed", make.case())
    for term in ("opened", "zoekterm", str(case.public_id)):
        assert list(client.get(LIST, {"q": term}).context["cl"].result_list) == [entry], term
