from datetime import date

import pytest
from django.utils import translation

from cases.core.dates import Precision
from cases.core.tenancy import acting_for
from cases.proceedings.models import Overlay, StageEntry
from claimants.people.access import Visitor
from claimants.people.identity import email_index
from claimants.people.models import Claimant
from claimants.portal import status
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "noor@voorbeeld.example"


def visitor(*people):
    return Visitor(email_index(ADDRESS), tuple(dict.fromkeys(person.foundation_id for person in people)))


def stands(track, stage, on=date(2026, 1, 7), **values):
    event = make.event(track, happened_on=on, **values)
    return StageEntry.objects.create(track=track, stage=stage, entered_on=on, event=event)


@pytest.fixture
def noor():
    return make.claimant(email=ADDRESS)


@pytest.fixture
def registration(noor):
    group = make.group(name="Volwassenen", name_en="Adults")
    make.representation(foundation=noor.foundation, group=group)
    return make.registration(claimant=noor, group=group)


def own_track(registration, **values):
    case = registration.group.case
    proceeding = make.proceeding(case=case, foundation=registration.foundation)
    return make.track(proceeding=proceeding, **{"group": registration.group} | values)


def shown(registration, today):
    return status.case_of(visitor(registration.claimant), registration.public_id, today=today)


def test_a_person_hears_that_their_foundation_may_act(registration, today):
    stands(own_track(registration), "S35_admissibility", kind="admissible")
    with translation.override("nl"):
        assert shown(registration, today).where.text.heading == "Wij mogen voor u opkomen"


def test_under_the_law_before_2020_no_step_is_told_that_it_lacks(registration, today):
    ground = make.claim_ground(case=registration.group.case, regime="wca")
    stands(own_track(registration, claim_ground=ground), "S60_merits")
    with translation.override("nl"):
        names = [step.name for step in shown(registration, today).steps]
    assert "De rechter bekijkt de zaak" in names
    assert "De rechter kiest wie de zaak leidt" not in names


def test_the_stage_is_that_of_the_persons_own_group(registration, today):
    stands(own_track(registration), "S60_merits")
    other = make.group(case=registration.group.case)
    stands(own_track(registration, group=other), "S90_final_judgment_announced")
    assert shown(registration, today).where.stage == "S60_merits"


def test_a_track_of_all_groups_counts_for_everybody(registration, today):
    stands(own_track(registration, group=None), "S60_merits")
    assert shown(registration, today).where.stage == "S60_merits"


def test_the_furthest_running_track_stands_for_the_group(registration, today):
    stands(own_track(registration, group=None), "S35_admissibility")
    stands(own_track(registration), "S60_merits")
    stands(own_track(registration, claim_ground=make.claim_ground(case=registration.group.case)), "E_dismissed")
    assert shown(registration, today).where.stage == "S60_merits"


def test_without_any_stage_the_page_says_it_does_not_know(registration, today):
    where = shown(registration, today).where
    assert where.stage is None
    assert "nog niet" in where.text.heading
    assert shown(registration, today).steps == ()


def test_another_foundation_that_leads_is_named_and_does_not_say_we(registration, today):
    leader = make.foundation(name="Stichting De Ander")
    registration.group.representations.all().delete()
    make.representation(foundation=leader, group=registration.group)
    theirs = make.track(
        proceeding=make.proceeding(case=registration.group.case, foundation=leader), group=registration.group
    )
    stands(own_track(registration), "S35_admissibility")
    stands(theirs, "S40_eb_appointed")
    where = shown(registration, today).where
    assert (where.stage, where.led_by) == ("S40_eb_appointed", "Stichting De Ander")
    assert "andere stichting" in where.text.heading
    assert not where.text.asks_action


def test_one_of_several_who_lead_is_still_us(registration, today):
    make.representation(foundation=make.foundation(), group=registration.group, kind="joint")
    stands(own_track(registration), "S40_eb_appointed")
    where = shown(registration, today).where
    assert where.led_by == ""
    assert where.text.heading.startswith("Wij")


def test_a_choice_names_its_last_day_until_it_has_passed(registration, today):
    stands(own_track(registration), "S46_opt_out_window", court_set_on=date(2026, 12, 31))
    found = shown(registration, today)
    assert found.has_action
    assert found.where.shown_last_day == "donderdag 31 december 2026"
    later = shown(registration, date(2027, 1, 1))
    assert not later.has_action
    assert "De tijd is voorbij" in later.where.text.now


def test_who_lives_abroad_must_choose_to_join(registration, today):
    stands(own_track(registration), "S46_opt_out_window", court_set_on=date(2026, 12, 31))
    here = shown(registration, today).where.text.heading
    with acting_for(registration.foundation):
        Claimant.objects.update(country="BE")
    assert shown(registration, today).where.text.heading != here


def test_a_case_that_lies_still_says_so(registration, today):
    track = own_track(registration)
    entry = stands(track, "S60_merits")
    Overlay.objects.create(track=track, code="stayed", started_on=date(2026, 2, 1), event=entry.event)
    where = shown(registration, today).where
    assert "stil" in where.text.heading
    assert (where.stage, where.shown_since) == ("S60_merits", "1 februari 2026")


def under_appeal(registration):
    track = own_track(registration)
    stands(track, "S40_eb_appointed", date(2024, 1, 10), kind="exclusive_representative_appointed")
    event = make.event(track, kind="appeal_lodged", happened_on=date(2024, 1, 1), precision=Precision.YEAR)
    Overlay.objects.create(track=track, code="appeal_pending", started_on=date(2024, 1, 1), event=event)
    return track


def test_an_appeal_begun_after_the_stage_leads(registration, today):
    under_appeal(registration)
    with translation.override("nl"):
        where = shown(registration, today).where
        assert (where.text.heading, where.shown_since) == ("Er is hoger beroep", "2024")


def test_a_judgment_after_the_appeal_leads_with_the_appeal_beside_it(registration, today):
    stands(under_appeal(registration), "S65_liability_judgment", date(2026, 3, 4), kind="liability_judgment")
    with translation.override("nl"):
        where = shown(registration, today).where
        assert where.shown_since == "4 maart 2026"
    assert where.text.heading != "Er is hoger beroep"
    assert where.text.now.endswith("Er is hoger beroep.")


def test_an_appeal_does_not_hide_that_there_is_a_choice(registration, today):
    window = {"kind": "opt_out_window_set", "court_set_on": date(today.year + 1, 1, 14)}
    stands(under_appeal(registration), "S46_opt_out_window", today, **window)
    with translation.override("nl"):
        where = shown(registration, today).where
    assert where.text.asks_action
    assert f"14 januari {today.year + 1}" in where.text.now


def test_what_staff_keep_hidden_stays_hidden(registration, today):
    stands(own_track(registration), "S90_final_judgment_announced", is_public=False)
    assert shown(registration, today).where.stage is None


def test_steps_news_sitting_and_contact(registration, today):
    case = registration.group.case
    stands(own_track(registration), "S60_merits")
    make.hearing(case=case, planned_on=date(2026, 12, 15), subject="Mondelinge behandeling")
    make.hearing(case=case, planned_on=date(2026, 11, 1))
    for month in (1, 2, 3, 4):
        make.news_item(about=case, title=f"Nieuws {month}", published_on=date(2026, month, 1))
    make.news_item(about=case, relevance="noise", title="Iets anders")
    make.news_item(about=case, title="Verborgen", is_published=False)
    found = shown(registration, today)
    assert [step.state for step in found.steps].count("current") == 1
    assert (found.sitting.when, found.sitting.subject) == ("dinsdag 15 december 2026", "Mondelinge behandeling")
    assert [item.title for item in found.news] == ["Nieuws 4", "Nieuws 3", "Nieuws 2"]
    assert found.news[0].when == "april 2026"


def test_an_unpublished_case_links_nowhere(registration, today):
    type(registration.group.case).objects.update(is_published=False)
    make.news_item(about=registration.group.case)
    found = shown(registration, today)
    assert (found.case_slug, found.news) == ("", ())


def test_both_languages(registration, today):
    stands(own_track(registration), "S60_merits")
    with translation.override("en"):
        found = shown(registration, today)
        assert found.where.text.heading == "The court is looking at the case"
        assert (found.group_name, found.tag) == ("Adults", "New")


def test_a_ward_is_named_with_age(registration, today):
    parent = registration.claimant
    child = make.claimant(foundation=parent.foundation, email="", called_name="Noor", born_on=date(2013, 1, 1))
    make.guardianship(minor=child, guardian=parent)
    theirs = make.registration(claimant=child, group=registration.group, state="guardian_pending")
    found = status.case_of(visitor(parent), theirs.public_id, today=today)
    assert (found.person.name, found.person.age, found.person.is_ward, found.may_confirm) == ("Noor", 13, True, True)


def test_a_minor_cannot_agree_alone(registration, today):
    alone = make.registration(claimant=registration.claimant, state="guardian_pending")
    assert not shown(alone, today).may_confirm


def test_what_is_not_mine_is_not_there(registration, today):
    stranger = make.registration(group=registration.group)
    neighbour = make.registration(claimant=make.claimant(foundation=registration.foundation), group=registration.group)
    for one in (stranger, neighbour):
        assert status.case_of(visitor(registration.claimant), one.public_id, today=today) is None
    both = Visitor(email_index(ADDRESS), (registration.foundation_id, stranger.foundation_id))
    assert status.case_of(both, stranger.public_id, today=today) is None


def test_what_needs_doing_comes_first(registration, today):
    busy = make.registration(claimant=registration.claimant, group=make.group(), state="email_unconfirmed")
    mine = status.cases_of(visitor(registration.claimant), today=today)
    assert [one.public_id for one in mine] == [busy.public_id, registration.public_id]


class TestQueries:
    """On PostgreSQL acting for a foundation adds a transaction and two statements per file."""

    def most(self, number, files=1):
        from django.db import connection

        return number if connection.vendor == "sqlite" else number + 4 * files

    def test_my_case_takes_at_most_eight(self, registration, today, django_assert_max_num_queries):
        case = registration.group.case
        for number in range(5):
            stands(own_track(registration, claim_ground=make.claim_ground(case=case)), "S60_merits")
            make.registration(claimant=registration.claimant, group=make.group(case=case))
            make.news_item(about=case)
            make.representation(foundation=make.foundation(), group=make.group(case=case))
            make.hearing(case=case, planned_on=date(2026, 12, number + 1))
        with django_assert_max_num_queries(self.most(8)):
            assert shown(registration, today).news
        stands(own_track(registration, defendant=make.defendant()), "E_private_settlement")
        with django_assert_max_num_queries(self.most(8)):
            shown(registration, today)

    def test_my_cases_take_at_most_eight_however_many(self, registration, today, django_assert_max_num_queries):
        for _ in range(10):
            one = make.registration(claimant=registration.claimant, group=make.group())
            stands(own_track(one), "S60_merits")
        there = make.claimant(email=ADDRESS)
        make.registration(claimant=there)
        who = visitor(registration.claimant, there)
        with django_assert_max_num_queries(self.most(8, files=2)):
            assert len(status.cases_of(who, today=today)) == 12


def test_a_date_only_as_precise_as_known(registration, today):
    stands(own_track(registration), "S60_merits", precision=Precision.MONTH)
    assert shown(registration, today).where.shown_since == "januari 2026"
