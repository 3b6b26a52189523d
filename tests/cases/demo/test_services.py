from datetime import date

import pytest
from django.apps import apps
from django.contrib import admin

from cases.core.dates import written
from cases.deadlines.choices import DateSource, DeadlineState
from cases.deadlines.models import Deadline, Reminder
from cases.demo import services
from cases.dossier import services as dossier
from cases.dossier.choices import Regime, RelationKind, RepresentationKind
from cases.dossier.models import Case, CaseRelation, PeopleEstimate, Representation
from cases.news import services as news
from cases.news.models import NewsItem
from cases.parties.models import Court, Foundation, Funding, Spokesperson
from cases.proceedings import state
from cases.proceedings.models import CourtEvent, DocketNumber, Hearing
from cases.regulation.models import RegulatoryMeasure
from cases.rulings import services as rulings
from cases.rulings.models import Ruling
from tests.cases.demo import known

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

GDPR, OTHER = "gdpr", "other-law"
SOMI, STBYP, SMC = ("somi", None), ("stbyp", "minderjarigen"), ("smc", "volwassenen")
BOTH = (GDPR, OTHER)


def test_nineteen_cases_are_public():
    assert sorted(Case.objects.published().values_list("slug", flat=True)) == list(known.SLUGS)


def test_every_case_says_when_it_was_last_checked():
    assert set(Case.objects.values_list("checked_on", flat=True)) == {date(2026, 11, 22)}


def test_exactly_the_rulings_of_the_sources_are_there():
    found = [(row.case.slug, row.ecli, written(row.decided_on, row.precision)) for row in Ruling.objects.all()]
    assert sorted(found) == sorted(known.RULINGS)


def test_exactly_the_docket_numbers_of_the_sources_are_there():
    found = {(row.proceeding.case.slug, row.number) for row in DocketNumber.objects.all()}
    assert found == set(known.NUMBERS)


def test_a_number_whose_owner_no_source_names_says_so():
    shared = DocketNumber.objects.filter(number__in=["C/13/706680 / HA ZA 21-789", "C/13/745042 / HA ZA 24-54"])
    assert {row.proceeding.foundation.slug for row in shared} == {"stbyp", "smc", "sbp"}
    assert all("niet nagegaan" in row.source for row in shared)


def test_everything_happened_on_the_day_the_sources_say():
    found = {(row.case.slug, written(row.happened_on, row.precision)) for row in CourtEvent.objects.all()}
    dated = {(slug, day) for slug, _ecli, day in known.RULINGS} | set(known.OTHER_DATES)
    assert dated <= found
    assert found - dated == {
        ("tiktok", "2021"), ("tiktok", "2024"), ("amazon", "2023"), ("apple-app-store", "2023"),
        ("oracle-salesforce", ""), ("facebook", ""), ("airbus", ""), ("vattenfall", ""),
    }  # fmt: skip


def test_dates_the_court_or_a_writ_set_are_kept_as_they_are():
    set_dates = CourtEvent.objects.exclude(court_set_on=None)
    assert sorted((row.case.slug, str(row.court_set_on)) for row in set_dates) == sorted(known.COURT_DATES)
    assert sorted((row.case.slug, str(row.planned_on)) for row in Hearing.objects.all()) == sorted(known.HEARINGS)


def found_by(rf, model, words):
    model_admin = admin.site.get_model_admin(model)
    rows, _may_repeat = model_admin.get_search_results(rf.get("/"), model.objects.all(), words)
    return rows.distinct()


@pytest.mark.parametrize("spelling", [str, str.lower, lambda text: text.replace(":", "%3A"), lambda text: f" {text} "])
def test_staff_find_every_ecli_in_every_spelling(rf, spelling):
    eclis = [ecli for _slug, ecli, _day in known.RULINGS if ecli]
    assert [list(found_by(rf, Ruling, spelling(ecli)).values_list("ecli", flat=True)) for ecli in eclis] == [
        [ecli] for ecli in eclis
    ]


def test_staff_find_every_docket_number(rf):
    for slug, number in known.NUMBERS:
        found = found_by(rf, DocketNumber, number)
        assert {(row.proceeding.case.slug, row.number) for row in found} == {(slug, number)}


STATES = [
    ("2020-12-31", {}, {}),
    ("2021-12-31", {SOMI: "S10", STBYP: "S10", SMC: "S10"}, {}),
    ("2022-11-08", {SOMI: "S10", STBYP: "S10", SMC: "S10"}, {}),
    ("2022-11-09", {SOMI: "S35", STBYP: "S35", SMC: "S35"}, {}),
    ("2023-10-25", {SOMI: "S35", STBYP: "S36", SMC: "S36"}, {STBYP: {"conditional"}, SMC: {"conditional"}}),
    ("2023-12-31", {SOMI: "S35", STBYP: "S36", SMC: "S36"}, {STBYP: {"conditional"}, SMC: {"conditional"}}),
    ("2024-12-31", {SOMI: "S40", STBYP: "S40", SMC: "S40"}, dict.fromkeys((SOMI, STBYP, SMC), {"appeal_pending"})),
]


@pytest.mark.parametrize(("day", "stages", "conditions"), STATES, ids=[row[0] for row in STATES])
def test_tiktok_stands_where_it_stood(day, stages, conditions):
    for key, ground, now in tiktok_on(day):
        assert (now.law.short if now.law else None) == stages.get(key), (key, ground)
        assert {condition.code for condition in now.overlays} == conditions.get(key, set()), (key, ground)


def test_since_october_2025_only_the_privacy_part_of_tiktok_waits():
    for key, ground, now in tiktok_on("2025-10-07"):
        waiting = {"appeal_pending", "stayed"} if ground == GDPR else {"appeal_pending"}
        assert now.law.short == "S40", key
        assert {condition.code for condition in now.overlays} == waiting, key


def tiktok_on(day):
    case = Case.objects.get(slug="tiktok")
    states = state.track_states(case, date.fromisoformat(day))
    found = [
        (
            (now.track.proceeding.foundation.slug, getattr(now.track.group, "slug", None)),
            now.track.claim_ground.code,
            now,
        )
        for now in states
    ]
    assert {(key, ground) for key, ground, _now in found} == {
        (key, ground) for key in (SOMI, STBYP, SMC) for ground in BOTH
    }
    return found


def test_tiktok_has_one_exclusive_representative_a_group():
    day = date(2024, 1, 10)
    exclusive = Representation.objects.on(day).filter(kind=RepresentationKind.EXCLUSIVE, group__case__slug="tiktok")
    assert {(row.group.slug, row.foundation.slug) for row in exclusive} == {
        ("minderjarigen", "stbyp"), ("volwassenen", "smc"),
    }  # fmt: skip
    assert not exclusive.model.objects.on(date(2024, 1, 9)).filter(kind="exclusive", group__case__slug="tiktok")
    minors = Case.objects.get(slug="tiktok").groups.get(slug="minderjarigen")
    assert (minors.used_from, minors.used_until, minors.age_until) == (date(2018, 5, 25), date(2022, 11, 9), 17)
    assert not minors.is_confirmed


def test_apple_has_one_window_for_everybody_and_one_for_who_asked():
    ends = Deadline.objects.filter(case__slug="apple-app-store", term__in=["D03", "D04", "D05"])
    assert {(row.term, getattr(row.foundation, "slug", None), str(row.ends_on)) for row in ends} == {
        ("D03", None, "2022-01-04"), ("D04", None, "2021-11-04"), ("D05", "asc", "2022-04-04"),
    }  # fmt: skip


def test_stellantis_is_on_its_merits_for_all_three_since_july_2025():
    case = Case.objects.get(slug="stellantis")
    before, after = (state.track_states(case, day) for day in (date(2025, 6, 30), date(2025, 7, 31)))
    assert [now.law.short for now in before] == ["S35", "S35", "S35"]
    assert [now.law.short for now in after] == ["S60", "S60", "S60"]


def test_vattenfall_has_two_laws_and_two_numbers_in_one_proceeding():
    case = Case.objects.get(slug="vattenfall")
    assert set(case.claim_grounds.values_list("regime", flat=True)) == {Regime.WAMCA, Regime.WCA}
    assert case.proceedings.get().docket_numbers.count() == 2
    assert state.headline(case).law.short == "E_dismissed"


def test_cases_hang_on_each_other():
    found = {(row.case.slug, row.kind, row.other.slug) for row in CaseRelation.objects.all()}
    assert found == {
        ("tiktok", RelationKind.WAITS_FOR, "amazon"),
        ("adobe", RelationKind.WAITS_FOR, "amazon"),
        ("meta-doorgifte", RelationKind.FOLLOWS, "facebook"),
    }


def test_what_no_source_says_is_empty():
    assert state.headline(Case.objects.get(slug="airbnb")).stage is None
    assert not Foundation.objects.exclude(kvk_number="").exists()
    assert Foundation.objects.get(slug="airbus-tweede-stichting").legal_form == "unknown"
    assert not Court.objects.filter(is_confirmed=False).exclude(docket_part="").exists()
    assert not Funding.objects.filter(foundation__slug="smc").exists()
    assert not CourtEvent.objects.filter(happened_on=date(2024, 4, 10)).exists()
    assert set(PeopleEstimate.objects.filter(source="").values_list("id", flat=True)) == set()
    assert Spokesperson.objects.filter(foundation__slug__in=["smc", "stbyp"]).count() == 3


def test_only_work_of_the_office_is_open_and_reminded_of():
    waiting = Deadline.objects.running()
    assert {row.source for row in waiting} == {DateSource.MANUAL}
    assert all(row.title.startswith("Interne controle: ") and not row.is_public for row in waiting)
    assert {row.state for row in Deadline.objects.exclude(source=DateSource.MANUAL)} == {DeadlineState.LAPSED}
    assert set(Reminder.objects.values_list("deadline__source", flat=True)) == {DateSource.MANUAL}


def test_one_of_five_news_items_is_about_the_case_and_none_is_quoted():
    tiktok = Case.objects.get(slug="tiktok")
    assert NewsItem.objects.public().count() == 5
    assert NewsItem.objects.about(tiktok).get().event_on == date(2024, 1, 10)
    assert set(NewsItem.objects.values_list("body", flat=True)) == {""}
    assert NewsItem.objects.filter(published_on=None).count() == 1


def test_who_must_obey_a_measure_differs_from_its_target():
    sale = RegulatoryMeasure.objects.get(kind="divestiture")
    assert (sale.addressee, sale.concern.slug) == ("Appwinkels van Apple en Google", "tiktok")
    assert set(sale.products.values_list("name", flat=True)) == {"TikTok", "CapCut", "Lemon8", "Marvel Snap"}
    assert set(RegulatoryMeasure.objects.values_list("state", flat=True)) == {
        "announced", "in_force", "partly", "postponed",
    }  # fmt: skip


def everything():
    """All rows of the app: how many, and when each last changed."""
    models = [model for model in apps.get_app_config("cases").get_models() if hasattr(model, "changed_at")]
    rows = {model.__name__: sorted(model._base_manager.values_list("pk", "changed_at")) for model in models}
    return rows | {"Entry": apps.get_model("cases", "Entry").objects.count()}


def test_a_second_run_changes_nothing():
    before = everything()
    assert services.load() is False
    assert everything() == before


def test_a_second_run_leaves_what_staff_changed():
    tiktok = Case.objects.get(slug="tiktok")
    dossier.change_case(tiktok, slug="tiktok-zaak", title="Onze eigen titel", by=None)
    ruling = Ruling.objects.get(ecli="ECLI:NL:RBAMS:2024:83")
    rulings.withdraw_ruling(ruling, by=None)
    item = NewsItem.objects.public().about(tiktok).get()
    news.describe_item(item, title="Onze eigen kop", by=None)
    before = everything()
    assert services.load() is False
    assert everything() == before
    tiktok.refresh_from_db()
    assert tiktok.title == "Onze eigen titel"
