from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from cases.parties.choices import Instance
from cases.proceedings import services
from cases.proceedings.models import CourtEvent, DocketNumber, Hearing, Proceeding, Track
from tests import make
from tests.cases.proceedings.steps import page, recorded
from tests.staff_door import filled_in, sign_in

pytestmark = pytest.mark.django_db

ADD = "/beheer/cases/courtevent/add/"
WRIT = {"kind": "writ_served", "happened_on": "01-03-2024", "is_public": "on"}


def post_event(client, track, **values):
    filled = {"case": track.proceeding.case_id, "tracks": [track.pk]} | WRIT | values
    return client.post(f"{ADD}?case={track.proceeding.case_id}", filled)


def sentences(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


class TestRecording:
    def test_the_case_is_chosen_first(self, staff, track):
        assert 'name="kind"' not in staff.get(ADD).content.decode()
        answer = staff.post(ADD, {"case": track.proceeding.case_id})
        assert answer.url == f"{ADD}?case={track.proceeding.case_id}"

    def test_kinds_stand_under_their_stage_and_tracks_are_boxes(self, staff, track):
        shown = staff.get(f"{ADD}?case={track.proceeding.case_id}").content.decode()
        assert '<optgroup label="dagvaarding uitgebracht">' in shown
        assert 'type="checkbox" name="tracks"' in shown
        assert "opt_out_declared" not in shown
        assert 'type="date"' not in shown

    def test_an_event_is_recorded_by_whoever_signed_in(self, staff, track):
        answer = post_event(staff, track)
        event = CourtEvent.objects.get()
        assert answer.url == page("courtevent_change", event)
        assert event.recorded_by.is_superuser
        assert track.stage_entries.get().stage == "S10_summons_served"

    def test_a_window_to_choose_needs_its_last_day(self, staff, track):
        answer = post_event(staff, track, kind="opt_out_window_set")
        assert "Vul de laatste dag in" in answer.content.decode()
        assert not CourtEvent.objects.exists()

    @pytest.mark.parametrize(
        ("typed", "on", "precision"),
        [
            ("14-01-2024", date(2024, 1, 14), "day"),
            ("1-3-2024", date(2024, 3, 1), "day"),
            ("2024-03-01", date(2024, 3, 1), "day"),
            ("07-2025", date(2025, 7, 1), "month"),
            ("2024", date(2024, 1, 1), "year"),
            ("onbekend", None, "unknown"),
        ],
    )
    def test_a_date_is_typed_as_precisely_as_known(self, staff, track, typed, on, precision):
        post_event(staff, track, happened_on=typed)
        event = CourtEvent.objects.get()
        assert (event.happened_on, event.precision) == (on, precision)

    def test_yesterday_may_be_typed_as_a_word(self, staff, track):
        post_event(staff, track, happened_on="gisteren")
        assert CourtEvent.objects.get().happened_on == timezone.localdate() - timedelta(days=1)

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"happened_on": "31-02-2024"}, "happened_on"),
            ({"happened_on": "13-2024"}, "happened_on"),
            ({"happened_on": "0000"}, "happened_on"),
            ({"happened_on": "01-01-2999"}, "happened_on"),
            ({"happened_on": "soon"}, "happened_on"),
            ({"happened_on": ""}, "happened_on"),
            ({"happened_on": "1" * 500}, "happened_on"),
            ({"happened_on": "\u0661\u0662-01-2024"}, "happened_on"),
            ({"kind": "abolished"}, "kind"),
            ({"kind": "opt_out_declared"}, "kind"),
            ({"kind": "settlement_approved", "happened_on": "02-03-2024", "earlier": True}, "kind"),
            ({"tracks": []}, "tracks"),
            ({"tracks": ["99999"]}, "tracks"),
            ({"tracks": ["x"]}, "tracks"),
            ({"court_set_on": "30-02-2024"}, "court_set_on"),
            ({"court_set_on": "01-02-2024"}, "court_set_on"),
            ({"leads_to": "S77"}, "leads_to"),
            ({"document": "1"}, "document"),
            ({"summary": "x" * 2001}, "summary"),
            ({"source": "a\x00b"}, "source"),
            ({"note": "a\u202eb"}, "note"),
        ],
        ids=lambda value: str(value)[:40],
    )
    def test_bad_input_is_a_sentence_at_its_field(self, staff, track, values, field):
        if values.pop("earlier", False):
            recorded(track)
        before = CourtEvent.objects.count()
        answer = post_event(staff, track, **values)
        assert answer.status_code == 200
        assert field in answer.context["adminform"].form.errors
        assert CourtEvent.objects.count() == before

    def test_a_track_of_another_case_is_no_choice(self, staff, track):
        answer = post_event(staff, track, tracks=[track.pk, make.track().pk])
        assert "tracks" in answer.context["adminform"].form.errors
        assert not CourtEvent.objects.exists()

    @pytest.mark.parametrize("key", ["0", "x", "99999999999999999999", "\u0661", "-1"])
    def test_an_unknown_case_asks_for_the_case(self, staff, key):
        assert staff.get(ADD, {"case": key}).status_code == 200

    def test_what_looks_odd_is_told(self, staff, track):
        answer = post_event(staff, track, kind="exclusive_representative_appointed")
        assert "halverwege" in sentences(answer)

    def test_only_a_lawyer_records(self, client, track):
        sign_in(client, make.membership(role="communication", foundation=track.proceeding.foundation))
        assert post_event(client, track).status_code == 403
        assert not CourtEvent.objects.exists()


class TestEventPage:
    def test_is_for_reading_and_names_what_followed(self, client, track):
        sign_in(client, make.membership(foundation=track.proceeding.foundation))
        event = recorded(track, "dismissed", "2024-10-09")
        shown = client.get(page("courtevent_change", event)).content.decode()
        assert "vorderingen afgewezen" in shown
        assert "9 oktober 2024" in shown
        assert event.deadlines.get().title in shown
        assert "<textarea" not in shown

    def test_posting_to_it_changes_nothing(self, staff, track):
        event = recorded(track)
        staff.post(page("courtevent_change", event), {"kind": "dismissed", "happened_on": "01-01-2020"})
        event.refresh_from_db()
        assert event.kind == "writ_served"

    def test_a_correction_is_a_new_event(self, staff, track):
        event = recorded(track)
        address = page("courtevent_correct", event)
        filled = filled_in(staff.get(address), happened_on="05-03-2024", reason="Verkeerde dag")
        answer = staff.post(address, filled)
        new = CourtEvent.objects.get(corrects=event)
        assert answer.url == page("courtevent_change", new)
        assert new.happened_on == date(2024, 3, 5)
        assert list(new.tracks.all()) == [track]

    def test_a_correction_needs_its_reason(self, staff, track):
        event = recorded(track)
        address = page("courtevent_correct", event)
        answer = staff.post(address, filled_in(staff.get(address), happened_on="05-03-2024"))
        assert "reason" in answer.context["adminform"].form.errors
        assert CourtEvent.objects.count() == 1

    def test_a_form_opened_before_a_withdrawal_is_refused(self, staff, track):
        event = recorded(track)
        address = page("courtevent_correct", event)
        stale = filled_in(staff.get(address), happened_on="05-03-2024", reason="Verkeerde dag")
        services.withdraw_event(event, reason="Per ongeluk", by=None)
        assert staff.post(address, stale).status_code == 200
        assert CourtEvent.objects.count() == 1

    def test_withdrawing_asks_for_a_reason_first(self, staff, track):
        event = recorded(track)
        address = page("courtevent_withdraw", event)
        assert staff.get(address).status_code == 200
        assert staff.post(address, {"reason": " "}).status_code == 200
        event.refresh_from_db()
        assert not event.is_withdrawn
        staff.post(address, {"reason": "Per ongeluk"})
        event.refresh_from_db()
        assert event.is_withdrawn

    def test_what_was_withdrawn_says_so_when_withdrawn_again(self, staff, track):
        event = recorded(track)
        services.withdraw_event(event, reason="Per ongeluk", by=None)
        answer = staff.post(page("courtevent_withdraw", event), {"reason": "Nog eens"})
        assert answer.status_code == 200
        assert answer.context["form"].non_field_errors()

    @pytest.mark.parametrize("address", ["0", "x", "999999"])
    def test_an_event_that_is_not_there_is_a_404(self, staff, address):
        assert staff.get(f"/beheer/cases/courtevent/{address}/change/").status_code == 404


class TestProceedings:
    def test_numbers_and_tracks_are_added_by_the_services(self, staff):
        case = make.case()
        group = make.group(case=case)
        proceeding = make.proceeding(case=case)
        address = page("proceeding_change", proceeding)
        numbers = {"docket_numbers-TOTAL_FORMS": "1", "docket_numbers-0-number": "C13/715885 HA ZA 22- 283",
                   "docket_numbers-0-court": make.court("RBROT", docket_part="10").pk}  # fmt: skip
        tracks = {"tracks-TOTAL_FORMS": "1", "tracks-0-group": group.pk}
        answer = staff.post(address, filled_in(staff.get(address), **numbers, **tracks))
        assert answer.status_code == 302
        assert DocketNumber.objects.get().number == "C/13/715885 / HA ZA 22-283"
        assert Track.objects.get().group == group
        assert "RBAMS" in sentences(answer)

    def test_a_refused_number_leaves_nothing_behind(self, staff):
        proceeding = make.proceeding()
        services.add_docket_number(proceeding, number="C/13/715885", by=None)
        address = page("proceeding_change", proceeding)
        numbers = {"docket_numbers-TOTAL_FORMS": "2", "docket_numbers-1-number": "C13-715885"}
        answer = staff.post(address, filled_in(staff.get(address), source="Nieuwe bron", **numbers))
        assert answer.status_code == 200
        proceeding.refresh_from_db()
        assert (proceeding.source, DocketNumber.objects.count()) == ("", 1)

    def test_a_proceeding_is_opened_by_its_service(self, staff):
        case, foundation = make.case(), make.foundation()
        filled = {"case": case.pk, "foundation": foundation.pk, "name": "", "source": ""}
        filled |= {
            f"{name}-{form}_FORMS": "0" for name in ("docket_numbers", "tracks") for form in ("TOTAL", "INITIAL")
        }
        staff.post("/beheer/cases/proceeding/add/", filled)
        assert case.entries.get(action="proceeding.opened").subject_id == Proceeding.objects.get().public_id


class TestHearings:
    def test_moving_keeps_where_it_came_from(self, staff, track):
        hearing = make.hearing(case=track.proceeding.case, planned_on=date(2026, 12, 15))
        staff.post(page("hearing_move", hearing), {"to_on": "20-01-2027", "starts_at": "10:00", "reason": "Rol vol"})
        hearing.refresh_from_db()
        assert hearing.planned_on == date(2027, 1, 20)
        assert hearing.moves.get().from_on == date(2026, 12, 15)

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"to_on": "31-02-2027"}, "to_on"),
            ({"to_on": "15-12-2026"}, "to_on"),
            ({"to_on": ""}, "to_on"),
            ({"starts_at": "25:00"}, "starts_at"),
            ({"reason": ""}, "reason"),
            ({"reason": "a\x00b"}, "reason"),
        ],
        ids=str,
    )
    def test_a_bad_move_is_a_sentence(self, staff, values, field):
        hearing = make.hearing(planned_on=date(2026, 12, 15))
        answer = staff.post(page("hearing_move", hearing), {"to_on": "20-01-2027", "reason": "Rol vol"} | values)
        assert field in answer.context["form"].errors
        hearing.refresh_from_db()
        assert hearing.planned_on == date(2026, 12, 15)

    def test_cancelled_and_held(self, staff):
        off, held = make.hearing(), make.hearing(planned_on=date(2024, 1, 5))
        staff.post(page("hearing_cancel", off), {"reason": "Schikking"})
        staff.post(page("hearing_held", held))
        assert set(Hearing.objects.values_list("state", "state_reason")) == {("cancelled", "Schikking"), ("held", "")}

    def test_a_hearing_is_planned_by_its_service(self, staff, track):
        case = track.proceeding.case
        filled = {"case": case.pk, "proceedings": [track.proceeding.pk], "subject": "Zitting", "is_public": "on",
                  "planned_on": "15-12-2026", "starts_at": "10:00", "moves-TOTAL_FORMS": "0",
                  "moves-INITIAL_FORMS": "0"}  # fmt: skip
        answer = staff.post("/beheer/cases/hearing/add/", filled)
        assert answer.status_code == 302, answer.context["errors"]
        assert case.entries.filter(action="hearing.planned").exists()
        assert staff.get(page("hearing_change", Hearing.objects.get())).status_code == 200


@pytest.mark.parametrize(
    "model",
    [
        "case", "claimantgroup", "claimground", "representation", "peopleestimate", "caserelation", "defendantrole",
        "document", "proceeding", "docketnumber", "track", "courtevent", "stageentry", "overlay", "hearing",
        "hearingmove",
    ],
)  # fmt: skip
def test_every_list_opens_and_can_be_searched(staff, track, model):
    recorded(track, "inadmissible", "2021-12-29")
    recorded(track, "appeal_lodged", "2022-03-28", court=make.court("GHAMS", instance=Instance.APPEAL))
    make.representation(group=make.group(case=track.proceeding.case))
    make.hearing(case=track.proceeding.case)
    assert staff.get(f"/beheer/cases/{model}/").status_code == 200
    assert staff.get(f"/beheer/cases/{model}/", {"q": "tiktok"}).status_code == 200
