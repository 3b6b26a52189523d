from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from cases.deadlines.models import Deadline
from cases.journal.models import Entry, Reaction
from cases.outbox.models import Message
from cases.proceedings.models import CourtEvent
from tests import make
from tests.cases.preview.test_services import everything
from tests.cases.proceedings.steps import page, recorded
from tests.staff_door import filled_in, sign_in

pytestmark = pytest.mark.django_db

ADD = "/beheer/cases/courtevent/add/"
LOOK = {"_preview": "1"}


@pytest.fixture
def lawyer():
    return make.membership()


@pytest.fixture
def door(client, lawyer):
    sign_in(client, lawyer)
    return client


@pytest.fixture
def track(lawyer):
    case = make.case(title="TikTok", concern=make.concern())
    found = make.track(proceeding=make.proceeding(case=case, foundation=lawyer.foundation))
    recorded(found, "merits_begun", "2026-01-05")
    return found


def post(client, track, **values):
    case = track.proceeding.case_id
    filled = {"case": case, "tracks": [track.pk], "kind": "dismissed", "happened_on": "31-07-2026", "is_public": "on"}
    return client.post(f"{ADD}?case={case}", filled | values)


def rows():
    """What only a form page may not touch; the session keeps its own time."""
    return {name: found for name, found in everything().items() if not name.startswith("sessions.")}


def test_the_button_shows_and_records_nothing(door, track):
    before = rows()
    answer = post(door, track, **LOOK)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert rows() == before
    for words in ("ma 2 november 2026", "art. 339 lid 1 Rv", "3 maanden", "zaterdag 31 oktober 2026"):
        assert words in shown
    assert 'value="31-07-2026"' in shown


def test_what_was_shown_is_what_is_recorded(door, track):
    said = post(door, track, **LOOK).context["rehearsal"].changes
    answer = post(door, track)
    assert answer.status_code == 302
    made = Deadline.objects.get(event__kind="dismissed")
    assert [(line.term, line.ends_on) for line in said.made] == [(made.term, made.ends_on)]


def test_no_worker_sees_anything(door, track):
    counted = [model.objects.count() for model in (Entry, Reaction, Message)]
    post(door, track, **LOOK)
    assert [model.objects.count() for model in (Entry, Reaction, Message)] == counted


def test_a_refusal_stands_in_the_picture_and_at_its_field(door, track):
    answer = post(door, track, kind="writ_filed", **LOOK)
    assert "art. 1018c" in str(answer.context["refusal"].message)
    assert "kind" in answer.context["adminform"].form.errors
    assert "rehearsal" not in answer.context


@pytest.mark.parametrize(
    ("values", "field"),
    [({"happened_on": "31-02-2026"}, "happened_on"), ({"tracks": []}, "tracks"), ({"kind": ""}, "kind"),
     ({"note": "a\x00b"}, "note"), ({"happened_on": "01-01-2999"}, "happened_on")],
    ids=str,
)  # fmt: skip
def test_bad_input_is_a_sentence_and_no_picture(door, track, values, field):
    answer = post(door, track, **LOOK, **values)
    assert answer.status_code == 200
    assert field in answer.context["adminform"].form.errors
    assert "rehearsal" not in answer.context
    assert CourtEvent.objects.count() == 1


def test_a_date_the_court_sets_is_asked_for(door, track):
    earlier = make.track(proceeding=track.proceeding, group=make.group(case=track.proceeding.case))
    recorded(earlier, "exclusive_representative_appointed", "2026-09-01")
    answer = post(door, earlier, kind="announcement_made", happened_on="05-11-2026", **LOOK)
    assert [article for _name, article in answer.context["wanted"]] == ["art. 1018f lid 1 Rv", "art. 1018f lid 5 Rv"]


def test_a_correction_shows_the_old_day_and_the_new(door, track):
    event = recorded(track, "dismissed", "2026-11-02")
    address = page("courtevent_correct", event)
    before = rows()
    filled = filled_in(door.get(address), happened_on="09-11-2026", reason="Verkeerde dag", **LOOK)
    shown = door.post(address, filled).content.decode()
    assert "<s>di 2 februari 2027</s> → <strong>di 9 februari 2027</strong>" in shown
    assert rows() == before


def test_a_correction_of_what_was_withdrawn_meanwhile_is_refused(door, track):
    event = recorded(track, "dismissed", "2026-11-02")
    address = page("courtevent_correct", event)
    filled = filled_in(door.get(address), happened_on="09-11-2026", reason="Verkeerde dag", **LOOK)
    door.post(page("courtevent_withdraw", event), {"reason": "Per ongeluk"})
    answer = door.post(address, filled)
    assert answer.status_code == 200
    assert "rehearsal" not in answer.context


def test_a_lawyer_does_not_see_what_another_foundation_gets(door, track):
    other = make.membership(user=make.user(first_name="Andere", last_name="Juriste"))
    their = make.track(proceeding=make.proceeding(case=track.proceeding.case, foundation=other.foundation))
    recorded(their, "merits_begun", "2026-01-05")
    answer = post(door, track, tracks=[track.pk, their.pk], **LOOK)
    assert len(answer.context["rehearsal"].changes.made) == 1
    assert "Andere Juriste" not in answer.content.decode()


def test_only_who_may_record_may_look(client, track):
    sign_in(client, make.membership(role="communication", foundation=track.proceeding.foundation))
    assert post(client, track, **LOOK).status_code == 403


def test_without_a_case_the_case_is_asked_first(door):
    answer = door.post(ADD, {"kind": "dismissed", "case": "99999", **LOOK})
    assert answer.status_code == 200
    assert not CourtEvent.objects.exists()


class TestUndo:
    def test_the_page_offers_it_for_ten_minutes(self, door, track):
        answer = post(door, track)
        undo = answer.url.replace("/change/", "/undo/")
        assert undo in door.get(answer.url).content.decode()
        with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1)):
            sign_in(door, track.proceeding.foundation.memberships.get())
            assert undo not in door.get(answer.url).content.decode()
            door.post(undo)
        assert not CourtEvent.objects.get(kind="dismissed").is_withdrawn

    def test_it_withdraws_and_deletes_nothing(self, door, track):
        answer = post(door, track)
        door.post(answer.url.replace("/change/", "/undo/"))
        event = CourtEvent.objects.get(kind="dismissed")
        assert event.is_withdrawn
        assert event.correction_reason
        assert Deadline.objects.get(event=event).state == "superseded"

    def test_of_a_correction_puts_back_what_stood(self, door, track):
        event = recorded(track, "dismissed", "2026-11-02")
        filled = filled_in(door.get(page("courtevent_correct", event)), happened_on="09-11-2026", reason="Dag")
        door.post(page("courtevent_correct", event), filled)
        door.post(page("courtevent_undo", CourtEvent.objects.get(corrects=event)))
        standing = CourtEvent.objects.standing().get(kind="dismissed")
        assert standing.happened_on == date(2026, 11, 2)
        assert CourtEvent.objects.filter(kind="dismissed").count() == 3
        assert Deadline.objects.exclude(state="superseded").get(term="D13").ends_on == date(2027, 2, 2)

    def test_twice_is_refused_in_words(self, door, track):
        event = recorded(track, "dismissed", "2026-11-02")
        for _time in range(2):
            answer = door.post(page("courtevent_undo", event), follow=True)
        assert answer.status_code == 200
        assert "ingetrokken" in answer.content.decode()

    def test_only_by_post_and_by_who_may_change(self, client, door, track):
        event = recorded(track, "dismissed", "2026-11-02")
        assert door.get(page("courtevent_undo", event)).status_code == 405
        sign_in(client, make.membership(role="helpdesk", foundation=track.proceeding.foundation))
        assert client.post(page("courtevent_undo", event)).status_code == 403


class TestWhoseAppeal:
    @pytest.fixture
    def sued(self, track):
        sued = make.defendant_in(track.proceeding.case, name="Bedrijf X B.V.")
        recorded(track, "dismissed", "2026-03-02")
        for party in (sued, track.proceeding.foundation):
            recorded(track, "appeal_lodged", "2026-04-01", appellant=party)
        return sued

    def test_the_form_asks_for_it_where_more_than_one_is_pending(self, door, track, sued):
        answer = post(door, track, kind="appeal_withdrawn", happened_on="01-06-2026", **LOOK)
        assert "appellant" in answer.context["adminform"].form.errors
        assert "Bedrijf X B.V." in answer.content.decode()

    def test_what_is_chosen_is_shown_recorded_and_offered_for_correction(self, door, track, sued):
        facts = {"kind": "appeal_withdrawn", "happened_on": "01-06-2026", "appellant": f"defendant:{sued.pk}"}
        said = post(door, track, **facts, **LOOK).context["rehearsal"].changes
        assert len(said.ended) == 1
        assert post(door, track, **facts).status_code == 302
        event = CourtEvent.objects.get(kind="appeal_withdrawn")
        assert event.appellant == sued
        assert "Bedrijf X B.V." in door.get(page("courtevent_change", event)).content.decode()
        kept = filled_in(door.get(page("courtevent_correct", event)), reason="Te vroeg.", happened_on="02-06-2026")
        assert kept["appellant"] == f"defendant:{sued.pk}"
        assert door.post(page("courtevent_correct", event), kept).status_code == 302
        assert CourtEvent.objects.standing().get(kind="appeal_withdrawn").appellant == sued
