from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.core.tenancy import acting_for
from claimants.registrations import use
from claimants.registrations.counting import fits, with_fit
from claimants.registrations.membership import Demands, Fit, membership
from claimants.registrations.models import Registration
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
EDGES = [
    date(2018, 5, 24),
    date(2018, 5, 25),
    date(2026, 2, 28),
    date(2026, 3, 1),
    date(2022, 11, 9),
    date(2022, 11, 10),
]
DAYS = st.dates(date(2008, 1, 1), date(2027, 1, 1)) | st.sampled_from(EDGES)
BIRTHS = (
    st.none() | st.dates(date(1995, 1, 1), date(2015, 1, 1)) | st.sampled_from([date(2008, 2, 29), date(2004, 2, 29)])
)
USES = st.tuples(st.none() | DAYS, st.none() | DAYS).filter(lambda use: any(use) and not (all(use) and use[1] < use[0]))
PEOPLE = st.fixed_dictionaries(
    {
        "born_on": BIRTHS,
        "country": st.sampled_from(["NL", "BE"]),
        "resident_from": st.none() | DAYS,
        "country_before": st.sampled_from(["", "NL", "DE"]),
    }
)
AGES = st.sampled_from([(None, None), (None, 17), (18, None), (13, 15), (None, 12), (0, 17)])
DEMANDS = st.builds(
    lambda first, last, ages, lives, on: Demands(first, last, *ages, lives, on),
    st.none() | DAYS,
    st.none() | DAYS,
    AGES,
    st.sampled_from(["nl", "abroad", "any"]),
    st.none() | DAYS,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=12)
@given(
    people=st.lists(st.tuples(PEOPLE, st.lists(USES, max_size=3)), min_size=1, max_size=6),
    demands=st.lists(DEMANDS, min_size=3, max_size=3),
)
def test_the_database_says_of_every_row_what_the_rule_says(people, demands):
    foundation, group = make.foundation(), make.group()
    for told, uses in people:
        row = make.registration(claimant=make.claimant(foundation=foundation, **told), group=group)
        for first, last in uses:
            make.use_period(row, used_from=first, used_until=last)
    with acting_for(foundation):
        rows = list(Registration.objects.select_related("claimant").prefetch_related("use_periods"))
        for asked in demands:
            said = dict(with_fit(Registration.objects.all(), asked, today=TODAY).values_list("pk", "fit"))
            for row in rows:
                facts = use.facts_of(row.claimant, row.use_periods.all())
                assert said[row.pk] == membership(facts, asked, today=TODAY).fit.value, (facts, asked)


def test_members_are_counted_per_answer():
    group, foundation = make.group(), make.foundation()
    for number, born_on in enumerate([date(2010, 1, 1), date(1980, 1, 1), None]):
        person = make.claimant(foundation=foundation, born_on=born_on)
        make.registration(claimant=person, group=group, used_from=date(2020, 1, 1) + timedelta(days=number))
    with acting_for(foundation):
        found = fits(Registration.objects.all(), Demands(date(2018, 5, 25), age_until=17), today=TODAY)
    assert found == {Fit.YES: 1, Fit.NO: 1, Fit.UNKNOWN: 1}
