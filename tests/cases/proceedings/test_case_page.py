from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.proceedings import services
from tests import make
from tests.cases.proceedings.steps import page, recorded
from tests.staff_door import filled_in, sign_in

pytestmark = pytest.mark.django_db


class TestCockpit:
    def test_shows_where_each_group_stands_and_what_comes(self, staff, track):
        case = track.proceeding.case
        recorded(track, "inadmissible", "2021-12-29", source="ECLI:NL:RBAMS:2021:7647")
        recorded(track, "appeal_lodged", "2022-03-28")
        services.plan_hearing(
            case,
            proceedings=[track.proceeding],
            subject="Regiezitting",
            planned_on=timezone.localdate() + timedelta(days=30),
            by=None,
        )
        shown = staff.get(page("case_change", case)).content.decode()
        for words in ("niet-ontvankelijk", "hoger beroep loopt", "Regiezitting", "ECLI:NL:RBAMS:2021:7647"):
            assert words in shown
        assert shown.index("Niet-ontvankelijk") < shown.index('class="today"') < shown.index("Regiezitting")

    def test_a_long_source_is_cut_in_the_list_and_its_address_stays_whole_in_the_link(self, staff, track):
        address = f"https://rechtspraak.example/{'a' * 80}"
        recorded(track, "inadmissible", "2021-12-29", source=f"{address} {'Zie het vonnis. ' * 10}eind")
        shown = staff.get(page("case_change", track.proceeding.case)).content.decode()
        assert f'href="{address}"' in shown
        assert "eind</small>" not in shown
        assert f">{address}<" not in shown

    def test_a_moved_hearing_keeps_its_old_day_struck_through(self, staff, track):
        hearing = make.hearing(case=track.proceeding.case, planned_on=date(2026, 12, 15))
        services.move_hearing(hearing, to_on=date(2027, 1, 20), reason="Rechter verhinderd", by=None)
        shown = staff.get(page("case_change", track.proceeding.case)).content.decode()
        assert "<s>15 december 2026</s>" in shown
        assert "Rechter verhinderd" in shown

    def test_what_must_be_done_says_how_long_there_is(self, client, track):
        sign_in(client, make.membership(foundation=track.proceeding.foundation))
        case, today = track.proceeding.case, timezone.localdate()
        for days in (-4, 0, 12):
            make.deadline(case=case, foundation=track.proceeding.foundation, ends_on=today + timedelta(days=days))
        make.deadline(case=case, foundation=make.foundation(), title="Van een ander", ends_on=today)
        shown = client.get(page("case_change", case))
        assert [todo.days for todo in shown.context["cockpit"].to_do] == [-4, 0, 12]
        assert "Van een ander" not in shown.content.decode()

    def test_a_bare_case_says_what_is_unknown(self, staff):
        assert staff.get(page("case_change", make.case())).status_code == 200

    def test_its_queries_do_not_grow(self, staff, track, django_assert_max_num_queries):
        case = track.proceeding.case
        for day in range(1, 20):
            recorded(track, "statement_filed", f"2024-03-{day:02}")
        for _ in range(5):
            make.track(proceeding=make.proceeding(case=case), group=make.group(case=case))
            make.hearing(case=case)
        with django_assert_max_num_queries(40):
            staff.get(page("case_change", case))

    def test_publishing_names_what_is_missing(self, staff):
        case = make.case(is_published=False, summary="")
        answer = staff.post(page("case_publish", case), follow=True)
        case.refresh_from_db()
        assert not case.is_published
        assert "samenvatting" in answer.content.decode()

    def test_publishing_is_a_post(self, staff):
        case = make.case(is_published=False, summary="Wat er gebeurde.", concern=make.concern())
        assert staff.get(page("case_publish", case)).status_code == 405
        staff.post(page("case_publish", case))
        case.refresh_from_db()
        assert case.is_published

    def test_a_stale_form_is_refused(self, staff):
        case = make.case()
        address = page("case_edit", case)
        stale = filled_in(staff.get(address), title="Andere titel")
        type(case).objects.filter(pk=case.pk).update(version=2)
        assert staff.post(address, stale).status_code == 200
        case.refresh_from_db()
        assert case.title != "Andere titel"

    def test_the_form_changes_only_what_was_changed(self, staff):
        case = make.case(summary="Eerst.")
        address = page("case_edit", case)
        answer = staff.post(address, filled_in(staff.get(address), summary="Daarna."))
        assert answer.status_code == 302, answer.context["errors"]
        assert case.entries.get(action="case.changed").data == {"fields": ["summary"]}


class TestFinding:
    @pytest.mark.parametrize(
        "term",
        [
            "C/13/702849 / HA ZA 21-526",
            "c13/702849 ha za 21- 526",
            "C-13-702849-HA ZA 21-526",
            "C/13/702849",
            "HA ZA 21-526",
            "200.308.490/01",
            "23/04444",
            "C-34/24",
            "322179 / HA ZA 08-3431",
            "ECLI:NL:RBAMS:2022:6488",
            "ecli:nl:rbams:2022:6488",
            "ECLI%3ANL%3ARBAMS%3A2022%3A6488",
            "Take Back Your Privacy",
            "TBYP",
            "TikTok Technology",
            "tiktok",
        ],
    )
    def test_a_case_is_found_by(self, staff, term):
        other = make.proceeding(case=make.case(title="Andere kwestie"))
        make.docket_number(proceeding=other, number="C/13/999999 / HA ZA 99-999")
        case = make.case(slug="tiktok", title="De zaak tegen TikTok")
        make.defendant_in(case, name="TikTok Technology Limited")
        proceeding = make.proceeding(
            case=case, foundation=make.foundation(name="Stichting Take Back Your Privacy", short_name="TBYP")
        )
        for number in ("C/13/702849 / HA ZA 21-526", "200.308.490/01", "23/04444", "C-34/24", "322179 / HA ZA 08-3431"):
            services.add_docket_number(proceeding, number=number, by=None)
        make.ruling(case=case, ecli="ECLI:NL:RBAMS:2022:6488")
        found = staff.get("/beheer/cases/case/", {"q": term}).context["cl"].result_list
        assert [one.slug for one in found] == ["tiktok"]

    @pytest.mark.parametrize("term", ["%", "'", "\u00e9", "_" * 300, "ECLI:", "C/13/"])
    def test_odd_terms_find_something_or_nothing(self, staff, track, term):
        assert staff.get("/beheer/cases/case/", {"q": term}).status_code == 200

    @pytest.mark.parametrize("model", ["docketnumber", "proceeding"])
    def test_a_number_in_any_spelling(self, staff, track, model):
        services.add_docket_number(track.proceeding, number="C/09/623288 / HA ZA 22-26", by=None)
        found = staff.get(f"/beheer/cases/{model}/", {"q": "C-09-623288-HA ZA 22-26"}).context["cl"].result_list
        assert len(found) == 1

    def test_the_list_of_cases_has_a_fixed_number_of_queries(self, staff, django_assert_max_num_queries):
        for _ in range(20):
            track = make.track(proceeding=make.proceeding(case=make.case()))
            recorded(track)
        with django_assert_max_num_queries(20):
            shown = staff.get("/beheer/cases/case/").content.decode()
        assert "dagvaarding uitgebracht" in shown
