from datetime import UTC, date, datetime, time
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from cases.agenda.rules import Entry, written

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ZONES = ["Europe/Amsterdam", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kolkata"]


def entry(**values) -> Entry:
    values = {"title": "Hoger beroep", "on": date(2026, 12, 14), "changed_at": NOW, "sequence": 1} | values
    return Entry(**{"public_id": UUID(int=7)} | values)


def read(content: bytes):
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    return event


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=300))
def test_t18_one_entry_in_is_one_entry_out_whatever_its_words(words):
    content = written(words, [entry(title=words, text=words, place=words)])
    assert content.count(b"BEGIN:VEVENT") == content.count(b"END:VCALENDAR") == 1
    assert str(read(content)["UID"]) == f"{UUID(int=7)}@achterban"


@pytest.mark.parametrize("cut", ["\r", "\n", "\r\n"], ids=["CR", "LF", "CRLF"])
def test_i01_a_title_adds_no_guests_and_ends_nothing(cut):
    title = f"Akte; stuk, 3\\4{cut}ATTENDEE:mailto:x@y.example{cut}END:VEVENT{cut}BEGIN:VEVENT"
    event = read(written("Agenda", [entry(title=title)]))
    assert "ATTENDEE" not in event
    assert str(event["SUMMARY"]).startswith("Akte; stuk, 3\\4")


def test_i02_an_address_with_a_line_break_is_refused():
    with pytest.raises(ValueError, match="CR or LF|control|line"):
        written("Agenda", [entry(address="https://voorbeeld.example/\r\nATTENDEE:x")])


def test_i03_a_long_title_with_emoji_is_folded_and_comes_back_whole():
    title = "Zitting 👩‍⚖️ " * 250
    content = written("Agenda", [entry(title=title)])
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert str(read(content)["SUMMARY"]) == title


class TestI04:
    @pytest.mark.parametrize("zone", ZONES)
    def test_a_last_day_is_the_same_day_everywhere(self, zone):
        event = read(written("Agenda", [entry()]))
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        assert (start, end) == (date(2026, 12, 14), date(2026, 12, 15))
        assert not isinstance(start, datetime)
        assert datetime.combine(start, time(), ZoneInfo(zone)).date() == date(2026, 12, 14)

    @pytest.mark.parametrize("on", [date(2026, 3, 29), date(2026, 10, 25)], ids=["gap", "overlap"])
    def test_so_it_is_in_the_nights_the_clock_changes(self, on):
        event = read(written("Agenda", [entry(on=on)]))
        assert (event["DTEND"].dt - event["DTSTART"].dt).days == 1

    @pytest.mark.parametrize(("on", "utc"), [(date(2026, 3, 30), 7), (date(2026, 10, 26), 8)], ids=["summer", "winter"])
    def test_a_sitting_is_a_moment(self, on, utc):
        start = read(written("Agenda", [entry(on=on, at=time(9))]))["DTSTART"].dt
        assert start == datetime(on.year, on.month, on.day, utc, tzinfo=UTC)

    def test_moved_it_is_the_same_entry_with_a_higher_number(self):
        before, after = (
            read(written("Agenda", [entry(sequence=n, on=on)]))
            for n, on in ((1, date(2026, 12, 14)), (2, date(2027, 1, 4)))
        )
        assert before["UID"] == after["UID"]
        assert after["SEQUENCE"] > before["SEQUENCE"]

    def test_dropped_it_says_so(self):
        assert read(written("Agenda", [entry(is_dropped=True)]))["STATUS"] == "CANCELLED"


def test_the_file_ends_its_lines_as_the_standard_wants_and_says_how_often_to_look():
    content = written("Mijn agenda", [entry(public_id=uuid4()) for _ in range(3)])
    assert content.replace(b"\r\n", b"").count(b"\n") == 0
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in content
    assert b"X-WR-CALNAME:Mijn agenda" in content
    assert b"VALARM" not in content


def test_the_order_does_not_depend_on_the_database():
    entries = [entry(public_id=UUID(int=n), on=date(2026, 12, 20 - n)) for n in range(5)]
    assert written("Agenda", entries) == written("Agenda", reversed(entries))


@pytest.mark.parametrize("at", [None, time(23, 30)], ids=["whole day", "hearing"])
def test_on_the_last_day_there_is_it_stands_alone(at):
    event = read(written("Agenda", [entry(on=date.max, at=at)]))
    assert event["DTSTART"].dt == date.max
    assert "DTEND" not in event


def test_an_hour_before_the_first_day_there_is_becomes_that_day():
    assert read(written("Agenda", [entry(on=date.min, at=time(0, 10))]))["DTSTART"].dt == date.min
