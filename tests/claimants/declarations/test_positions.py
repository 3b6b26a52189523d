from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from django.utils import timezone

from cases.core.tenancy import acting_for
from claimants.declarations import rules, services
from claimants.declarations.choosing import Moment, choice_of
from claimants.declarations.positions import position_of, with_position
from claimants.declarations.rules import Certainty, Standing
from claimants.people.models import Claimant
from tests import make

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


def told(claimant, window, **values):
    return make.declaration(claimant=claimant, window=window, **values)


@pytest.mark.parametrize("residence_on", [None, date(2020, 1, 1)])
@pytest.mark.parametrize("reaches", ["nl", "any"])
def test_the_list_and_the_page_always_say_the_same(residence_on, reaches):
    group, foundation = make.group(residence_on=residence_on), make.foundation()
    windows = {
        "opt_in": make.window(group=group, kind="opt_in", residence="abroad"),
        "opt_out": make.window(group=group, residence=reaches),
        "late_statement": make.window(group=group, kind="late_statement"),
    }
    people = []
    for country, *said in product(("NL", "BE"), *[(False, True)] * 3):
        person = make.claimant(foundation=foundation, country=country)
        for kind in (kind for kind, does in zip(windows, said, strict=True) if does):
            told(person, windows[kind])
        people.append(person)
    with acting_for(foundation):
        listed = dict(with_position(Claimant.objects.all(), group).values_list("pk", "position"))
    assert listed == {one.pk: position_of(one, group, on=today()).standing.value for one in people}
    assert len(set(listed.values())) >= 3


def test_a_list_of_any_length_is_one_query(django_assert_num_queries):
    window = make.window()
    foundation = make.foundation()
    for _ in range(5):
        told(make.claimant(foundation=foundation), window)
    with acting_for(foundation), django_assert_num_queries(1):
        assert {one.position for one in with_position(Claimant.objects.all(), window.group)} == {"opted_out"}


def test_a_late_opt_out_leaves_somebody_bound_and_says_so():
    past = make.window(opens_at=datetime(2020, 1, 1, tzinfo=UTC), closes_at=datetime(2020, 2, 1, tzinfo=UTC))
    noor = make.claimant()
    late = told(noor, past)
    position = position_of(noor, past.group, on=today())
    assert (position.standing, position.late) == (Standing.BOUND, late)
    assert "te laat" in position.reasons[-1].nl


def test_nothing_is_read_back_into_the_past():
    noor, window = make.claimant(), make.window()
    told(noor, window)
    assert position_of(noor, window.group, on=today() - timedelta(days=1)).standing is Standing.BOUND


def test_another_group_is_another_matter():
    noor = make.claimant()
    told(noor, make.window())
    assert position_of(noor, make.group(), on=today()).standing is Standing.BOUND


def test_it_grows_more_certain_and_the_registry_has_the_last_word():
    noor, window = make.claimant(), make.window()
    made = told(noor, window)

    def certainty():
        return position_of(noor, window.group, on=today()).certainty

    assert certainty() is Certainty.TOLD
    services.note_posted(made, posted_on=today(), by=None)
    assert certainty() is Certainty.POSTED
    services.note(made, kind="not_listed", happened_on=today(), by=None)
    assert certainty() is Certainty.NOT_LISTED
    services.note(made, kind="confirmed", happened_on=today(), by=None)
    assert certainty() is Certainty.CONFIRMED


def test_who_opted_out_has_six_months_to_interrupt():
    noor, window = make.claimant(), make.window(opens_at=datetime(2026, 1, 1, tzinfo=UTC))
    told(noor, window, received_at=datetime(2026, 3, 31, 23, 30, tzinfo=UTC))
    assert position_of(noor, window.group, on=today()).own_claim_until == date(2026, 10, 1)


def test_a_second_opt_out_leaves_the_ruling_as_it_was():
    noor, group = make.claimant(), make.group()
    second = told(noor, make.window(group=group, kind="second_opt_out", settlement="Schikking A"))
    position = position_of(noor, group, on=today())
    assert (position.standing, position.second) == (Standing.BOUND, (second,))


class TestChoice:
    OPENS, CLOSES = rules.opening(date(2027, 1, 4)), rules.closing(date(2027, 2, 28))

    @pytest.fixture
    def window(self):
        return make.window(opens_at=self.OPENS, closes_at=self.CLOSES)

    @pytest.mark.parametrize(
        ("now", "moment"),
        [
            (OPENS - timedelta(seconds=1), Moment.BEFORE),
            (OPENS, Moment.OPEN),
            (CLOSES - timedelta(microseconds=1), Moment.OPEN),
            (CLOSES, Moment.CLOSED),
        ],
    )
    def test_before_in_and_after_the_window(self, window, now, moment):
        choice = choice_of(make.claimant(), window.group, now=now)
        assert (choice.moment, choice.last_day, choice.opens_on) == (moment, date(2027, 2, 28), date(2027, 1, 4))
        assert (len(choice.taking_part), len(choice.staying_out)) == (3, 3)

    def test_without_a_window_it_is_not_known_when(self):
        assert choice_of(make.claimant(), make.group(), now=timezone.now()).moment is Moment.UNKNOWN

    def test_after_it_is_recorded_the_letter_is_still_to_be_sent(self):
        noor, window = make.claimant(), make.window()
        made = told(noor, window)
        choice = choice_of(noor, window.group, now=timezone.now())
        assert (choice.moment, choice.declaration, choice.is_letter_needed) == (Moment.RECORDED, made, True)
        services.note_posted(made, posted_on=today(), by=None)
        assert not choice_of(noor, window.group, now=timezone.now()).is_letter_needed

    def test_who_lives_abroad_is_asked_to_opt_in(self):
        group = make.group()
        make.window(group=group)
        abroad = make.window(group=group, kind="opt_in", residence="abroad")
        assert choice_of(make.claimant(country="BE"), group, now=timezone.now()).window == abroad
        assert choice_of(make.claimant(), group, now=timezone.now()).window != abroad

    def test_it_takes_at_most_five_queries(self, django_assert_max_num_queries):
        noor, window = make.claimant(), make.window()
        told(noor, window)
        with acting_for(noor.foundation_id), django_assert_max_num_queries(9):
            choice_of(noor, window.group, now=timezone.now())
