from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction

from cases.core.tenancy import acting_for
from cases.demo import office
from cases.dossier.models import Case
from cases.parties.models import Foundation
from cases.staff.models import Membership
from claimants.consents.models import Consent, TermsVersion
from claimants.demo import people as demo_people
from claimants.people import services as people
from claimants.people.identity import email_index
from claimants.people.models import Claimant, Guardianship
from claimants.registrations import use
from claimants.registrations.choices import RegistrationState
from claimants.registrations.models import Registration
from claimants.registrations.recount import differences
from claimants.signup import services

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def run(*arguments):
    out = StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield run()
        transaction.set_rollback(True)


@pytest.fixture(params=["smc", "stbyp"])
def foundation(request):
    with acting_for(Foundation.objects.get(slug=request.param)):
        yield Foundation.objects.get(slug=request.param)


def rows():
    """All rows of both apps as this foundation may see them: how many, and when each last changed."""
    models = [model for app in ("cases", "claimants") for model in apps.get_app_config(app).get_models()]
    models = [model for model in models if hasattr(model, "changed_at")]
    found = {model.__name__: sorted(model.objects.values_list("pk", "changed_at")) for model in models}
    return found | {"Entry": apps.get_model("cases", "Entry").objects.count()}


def test_everybody_can_try_to_sign_up(demo):
    offers = services.offers(Case.objects.get(slug="tiktok"), today=date(2026, 11, 23))
    assert {one.opening.foundation.slug for one in offers} == {"smc", "stbyp"}
    assert all(one.takes_children and one.share.left == 80_000 for one in offers)


def test_it_says_who_can_sign_in_and_how(demo):
    for words in (
        "19 cases",
        "beheer",
        "advocaat.smc",
        "advocaat.stbyp",
        "demo_code",
        "adams@",
        "smit@",
        "/nl/inloggen",
    ):
        assert words in demo
    assert {row.role for row in Membership.objects.filter(user__username__startswith="advocaat")} == {"lawyer"}
    assert office.administrator().is_superuser


def test_the_lawyers_have_a_second_step(demo):
    for name in (office.ADMINISTRATOR, *office.LAWYERS.values()):
        out = StringIO()
        call_command("demo_code", name, stdout=out, stderr=StringIO())
        assert out.getvalue().strip().isdigit()


def test_everybody_is_plainly_fictional(foundation):
    claimants = Claimant.objects.all()
    assert claimants.count() > 20
    assert all(person.full_name.startswith("Proef Persoon ") for person in claimants)
    assert {person.email.partition("@")[2] for person in claimants if person.email} == {"voorbeeld.example"}


def test_registrations_stand_in_different_states(foundation):
    states = set(Registration.objects.values_list("state", flat=True))
    of_minors = {RegistrationState.GUARDIAN_PENDING, RegistrationState.ON_HOLD} if foundation.slug == "smc" else set()
    assert states == set(RegistrationState) - {RegistrationState.DUPLICATE} - of_minors
    assert {row.group.slug for row in Registration.objects.select_related("group")} == (
        {"volwassenen"} if foundation.slug == "smc" else {"minderjarigen", "volwassenen"}
    )


def test_one_person_belongs_to_the_minors_and_then_to_the_adults():
    with acting_for(Foundation.objects.get(slug="stbyp")):
        grown = Registration.objects.with_case().filter(claimant__called_name="Overgang").order_by("group__slug")
        minor, adult = (use.membership_of(row, today=date(2026, 11, 23)).spans for row in grown)
    assert minor[-1].last == date(2021, 4, 16)
    assert adult[0].first == date(2021, 4, 17)


def test_everybody_agreed_to_a_version_that_can_be_shown(foundation):
    assert TermsVersion.objects.filter(foundation=foundation).of_kind("participation_agreement").approved().count() == 2
    assert {consent.terms.number for consent in Consent.objects.select_related("terms")} == {1}
    assert Consent.objects.count() > 10


def test_the_ledger_says_what_the_files_say():
    assert differences() == []


def test_minors_have_somebody_who_acts_for_them():
    with acting_for(Foundation.objects.get(slug="stbyp")):
        settled = Guardianship.objects.filter(minor__is_contested=False)
        assert settled.count() == sum(len(parent.children) for parent in demo_people.PARENTS)
        assert Claimant.objects.filter(email="", is_contested=False).count() == settled.count()
        assert Guardianship.objects.filter(minor__is_contested=True).count() == 2
        waiting = Registration.objects.filter(state=RegistrationState.GUARDIAN_PENDING)
        assert not Guardianship.objects.filter(minor__registrations__in=waiting).exists()


def test_one_person_stands_in_both_files_and_each_sees_one(foundation):
    known_twice = Claimant.objects.filter(email_index=email_index("bakker@voorbeeld.example"))
    assert known_twice.get().foundation == foundation


def test_a_second_run_changes_nothing(foundation):
    before = rows()
    assert "loaded before" in run()
    assert rows() == before


def test_a_second_run_leaves_what_staff_changed(foundation):
    person = Claimant.objects.exclude(email="").first()
    people.change_contact(person, version=person.version, by=None, full_name="Andere Naam")
    before = rows()
    run()
    assert rows() == before


def test_it_is_not_loaded_in_production_by_accident(settings):
    settings.WELCOMES_DEMO = False
    with pytest.raises(CommandError, match="--in-production"):
        run()
    assert "loaded before" in run("--in-production")
