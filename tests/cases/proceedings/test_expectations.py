"""When the next step is expected: said by staff, moved in the open, forgotten when the case has moved on."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.core.errors import DomainError
from cases.journal.models import Entry
from cases.proceedings import services
from cases.proceedings.models import Expectation
from cases.proceedings.state import Condition, track_states
from cases.texts.standing import expected_text
from tests import make
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db
SPRING = {"expected_from": date(2027, 3, 1), "expected_until": date(2027, 5, 31)}
SUMMER = {"expected_from": date(2027, 6, 1), "expected_until": date(2027, 8, 31)}


@pytest.fixture
def case():
    case = make.case()
    make.in_stage("S60_merits", proceeding=make.proceeding(case=case))
    return case


def holds(case, number=0):
    """What is expected of a track, as first day, last day and how often it moved."""
    found = track_states(case)[number].expected
    return found and (found.earliest, found.latest, found.moved_count)


def test_what_was_said_holds_for_the_stage_of_that_day(case):
    services.expect_next_step(case, **SPRING, by=None)
    assert holds(case) == (date(2027, 3, 1), date(2027, 5, 31), 0)
    assert Entry.objects.get(action="expectation.said").case == case
    Expectation.objects.update(stage="S35_admissibility")
    assert holds(case) is None


def test_said_anew_it_moved_and_what_stood_there_is_kept(case):
    for when in (SPRING, SUMMER, SPRING):
        services.expect_next_step(case, **when, by=None)
    assert holds(case) == (date(2027, 3, 1), date(2027, 5, 31), 2)
    assert Expectation.objects.count() == 3


def test_what_is_said_of_a_group_goes_before_what_is_said_of_the_case(case):
    group = make.group(case=case)
    make.in_stage("S60_merits", proceeding=make.proceeding(case=case), group=group)
    services.expect_next_step(case, group=group, **SUMMER, by=None)
    services.expect_next_step(case, **SPRING, by=None)
    assert holds(case) == (date(2027, 3, 1), date(2027, 5, 31), 0)
    assert holds(case, 1) == (date(2027, 6, 1), date(2027, 8, 31), 0)


def test_the_public_reads_one_range_over_all_groups(client, case):
    group = make.group(case=case)
    make.in_stage("S60_merits", proceeding=make.proceeding(case=case), group=group)
    services.expect_next_step(case, group=group, **SUMMER, by=None)
    services.expect_next_step(case, **SPRING, by=None)
    assert "Wij verwachten dit tussen maart 2027 en augustus 2027." in public_page(client, case)


def test_what_came_in_between_ends_what_was_said_before(case):
    services.expect_next_step(case, **SPRING, by=None)
    found, today = track_states(case)[0].expected, timezone.localdate()
    about = {"language": "nl", "today": today}
    for days, is_told in ((-1, True), (0, True), (1, False)):
        stay = Condition("stayed", today + timedelta(days=days), "day")
        assert bool(expected_text(found, between=stay, **about)) == is_told
    assert expected_text(found, between=Condition("stayed", None, "unknown"), **about) == ""


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"expected_from": date(2027, 6, 1), "expected_until": date(2027, 5, 1)}, "before-earlier"),
        ({"expected_from": date(9027, 1, 1), "expected_until": date(9027, 5, 1)}, "out-of-reach"),
        (SPRING, "same-day"),
    ],
    ids=["backwards", "a year nobody means", "what stands there"],
)
def test_what_cannot_be_meant_is_refused(case, said, code):
    services.expect_next_step(case, **SPRING, by=None)
    with pytest.raises(DomainError) as refused:
        services.expect_next_step(case, **said, by=None)
    assert refused.value.code == code


def test_of_an_unknown_stage_and_of_another_case_nothing_can_be_expected(case):
    for group, code in ((make.group(), "foreign-part"), (None, "no-stage")):
        with pytest.raises(DomainError) as refused:
            services.expect_next_step(make.case(), group=group, **SPRING, by=None)
        assert refused.value.code == code


def test_staff_say_it_on_a_page_and_cannot_change_it_afterwards(client, case):
    sign_in(client)
    page = reverse("admin:cases_expectation_add")
    said = {"case": case.pk, "expected_from": "2027-03-01", "expected_until": "2027-05-31", "reason": "De rol."}
    assert client.post(page, said).status_code == 302
    row = Expectation.objects.get()
    assert (row.stage, row.reason) == ("S60_merits", "De rol.")
    client.post(reverse("admin:cases_expectation_change", args=[row.pk]), said | {"reason": "Anders"})
    row.refresh_from_db()
    assert row.reason == "De rol."


def public_page(client, case, language="nl"):
    return client.get(f"/{language}/zaken/{case.slug}").content.decode()


def test_the_public_reads_the_range_and_how_often_it_moved(client, case):
    assert "Wij verwachten dit" not in public_page(client, case)
    for when in (SPRING, SUMMER):
        services.expect_next_step(case, **when, by=None)
    sentence = "Wij verwachten dit tussen juni 2027 en augustus 2027. Dit is één keer verschoven."
    assert sentence in public_page(client, case)
    assert "We expect this between June 2027 and August 2027. This moved once before." in public_page(
        client, case, "en"
    )


@pytest.mark.parametrize("code", ["stayed", "parked"])
def test_a_case_on_hold_says_when_it_is_expected_to_go_on_and_not_that_this_is_unknown(client, code):
    case = make.case()
    make.in_stage("S60_merits", overlays=[code], proceeding=make.proceeding(case=case))
    unknown = "Wij weten nog niet wanneer de zaak verdergaat."
    assert unknown in public_page(client, case)
    services.expect_next_step(case, **SPRING, by=None)
    page = public_page(client, case)
    assert "Wij verwachten dat de zaak verdergaat in de periode maart 2027 tot en met mei 2027." in page
    assert unknown not in page


def test_an_expectation_that_did_not_come_true_is_said_to_have_failed(client, case):
    make.expectation(case=case, expected_from=date(2026, 1, 1), expected_until=date(2026, 2, 28))
    assert "Wij verwachtten dit tussen januari 2026 en februari 2026. Dat is niet gelukt." in public_page(client, case)


def test_that_nothing_changed_is_said_only_while_it_is_so(client, case):
    checked_on = timezone.localdate()
    case.checked_on = checked_on
    case.save()
    assert "Er is niets veranderd. Wij hebben dit gecontroleerd op" in public_page(client, case)
    make.news_item(about=case, published_on=checked_on + timedelta(days=1))
    assert "Er is niets veranderd." not in public_page(client, case)


def test_of_a_date_known_only_to_the_year_nobody_says_that_nothing_changed_since(client):
    case = make.case(checked_on=date(2026, 6, 1))
    make.in_stage("S60_merits", proceeding=make.proceeding(case=case), on=date(2026, 1, 1), event={"precision": "year"})
    assert "Er is niets veranderd." not in public_page(client, case)
