from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from cases.core.errors import DomainError
from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from claimants.consents import personal_data, rules, services
from claimants.consents.models import Consent, TermsVersion
from claimants.people import personal_data as of_people
from claimants.people.models import Claimant
from tests import make

KIND = "participation_agreement"


@pytest.fixture
def person(db):
    return make.claimant()


@pytest.fixture
def terms(person):
    return make.terms(foundation=person.foundation, text_nl="Wij vragen 20%.", text_en="We ask 20%.")


def agree(person, terms, **values):
    return services.agree(person, terms, **{"channel": "form", "language": "nl", "by": None} | values)


class TestTexts:
    def test_numbers_count_up_within_the_kind(self, person):
        made = [make.terms(foundation=person.foundation, kind=kind) for kind in (KIND, "newsletter", KIND)]
        assert [one.number for one in made] == [1, 1, 2]

    def test_the_writer_cannot_approve(self, person):
        terms = make.terms(foundation=person.foundation, approved_by=None)
        with pytest.raises(DomainError) as refused:
            services.approve_terms(terms, by=terms.written_by)
        assert refused.value.code == "same-person"

    def test_who_rewrites_it_is_the_writer_from_then_on(self, person):
        terms = make.terms(foundation=person.foundation, approved_by=None)
        second = make.user()
        services.rewrite_terms(terms, text_nl="Anders.", by=second)
        with pytest.raises(DomainError):
            services.approve_terms(terms, by=second)

    def test_an_approved_text_is_rewritten_by_nobody(self, terms):
        with pytest.raises(DomainError):
            services.rewrite_terms(terms, text_nl="Anders.", by=make.user())

    @pytest.mark.parametrize(
        "write", [lambda rows: rows.update(text_nl="Anders."), lambda rows: rows._raw_delete("default")]
    )
    def test_the_database_refuses_it_too(self, terms, write):
        with pytest.raises(DatabaseError), transaction.atomic():
            write(TermsVersion.objects.filter(pk=terms.pk))
        assert TermsVersion.objects.get().text_nl == "Wij vragen 20%."

    def test_a_text_nobody_approved_is_shown_to_nobody(self, person):
        terms = make.terms(foundation=person.foundation, approved_by=None)
        assert services.current_terms(person.foundation, KIND, on=date(2026, 1, 1)) is None
        with pytest.raises(DomainError):
            agree(person, terms)

    def test_the_newest_that_began_is_the_one_in_force(self, person):
        first = make.terms(foundation=person.foundation, in_force_from=date(2024, 1, 1))
        second = make.terms(foundation=person.foundation, in_force_from=date(2025, 1, 1))
        days = [date(2023, 12, 31), date(2024, 12, 31), date(2025, 1, 1)]
        assert [services.current_terms(person.foundation, KIND, on=day) for day in days] == [None, first, second]

    def test_a_fee_is_a_part(self, person):
        with pytest.raises(DomainError):
            make.terms(foundation=person.foundation, fee_percent=Decimal("100.01"))


class TestConsents:
    def test_what_was_on_screen_is_proven_by_its_fingerprint(self, person, terms):
        consent = agree(person, terms, language="en")
        shown = terms.shown_in(consent.language)
        assert (shown.text, rules.fingerprint(shown.text)) == ("We ask 20%.", consent.text_sha256)

    def test_without_english_the_dutch_text_is_what_was_shown(self, person):
        terms = make.terms(foundation=person.foundation)
        assert agree(person, terms, language="en").language == "nl"

    def test_agreeing_twice_is_agreeing_once(self, person, terms):
        assert agree(person, terms) == agree(person, terms)
        assert Entry.objects.filter(action="consent.agreed").count() == 1

    def test_withdrawing_is_a_further_row_and_one_can_agree_again(self, person, terms):
        given = {"channel": "portal", "language": "nl", "by": None}
        agree(person, terms)
        services.withdraw_consent(person, terms, **given)
        agree(person, terms)
        with acting_for(person.foundation):
            assert list(Consent.objects.values_list("act", flat=True)) == ["agreed", "withdrawn", "agreed"]

    def test_nothing_is_withdrawn_that_was_not_given(self, person, terms):
        with pytest.raises(DomainError):
            services.withdraw_consent(person, terms, channel="portal", language="nl", by=None)

    def test_a_text_of_another_foundation_is_refused(self, person):
        with pytest.raises(DomainError) as refused:
            agree(person, make.terms())
        assert refused.value.field == "terms"

    @pytest.mark.parametrize("write", [lambda rows: rows.update(act="told"), lambda rows: rows._raw_delete("default")])
    def test_the_database_refuses_to_change_a_consent(self, person, terms, write):
        agree(person, terms)
        with acting_for(person.foundation):
            with pytest.raises(DatabaseError), transaction.atomic():
                write(Consent.objects.all())
            assert Consent.objects.get().act == "agreed"

    def test_it_outlives_the_erasure_of_the_person(self, person, terms):
        agree(person, terms)
        with acting_for(person.foundation):
            of_people.erase(person)
            personal_data.erase(person)
            assert rules.fingerprint("Wij vragen 20%.") in str(personal_data.export(person))


class TestWhoWasTold:
    def test_everybody_who_was_not_told_yet_is_told_once_in_few_statements(self, person, terms):
        others = [make.claimant(foundation=person.foundation, language="en") for _number in range(5)]
        agree(person, terms)
        with acting_for(person.foundation):
            assert set(Consent.objects.untold(Claimant.objects.all(), terms)) == set(others)
            with CaptureQueriesContext(connection) as asked:
                assert services.tell_all(terms, Claimant.objects.all(), by=None) == 5
            assert len(asked) < 15
            assert services.tell_all(terms, Claimant.objects.all(), by=None) == 0
            assert not Consent.objects.untold(Claimant.objects.all(), terms).exists()
            assert Consent.objects.told(Claimant.objects.all(), terms).count() == 6
            assert set(Consent.objects.filter(act="told").values_list("language", flat=True)) == {"en"}

    def test_a_new_version_is_not_yet_told(self, person, terms):
        agree(person, terms)
        newer = make.terms(foundation=person.foundation)
        with acting_for(person.foundation):
            assert list(Consent.objects.untold(Claimant.objects.all(), newer)) == [person]


@given(
    signed=st.dates(date(2015, 1, 1), date(2030, 1, 1)),
    waited=st.integers(0, 400),
    free=st.integers(0, 365),
    percent=st.integers(1, 100),
)
def test_leaving_is_free_up_to_and_including_the_last_free_day(signed, waited, free, percent):
    left = date.fromordinal(signed.toordinal() + waited)
    costs = rules.leaving_costs(signed, left, rules.Fee(Decimal(percent), None, free))
    assert costs.is_free == (waited <= free)
    assert costs.percent == (0 if costs.is_free else percent)
    assert costs.sentence.nl
    assert costs.sentence.en
