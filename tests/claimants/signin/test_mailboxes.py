from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from cases.core.errors import ChangedMeanwhile, DomainError
from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from cases.outbox.models import Message
from claimants.people import access
from claimants.people.access import Visitor
from claimants.people.identity import email_index
from claimants.people.models import Claimant, EmailChange
from claimants.people.services import change_contact
from claimants.signin import mailboxes, personal_data, services
from tests import make

pytestmark = pytest.mark.django_db
OLD, NEW = "noor@voorbeeld.example", "noor@nieuw.example"


@pytest.fixture
def noor():
    return make.claimant(email=OLD)


def read(claimant) -> Claimant:
    with acting_for(claimant.foundation):
        return Claimant.objects.get(pk=claimant.pk)


def ask(claimant, to=NEW):
    mailboxes.ask_change(claimant, to=to, language="nl", by=None)
    return Message.objects.filter(template="email-code").first().context["code"]


def change(claimant, to=NEW):
    return mailboxes.confirm_change(claimant, ask(claimant, to), by=None)


def seen_by(address, claimant):
    visitor = Visitor(email_index(address), (claimant.foundation_id,))
    return [one.claimant.pk for one in access.visible_to(visitor, today=timezone.localdate())]


def mailed_to(address, claimant):
    services.request_link(address, browser="laptop", network="192.0.2.1", language="nl")
    services.send()
    return Message.objects.filter(template="sign-in", address=address).count()


def test_nothing_changes_until_the_code_from_the_new_mailbox_is_typed(noor):
    code = ask(noor)
    assert read(noor).email == OLD
    assert Message.objects.get(template="email-code").address == NEW
    mailboxes.confirm_change(noor, code.lower(), by=None)
    assert read(noor).email == NEW
    assert read(noor).email_index == email_index(NEW)


def test_the_old_address_is_told_and_where_to_put_it_back(noor):
    change(noor)
    told = Message.objects.get(template="email-changed")
    assert (told.address, told.context["new_address"]) == (OLD, "n***@nieuw.example")
    assert NEW not in str(told.context)


def test_both_addresses_let_in_for_72_hours_and_then_only_the_new_one(noor):
    change(noor)
    assert seen_by(OLD, noor) == seen_by(NEW, noor) == [noor.pk]
    assert mailed_to(OLD, noor) == 1
    with acting_for(noor.foundation):
        kept = EmailChange.objects.get()
        assert timedelta(hours=71) < kept.closes_at - timezone.now() <= timedelta(hours=72)
        EmailChange.objects.update(closes_at=Now(), expires_at=Now())
    assert seen_by(OLD, noor) == []
    assert mailed_to(OLD, noor) == 1


def test_from_the_old_address_one_is_still_oneself_and_sees_the_minors(noor):
    child = make.claimant(foundation=noor.foundation, email="", born_on=timezone.localdate().replace(day=1))
    make.guardianship(minor=child, guardian=noor)
    change(noor)
    visitor = Visitor(email_index(OLD), (noor.foundation_id,))
    found = [(one.claimant.pk, one.is_ward) for one in access.visible_to(visitor, today=timezone.localdate())]
    assert found == [(noor.pk, False), (child.pk, True)]


def test_the_old_address_puts_itself_back_and_every_later_one_goes(noor):
    change(noor)
    change(read(noor), to="dief@nieuw.example")
    visitor = Visitor(email_index(OLD), (noor.foundation_id,))
    mailboxes.undo_change(mailboxes.undoable_change(noor, visitor), by=None)
    assert read(noor).email == OLD
    assert seen_by("dief@nieuw.example", noor) == seen_by(NEW, noor) == []
    assert mailboxes.undoable_change(noor, visitor) is None


def test_only_from_the_old_address_it_can_be_put_back(noor):
    change(noor)
    assert mailboxes.undoable_change(noor, Visitor(email_index(NEW), (noor.foundation_id,))) is None


def test_too_late_it_stays(noor):
    change(noor)
    visitor = Visitor(email_index(OLD), (noor.foundation_id,))
    found = mailboxes.undoable_change(noor, visitor)
    with acting_for(noor.foundation):
        EmailChange.objects.update(closes_at=Now())
    with pytest.raises(DomainError):
        mailboxes.undo_change(found, by=None)
    assert read(noor).email == NEW


def test_five_wrong_codes_end_it(noor):
    code = ask(noor)
    for _ in range(5):
        with pytest.raises(DomainError) as refused:
            mailboxes.confirm_change(noor, "AAAA-AAAA", by=None)
        assert refused.value.field == "code"
    with pytest.raises(DomainError):
        mailboxes.confirm_change(noor, code, by=None)
    assert read(noor).email == OLD


def test_a_code_works_once_and_only_the_newest(noor):
    first, second = ask(noor), ask(noor)
    with pytest.raises(DomainError):
        mailboxes.confirm_change(noor, first, by=None)
    mailboxes.confirm_change(noor, second, by=None)
    with pytest.raises(DomainError):
        mailboxes.confirm_change(noor, second, by=None)


def test_what_staff_wrote_meanwhile_is_not_overwritten(noor):
    code = ask(noor)
    change_contact(noor, version=noor.version, email="kantoor@voorbeeld.example", by=None)
    with pytest.raises(ChangedMeanwhile):
        mailboxes.confirm_change(noor, code, by=None)
    assert read(noor).email == "kantoor@voorbeeld.example"


def test_three_codes_an_hour(noor):
    for _ in range(3):
        ask(noor)
    with pytest.raises(DomainError):
        ask(noor)


@pytest.mark.parametrize("to", ["", "noor", OLD.upper(), "\uff4eoor@voorbeeld.example", "admın@voorbeeld.example"])
def test_p17_a_wrong_or_the_same_address_is_refused_on_its_field(noor, to):
    with pytest.raises(DomainError) as refused:
        mailboxes.ask_change(noor, to=to, language="nl", by=None)
    assert refused.value.field == "email"
    assert not Message.objects.exists()


def test_the_first_address_of_somebody_without_one_leaves_nothing_behind():
    child = make.claimant(email="")
    change(child)
    assert read(child).email == NEW
    assert not Message.objects.filter(template="email-changed").exists()


def test_the_journal_knows_that_it_happened_and_no_address(noor):
    change(noor)
    written = list(Entry.objects.values_list("action", flat=True))
    assert {"email.asked", "email.changed", "claimant.changed"} <= set(written)
    assert "voorbeeld" not in str([entry.data for entry in Entry.objects.all()])


def test_addresses_are_forgotten_when_they_let_nobody_in_any_more(noor):
    change(noor)
    assert mailboxes.purge() == 0
    with acting_for(noor.foundation):
        EmailChange.objects.update(closes_at=Now(), expires_at=Now())
    assert mailboxes.purge() == 1


def test_a_person_can_read_and_erase_them(noor):
    change(noor)
    assert [(one["from"], one["to"]) for one in personal_data.export(noor)] == [(OLD, NEW)]
    assert personal_data.erase(noor) == {"email_changes": 1}
    assert personal_data.export(noor) == []


def test_two_files_do_not_know_each_other(noor):
    elsewhere = make.claimant(email=OLD)
    change(noor)
    assert read(elsewhere).email == OLD
    assert seen_by(NEW, elsewhere) == []
