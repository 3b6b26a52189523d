"""Who is suggested as the same person, and who never."""

from datetime import date
from itertools import combinations

import pytest
from django.utils.translation import override

from cases.core.tenancy import acting_for
from claimants.duplicates import rules, suggesting
from claimants.duplicates.models import Pair
from claimants.duplicates.rules import Facts
from claimants.people.identity import email_index
from claimants.people.models import Claimant
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


BORN = date(1980, 5, 1)
HOME = {"street": "Dorpsstraat 12", "postcode": "1234 AB", "phone": "06 1234 5678", "email": "thuis@voorbeeld.example"}


@pytest.fixture
def foundation():
    return make.foundation()


@pytest.fixture
def person(foundation):
    def made(name, born_on=BORN, **values):
        return make.claimant(foundation=foundation, full_name=name, born_on=born_on, **values)

    return made


def pairs(foundation):
    suggesting.suggest(foundation)
    with acting_for(foundation):
        return {(one.first.full_name, one.second.full_name): one for one in Pair.objects.all()}


def test_the_same_name_and_birth_date_is_suggested_with_its_reasons(foundation, person):
    person("Anna de Vries")
    person("ANNA de vriés")
    (found,) = pairs(foundation).values()
    assert (found.score, found.reasons) == (65, ["same_name", "same_birth"])
    assert [str(reason) for reason in found.shown_reasons] == [
        "The names are the same.",
        "The dates of birth are the same.",
    ]


@pytest.mark.parametrize(
    ("one", "other", "enough"),
    [
        ("Anna de Vries", "Anna de Vreis", True),
        ("Anna de Vries", "Anna de Vrie", True),
        ("Anna de Vries", "Anna Jansen", False),
        ("Anna de Vries", "A. de Vries", True),
        ("Anna de Vries", "B. de Vries", False),
        ("Anna", "Anna", False),
        ("Tim Bakker", "Tom Bakker", False),
    ],
)
def test_how_alike_names_must_be_beside_the_same_birth_date(one, other, enough):
    both = Facts(one, BORN), Facts(other, BORN)
    assert (rules.score(rules.likeness(*both)) >= rules.ENOUGH) is enough


def test_a_whole_family_at_one_address_and_one_mailbox_is_never_suggested(foundation, person):
    """Parents, a son named after his father, and twins."""
    person("Jan de Vries", date(1975, 1, 1), **HOME)
    person("Anna de Vries", date(1975, 1, 1), **HOME)
    person("Jan de Vries", date(2005, 1, 1), **HOME)
    person("Sanne de Vries", date(2010, 1, 1), **HOME)
    person("Sanna de Vries", date(2010, 1, 1), **HOME)
    assert pairs(foundation) == {}


@pytest.mark.parametrize("order", [1, -1])
def test_any_two_facts_give_the_same_answer_from_both_sides(order):
    names, births = ("Anna de Vries", "A de Vries", "Anna Vries"), (BORN, None, date(1981, 5, 1))
    people = [Facts(name, born, "x", "0612345678") for name in names for born in births][::order]
    for one, other in combinations(people, 2):
        assert rules.likeness(one, other) == rules.likeness(other, one)


def test_the_birth_date_may_be_missing_where_mailbox_and_name_are_the_same(foundation, person):
    person("Anna de Vries", email="anna@voorbeeld.example")
    person("Anna de Vries", None, email="ANNA@voorbeeld.example")
    (found,) = pairs(foundation).values()
    assert found.reasons == ["same_name", "same_email", "birth_unknown"]


def test_who_is_erased_left_alone_or_merged_is_not_suggested(foundation, person):
    kept = person("Anna de Vries")
    for values in ({"erased_at": "2026-01-01T00:00Z"}, {"restricted_at": "2026-01-01T00:00Z"}, {"merged_into": kept}):
        with acting_for(foundation):
            Claimant.objects.filter(pk=person("Anna de Vries").pk).update(**values)
    assert pairs(foundation) == {}


def test_looking_again_adds_nothing_and_forgets_no_decision(foundation, person):
    person("Anna de Vries", **HOME)
    person("Anna de Vries", **HOME)
    (found,) = pairs(foundation).values()
    with acting_for(foundation):
        Pair.objects.update(state="not_the_same")
    (again,) = pairs(foundation).values()
    assert (again.pk, again.state) == (found.pk, "not_the_same")


def test_nobody_is_compared_with_people_in_another_file(foundation, person):
    person("Anna de Vries", **HOME)
    there = make.claimant(full_name="Anna de Vries", born_on=BORN, **HOME).foundation
    assert suggesting.suggest_everywhere() == 0
    assert pairs(foundation) == pairs(there) == {}


def test_a_crowd_behind_one_key_costs_no_square_of_comparisons(foundation, monkeypatch):
    """A help desk's mailbox with a thousand names is compared by whole names only."""
    with acting_for(foundation):
        index = email_index("balie@voorbeeld.example")
        Claimant.objects.bulk_create(
            Claimant(foundation=foundation, full_name=f"Anna Nummer{number % 990:03}", email_index=index)
            for number in range(1000)
        )
    asked = []
    real = rules.likeness
    monkeypatch.setattr(rules, "likeness", lambda *both: asked.append(both) or real(*both))
    assert suggesting.suggest(foundation) == 10
    assert len(asked) == 10
