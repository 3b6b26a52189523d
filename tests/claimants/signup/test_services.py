from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.core.errors import ChangedMeanwhile, DomainError
from cases.core.tenancy import acting_for
from claimants.privacy.retention import TABLE
from claimants.signup import rules, services
from claimants.signup.models import SignUp
from tests import make, make_signup

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def test_nothing_opens_without_texts_to_agree_to():
    with pytest.raises(DomainError) as refused:
        services.open_sign_up(make.foundation(), make.group(), opened_on=TODAY, by=None)
    assert (refused.value.field, refused.value.code) == ("opened_on", "no-terms")


@pytest.mark.parametrize(
    ("days", "is_offered"),
    [((-1, None), True), ((0, 0), True), ((1, None), False), ((-9, -1), False)],
    ids=["open", "first and last day", "tomorrow", "until yesterday"],
)
def test_who_can_be_joined_on_a_day(days, is_offered):
    first, last = (None if one is None else TODAY + timedelta(days=one) for one in days)
    opened = make_signup.opening(opened_on=first, closed_on=last)
    assert bool(services.offers(opened.group.case, today=TODAY)) is is_offered


def test_the_newest_text_in_force_is_agreed_to():
    opened = make_signup.opening()
    newer = make.terms(foundation=opened.foundation, in_force_from=date(2026, 1, 1), fee_percent=15)
    make.terms(foundation=opened.foundation, in_force_from=date(2027, 1, 1))
    make.terms(foundation=opened.foundation, in_force_from=date(2026, 1, 1), approved_by=None)
    assert services.offers(opened.group.case, today=TODAY)[0].agreement == newer


def test_offers_cost_two_queries(django_assert_num_queries):
    case = make.case()
    for _ in range(3):
        make_signup.opening(group=make.group(case=case))
    with django_assert_num_queries(2):
        assert len(services.offers(case, today=TODAY)) == 3


def test_an_opening_is_closed_and_says_so_when_somebody_was_first():
    opened = make_signup.opening()
    stale = type(opened).objects.get()
    services.change_opening(opened, closed_on=TODAY, by=None)
    with pytest.raises(ChangedMeanwhile):
        services.change_opening(stale, closed_on=None, by=None)


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"closed_on": date(2019, 1, 1)}, None), ({"alone_from_age": 12}, None), ({"group": 1}, "group")],
    ids=["ends before it starts", "children alone", "another group"],
)
def test_a_wrong_opening_is_refused(fields, field):
    with pytest.raises(DomainError) as refused:
        services.change_opening(make_signup.opening(), **fields, by=None)
    assert refused.value.field == field


def test_answers_are_forgotten_after_fourteen_days():
    old, new = make_signup.sign_up(), make_signup.sign_up()
    with acting_for(old.foundation):
        SignUp.objects.update(created_at=timezone.now() - timedelta(days=14, minutes=1))
    assert services.find(old.foundation_id, str(old.public_id)) is None
    assert services.purge() == 1
    assert services.find(new.foundation_id, str(new.public_id)) == new


def test_the_retention_table_says_how_long():
    (days,) = [category.days() for category in TABLE if category.code == "sign_ups"]
    assert timedelta(days=days) == rules.KEEP_FOR


def test_nobody_finds_a_sign_up_in_another_file():
    sign_up = make_signup.sign_up()
    assert services.find(make.foundation().pk, str(sign_up.public_id)) is None


def test_who_stops_leaves_nothing_behind():
    sign_up = make_signup.sign_up()
    services.forget(sign_up)
    assert services.find(sign_up.foundation_id, str(sign_up.public_id)) is None
