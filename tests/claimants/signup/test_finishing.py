from datetime import date

import pytest

from cases.core.errors import DomainError
from cases.core.tenancy import acting_for
from cases.outbox.models import Message
from claimants.consents.choices import TermsKind
from claimants.consents.models import Consent
from claimants.numbers.models import NumberEntry
from claimants.people.models import Claimant, Guardianship
from claimants.registrations.choices import RegistrationState
from claimants.registrations.models import Registration
from claimants.signin import services as signin
from claimants.signup import finishing, services
from claimants.signup.models import SignUp
from tests import make, make_signup
from tests.make_signup import ADDRESS
from tests.threads import at_once, shared_database

pytestmark = pytest.mark.django_db
FOR_CHILDREN = (TermsKind.PARTICIPATION_AGREEMENT, TermsKind.PRIVACY_STATEMENT, TermsKind.GUARDIAN_CONSENT)


def ask(sign_up, browser="browser"):
    services.ask_proof(sign_up, browser=browser, network="192.0.2.1")
    finishing.send()
    return Message.objects.filter(template="sign-up").first()


def everything(foundation):
    with acting_for(foundation):
        return Claimant.objects.count(), Registration.objects.count(), Consent.objects.count()


def test_an_adult_becomes_a_claimant_with_a_registration_and_consents():
    sign_up = make_signup.sign_up()
    registration = finishing.finish(sign_up)
    with acting_for(sign_up.foundation):
        claimant = registration.claimant
        assert (claimant.full_name, claimant.email, claimant.born_on) == ("Noor Bakker", ADDRESS, date(1990, 5, 17))
        assert registration.state == RegistrationState.RECEIVED
        assert registration.use_periods.get().used_from == date(2020, 3, 1)
        acts = {consent.terms.kind: consent.act for consent in Consent.objects.all()}
    assert acts == {"participation_agreement": "agreed", "privacy_statement": "told"}
    assert NumberEntry.objects.get().measure == "participants"


def test_consents_hold_the_moment_of_ticking_not_that_of_the_proof():
    sign_up = make_signup.sign_up()
    ticked_at = sign_up.agreed[0]["at"]
    finishing.finish(sign_up)
    with acting_for(sign_up.foundation):
        assert Consent.objects.filter(act="agreed").get().given_at.isoformat() == ticked_at


def test_what_was_typed_is_wiped_when_it_became_a_registration():
    sign_up = make_signup.sign_up()
    finishing.finish(sign_up)
    with acting_for(sign_up.foundation):
        row = SignUp.objects.get()
    assert (row.state, row.full_name, row.email, row.born_on, row.agreed) == ("finished", "", "", None, [])


def test_a_second_time_gives_the_same_registration():
    sign_up = make_signup.sign_up()
    first = finishing.finish(sign_up)
    assert finishing.finish(services.find(sign_up.foundation_id, str(sign_up.public_id))) == first
    assert everything(sign_up.foundation) == (1, 1, 2)


def test_the_same_person_signing_up_anew_keeps_one_registration():
    opened = make_signup.opening()
    first, second = make_signup.sign_up(opened), make_signup.sign_up(opened, full_name="noor bakker")
    assert finishing.finish(first) == finishing.finish(second)
    assert everything(opened.foundation) == (1, 1, 2)


def test_a_relative_with_the_same_address_is_somebody_else():
    opened = make_signup.opening()
    first, second = make_signup.sign_up(opened), make_signup.sign_up(opened, full_name="Sam Bakker")
    assert finishing.finish(first) != finishing.finish(second)
    assert everything(opened.foundation)[:2] == (2, 2)


def test_a_parent_signs_up_a_child_and_acts_for_it():
    opened = make_signup.opening(kinds=FOR_CHILDREN)
    sign_up = make_signup.sign_up(
        opened, about="parent", full_name="Kind Bakker", born_on=date(2014, 2, 1), guardian_name="Noor Bakker",
        second_email="ander@voorbeeld.example",
    )  # fmt: skip
    registration = finishing.finish(sign_up)
    with acting_for(opened.foundation):
        guardianship = Guardianship.objects.get()
        assert (guardianship.minor, guardianship.guardian.full_name) == (registration.claimant, "Noor Bakker")
        assert (registration.claimant.email, registration.state) == ("", RegistrationState.RECEIVED)
        agreed = {consent.terms.kind: consent.via for consent in Consent.objects.filter(act="agreed")}
    assert agreed == dict.fromkeys(["participation_agreement", "guardian_consent"], guardianship.guardian)
    assert Message.objects.get(template="second-parent").address == "ander@voorbeeld.example"


def test_a_second_child_joins_the_same_parent():
    opened = make_signup.opening(kinds=FOR_CHILDREN)
    child = {"about": "parent", "guardian_name": "Noor Bakker"}
    for name, year in (("Een", 2013), ("Twee", 2015), ("Twee", 2015)):
        finishing.finish(make_signup.sign_up(opened, full_name=name, born_on=date(year, 2, 1), **child))
    assert everything(opened.foundation)[:2] == (3, 2)
    with acting_for(opened.foundation):
        assert Guardianship.objects.count() == 2


def test_somebody_of_seventeen_counts_at_once_where_the_foundation_lets_them():
    opened = make_signup.opening(alone_from_age=16)
    registration = finishing.finish(make_signup.sign_up(opened, about="young", born_on=date(2009, 5, 17)))
    assert registration.state == RegistrationState.RECEIVED


def test_when_something_fails_nothing_is_there():
    sign_up = make_signup.sign_up(country="nl")
    with pytest.raises(DomainError):
        finishing.finish(sign_up)
    assert everything(sign_up.foundation) == (0, 0, 0)
    with acting_for(sign_up.foundation):
        assert SignUp.objects.get().state == "open"


class TestMail:
    def test_a_known_and_an_unknown_address_get_another_mail(self):
        opened = make_signup.opening()
        assert ask(make_signup.sign_up(opened)).context["is_known"] is False
        make.claimant(foundation=opened.foundation, email="bekend@voorbeeld.example")
        known = ask(make_signup.sign_up(opened, email="bekend@voorbeeld.example"))
        assert known.context["is_known"] is True

    def test_what_another_foundation_knows_plays_no_part(self):
        make.claimant(email=ADDRESS)
        assert ask(make_signup.sign_up()).context["is_known"] is False

    def test_the_code_proves_the_mailbox_of_this_file_only(self):
        sign_up = make_signup.sign_up()
        code = ask(sign_up).context["code"]
        visitor = signin.redeem_proof(sign_up.request_key, code, browser="browser")
        assert visitor.foundation_ids == (sign_up.foundation_id,)

    def test_a_link_to_sign_up_is_no_way_to_sign_in(self):
        token = ask(make_signup.sign_up()).context["url"].rpartition("/")[2]
        with pytest.raises(signin.Closed):
            signin.find_entrance(token, browser="browser")

    def test_three_mails_an_hour_for_one_address(self):
        opened = make_signup.opening()
        for _ in range(5):
            ask(make_signup.sign_up(opened))
        assert Message.objects.filter(template="sign-up").count() == 3

    def test_it_goes_to_the_address_as_typed(self):
        assert ask(make_signup.sign_up(email="Noor@Voorbeeld.example")).address == "Noor@Voorbeeld.example"


class TestParent:
    def offer(self):
        opened = make_signup.opening()
        return services.offers(opened.group.case, today=date(2026, 11, 23))[0]

    def test_only_the_address_of_the_parent_is_kept(self):
        offer = self.offer()
        services.ask_parent(offer, "ouder@voorbeeld.example", language="nl")
        with acting_for(offer.opening.foundation):
            row = SignUp.objects.get()
        assert (row.state, row.email, row.full_name, row.born_on, row.country) == (
            "guardian_pending", "ouder@voorbeeld.example", "", None, "",
        )  # fmt: skip

    def test_one_mail_a_day_however_often_it_is_asked(self):
        offer = self.offer()
        for _ in range(3):
            services.ask_parent(offer, "ouder@voorbeeld.example", language="nl")
        assert Message.objects.filter(template="ask-parent").count() == 1
        with acting_for(offer.opening.foundation):
            assert SignUp.objects.count() == 1

    def test_it_is_forgotten_when_the_parent_signs_up(self):
        opened = make_signup.opening(kinds=FOR_CHILDREN)
        offer = services.offers(opened.group.case, today=date(2026, 11, 23))[0]
        services.ask_parent(offer, ADDRESS, language="nl")
        child = {"full_name": "Kind", "born_on": date(2014, 2, 1), "guardian_name": "Noor Bakker"}
        finishing.finish(make_signup.sign_up(opened, about="parent", **child))
        with acting_for(opened.foundation):
            assert [row.state for row in SignUp.objects.all()] == ["finished"]


@pytest.mark.django_db(transaction=True)
def test_two_devices_at_once_make_one_registration(tmp_path):
    sign_up = make_signup.sign_up()
    with shared_database(tmp_path):
        first, second, counted = at_once(lambda: _at_the_same_time(sign_up))[0]
    assert first == second
    assert counted == (1, 1, 2)


def _at_the_same_time(sign_up):
    def run():
        return finishing.finish(services.find(sign_up.foundation_id, str(sign_up.public_id))).pk

    return *at_once(run, run), everything(sign_up.foundation)
