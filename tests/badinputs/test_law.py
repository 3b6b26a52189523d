"""Every row of law.yaml is refused with its field named, writes nothing, and leaves calendars whole."""

from collections import Counter
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from cases.agenda import services as agenda
from cases.deadlines import services as deadlines
from cases.deadlines.models import Deadline, Reminder
from cases.law import closed_days, counting, terms
from cases.news import services as news
from cases.news.choices import Relevance
from cases.news.models import Mention
from cases.proceedings import services as proceedings
from cases.proceedings.models import CourtEvent
from tests import make
from tests.staff_door import sign_in

TABLE = yaml.safe_load((Path(__file__).parent / "law.yaml").read_text())
REFUSALS = (counting.CountingError, closed_days.DecreeError, terms.UnknownTerm, terms.DateWanted, terms.OutOfBounds)
GONE = replace(terms.TERMS["D13"], valid_until=date(2027, 12, 31))
WITHOUT_D13 = terms.TermTable((*(row for row in terms.TERM_VERSIONS if row.code != "D13"), GONE))
POSTED = {
    "deadline/add": {"case": "{case}", "title": "Akte", "ends_on": "15-12-2096", "source": "manual"},
    "hearing/add": {
        "case": "{case}", "proceedings": "{proceeding}", "subject": "Zitting", "planned_on": "15-12-2096",
        "is_public": "on", "moves-TOTAL_FORMS": "0", "moves-INITIAL_FORMS": "0",
    },
    "courtevent/add": {"case": "{case}", "tracks": "{track}", "is_public": "on"},
    "decreeday/add": {"closed_on": "09-05-2028", "decree": "Besluit", "source": "Staatscourant"},
}  # fmt: skip

pytestmark = pytest.mark.django_db


def rows_of(door):
    return pytest.mark.parametrize("row", TABLE[door], ids=[row["id"] for row in TABLE[door]])


def everything() -> Counter:
    """How many rows each table holds, without the sessions that a visit writes."""
    models = (model for model in apps.get_models() if model._meta.app_label in ("cases", "claimants"))
    return Counter({model.__name__: model._base_manager.count() for model in models})


@pytest.fixture
def lawyer():
    return make.membership()


@pytest.fixture
def there(lawyer) -> dict[str, int]:
    """What is there before somebody makes a mistake, by its name in the table."""
    proceeding = make.proceeding(foundation=lawyer.foundation)
    track = make.track(proceeding=proceeding)
    for kind, on in (("admissible", date(2024, 2, 1)), ("interlocutory_judgment", date(2024, 3, 1))):
        record(track, kind, on)
    hearing = make.hearing(case=proceeding.case, planned_on=date(2096, 12, 15))
    hearing.proceedings.add(proceeding)
    make.decree_day()
    deadline = make.deadline(
        case=proceeding.case, foundation=lawyer.foundation, responsible=lawyer.user, ends_on=date(2096, 12, 15)
    )
    return {"case": proceeding.case_id, "proceeding": proceeding.pk, "track": track.pk} | {
        "hearing": hearing.pk, "deadline": deadline.pk, "lawyer": lawyer,
    }  # fmt: skip


def record(track, kind, on) -> CourtEvent:
    case = track.proceeding.case
    return proceedings.record_event(case, kind=kind, happened_on=on, tracks=[track], by=make.user(is_superuser=True))


class TestLaw:
    CALLS = {
        "count": counting.count,
        "term": terms.term,
        "retired": WITHOUT_D13.term,
        "decree": lambda on: closed_days.DecreeDay(on, "Besluit"),
        "due": lambda code, **given: terms.due(terms.term(code), **given),
    }

    @rows_of("asked")
    def test_a_function_of_the_law_refuses(self, row):
        with pytest.raises(REFUSALS) as refused:
            self.CALLS[row["call"]](**row["given"])
        assert refused.value.field == row["field"]
        assert str(refused.value).endswith(".")


class TestCalculator:
    @rows_of("typed")
    def test_page_and_api_refuse_the_same_at_the_same_field(self, client, monkeypatch, row):
        if "retired" in row:
            monkeypatch.setattr(terms, "TERM_TABLE", WITHOUT_D13)
        given = {name: value if isinstance(value, int) else str(value) for name, value in row["given"].items()}
        before = everything()

        page = client.get("/nl/termijn-berekenen", given)
        told = client.post(
            "/api/v1/deadline-calculations", given | {"triggeredOn": given.pop("triggered_on")}, "application/json"
        )

        assert (page.status_code, told.status_code) == (200, 400)
        assert set(page.context["form"].errors) == {row["field"]}
        assert "answer" not in page.context
        pointers = [fault["pointer"] for fault in told.json()["errors"]]
        assert pointers == [f"/{row['field'].replace('triggered_on', 'triggeredOn')}"]
        assert everything() == before


class TestStaff:
    @rows_of("posted")
    def test_a_form_refuses_at_the_field(self, client, there, row):
        sign_in(client, there["lawyer"])
        client.raise_request_exception = False
        if "first" in row:
            self.post(client, there, row["path"], row["first"])
        before = everything()

        answer = self.post(client, there, row["path"], row["given"])

        assert everything() == before, "something was written"
        if row["field"]:
            assert answer.status_code == 200
            form = answer.context["adminform"].form if "adminform" in answer.context else answer.context["form"]
            assert row["field"] in form.errors
        else:
            assert answer.status_code == 302

    def post(self, client, there, path, given):
        filled = {name: value.format(**there) for name, value in POSTED.get(path, {}).items()}
        return client.post(f"/beheer/cases/{path.format(**there)}/?case={there['case']}", filled | given)

    def test_two_different_judgments_of_one_day_stand_beside_each_other_with_one_appeal_term(self, there):
        track = proceedings.Track.objects.get(pk=there["track"])
        for kind in ("interlocutory_judgment", "cure_ordered"):
            record(track, kind, date(2026, 11, 2))
        assert track.events.filter(happened_on=date(2026, 11, 2)).count() == 2
        assert Deadline.objects.filter(triggered_on=date(2026, 11, 2)).count() == 1

    @pytest.mark.parametrize("step", ["acknowledge", "confirm", "reschedule"])
    def test_a13_a_double_click_reminds_once(self, client, there, step):
        sign_in(client, there["lawyer"])
        path, given = "deadline/{deadline}/" + step, {"ends_on": "18-12-2096", "reason": "Rol"}
        self.post(client, there, path, given)
        once = everything()
        assert self.post(client, there, path, given).status_code in (200, 302)
        assert everything() == once

    def test_a13_reminding_twice_mails_once(self, there):
        soon = timezone.localdate() + timedelta(days=1)
        deadlines.reschedule(Deadline.objects.get(pk=there["deadline"]), ends_on=soon, reason="Rol", by=make.user())
        assert Reminder.objects.exists()
        deadlines.remind()
        once = everything()
        assert once["Message"] > 0
        deadlines.remind()
        assert everything() == once

    def test_n08_a_text_that_names_a_last_day_only_proposes_a_case(self):
        case = make.case(title="Stichting tegen Kanarie")
        make.defendant_in(case, name="Kanarie B.V.")
        text = "Kanarie B.V. moet uiterlijk op 14 december 2026 hoger beroep instellen tegen het vonnis."
        before = everything()

        item, is_new = news.take_in(text, profiles=news.case_profiles())

        assert is_new
        assert not item.is_published
        assert Mention.objects.get().relevance == Relevance.UNDECIDED
        written = everything() - before
        assert set(written) == {"NewsItem", "Mention", "Entry"}


class TestCalendars:
    @rows_of("kept")
    def test_a_calendar_holds_one_entry_whatever_its_words(self, there, row):
        address = make.calendar_key(there["lawyer"])[1]
        Deadline.objects.all().delete()
        case, title = make.case(title="Zaak"), row["title"] * row.get("times", 1)
        if "hearing" in row:
            proceeding = make.proceeding(case=case, foundation=there["lawyer"].foundation)
            at = time.fromisoformat(row["at"]) if "at" in row else None
            values = {"state": row["state"]} if "state" in row else {}
            make.hearing(case=case, planned_on=row["hearing"], starts_at=at, subject=title, **values).proceedings.add(
                proceeding
            )
        else:
            make.deadline(case=case, foundation=there["lawyer"].foundation, title=title)
        answer = Client().get(address.removeprefix("http://localhost:8000"))
        assert answer.status_code == 200
        (event,) = [one for one in Calendar.from_ical(answer.content).walk("VEVENT") if "Zaak" in one["SUMMARY"]
                    and row["says"] in one["SUMMARY"]]  # fmt: skip
        assert "ATTENDEE" not in event
        assert max(len(line) for line in answer.content.split(b"\r\n")) <= 75
        assert event["DTSTART"].dt.isoformat() == row.get("starts", event["DTSTART"].dt.isoformat())
        assert event["STATUS"] == row.get("status", "CONFIRMED")

    @rows_of("called")
    def test_an_address_that_nobody_holds_is_not_found(self, lawyer, row):
        revoked, gone = make.calendar_key(lawyer)
        agenda.revoke_key(revoked, by=lawyer.user)
        names = {"revoked": gone, "standing": make.calendar_key(lawyer)[1]}
        tokens = {name: address.rsplit("/", 1)[1].removesuffix(".ics") for name, address in names.items()}
        browser = Client(raise_request_exception=False)

        answer = browser.get(f"/agenda/{row['token'].format(**tokens)}.ics")

        assert answer.status_code == 404
        assert answer.content == browser.get("/agenda/zomaar.ics").content

    def test_i06_no_claimant_is_named(self, there):
        person = make.claimant(foundation=there["lawyer"].foundation, full_name="Kanarie Persoon")
        make.registration(claimant=person, group=make.group())
        content = Client().get(make.calendar_key(there["lawyer"])[1].removeprefix("http://localhost:8000")).content
        assert b"BEGIN:VEVENT" in content
        assert not [word for word in ("Kanarie", person.reference, person.email) if word.encode() in content]
