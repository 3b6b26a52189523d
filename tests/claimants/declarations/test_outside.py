"""Published heads, the doctor, erasure, and a day on which everything else is down."""

from datetime import date

import pytest
from django.core.management import call_command

from cases.core.tenancy import acting_for
from cases.health import checks
from claimants.declarations import chain, personal_data, reconciliation, services, tasks
from claimants.declarations.models import Checkpoint, Declaration, Ledger, RegistryRow
from tests import make

pytestmark = pytest.mark.django_db


def test_the_heads_are_for_everybody_and_name_nobody(client):
    made = make.declaration()
    chain.publish_all()
    answer = client.get(f"/nl/ketting/{made.foundation.slug}.json")
    (head,) = answer.json()["heads"]
    assert (head["position"], head["hash"]) == (1, made.hash)
    assert client.get("/nl/ketting/niemand.json").status_code == 404


def test_every_night_publishes_what_is_new_once():
    for _ in range(2):
        make.declaration()
    for _ in range(2):
        tasks.publish()
    assert Checkpoint.objects.count() == 2


def test_a_broken_chain_holds_up_no_other_and_fails_the_doctor():
    broken, whole = make.declaration(), make.declaration()
    with acting_for(broken.foundation_id):
        Ledger.objects.update(head_hash="0" * 64)
    with pytest.raises(chain.ledger.Broken):
        chain.publish_all()
    assert Checkpoint.objects.get().foundation == whole.foundation
    finding = chain.chains()
    assert not finding.is_ok
    assert broken.foundation.slug in finding.sentence
    with pytest.raises(SystemExit):
        call_command("doctor")


def test_the_doctor_knows_the_chains():
    make.declaration()
    assert chain.chains in checks.everything()
    assert chain.chains().sentence == "The chains of 1 declarations close."


def test_erasure_leaves_the_declaration_and_the_chain_whole():
    made = make.declaration()
    with acting_for(made.foundation_id):
        person = made.claimant
        assert len(personal_data.export(person)["declarations"]) == 1
        personal_data.erase(person)
        type(person).objects.filter(pk=person.pk).update(full_name="", email="")
        assert personal_data.kept(person) == {"declarations": 1}
        assert Declaration.objects.get() == made
    assert chain.verify(made.foundation) == 1


def test_erasure_takes_the_name_off_a_line_of_the_registry():
    person, window = make.claimant(), make.window()
    content = f"kenmerk;naam;datum\n{person.reference};{person.full_name};01-11-2026\n".encode()
    given = {"content": content, "received_on": date(2026, 11, 2), "by": make.user()}
    reconciliation.take_in(person.foundation, window, **given)
    with acting_for(person.foundation):
        assert personal_data.erase(person) == {"names on lines of the registry": 1}
        assert RegistryRow.objects.get().name == ""


def test_g8_an_opt_out_is_kept_with_the_broker_the_cache_and_the_mail_server_dead(monkeypatch, settings):
    def dead(*_args, **_kwargs):
        raise ConnectionError("nobody answers")

    for name in ("celery.app.base.Celery.send_task", "kombu.connection.Connection.ensure_connection",
                 "django.core.cache.cache.get", "django.core.cache.cache.set", "smtplib.SMTP.connect"):  # fmt: skip
        monkeypatch.setattr(name, dead, raising=False)
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    made = services.declare(make.claimant(), make.window(), kind="opt_out", by=None)
    assert made.chain_position == 1
