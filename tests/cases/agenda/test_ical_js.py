"""A second reader, of another make, reads the calendar: ical.js, as Thunderbird does."""

import json
import os
import shutil
import subprocess
from datetime import UTC, date, datetime, time
from uuid import UUID

import pytest

from cases.agenda.rules import Entry, written

ZONES = ["Europe/Amsterdam", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kolkata"]
PACKAGE = "ical.js@2.2.1"
READER = """
import { readFileSync } from "node:fs";
import ICAL from "./package/dist/ical.js";
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const events = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
console.log(JSON.stringify(events.map((event) => ({
  uid: event.uid, title: event.summary, sequence: event.sequence, isDate: event.startDate.isDate,
  start: event.startDate.toString(), end: event.endDate.toString(), local: event.startDate.toJSDate().toString(),
  moment: event.startDate.toJSDate().toISOString(), status: event.component.getFirstPropertyValue("status"),
}))));
"""


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    npm, node = shutil.which("npm"), shutil.which("node")
    if not (npm and node):
        pytest.skip("npm and node are not installed")
    folder = tmp_path_factory.mktemp("ical")
    packed = subprocess.run([npm, "pack", "--silent", PACKAGE], cwd=folder, capture_output=True, text=True, timeout=120)
    if packed.returncode:
        pytest.skip(f"{PACKAGE} could not be fetched")
    subprocess.run(["tar", "-xzf", packed.stdout.split()[-1]], cwd=folder, check=True)
    (folder / "reader.mjs").write_text(READER)

    def read(content: bytes, zone: str) -> list[dict]:
        found = subprocess.run(
            [node, "reader.mjs"], cwd=folder, input=content, capture_output=True, check=True,
            env={"TZ": zone, "PATH": os.environ["PATH"]}, timeout=60,
        )  # fmt: skip
        return json.loads(found.stdout)

    return read


def entry(number: int, **values) -> Entry:
    values = {"title": "Hoger beroep", "on": date(2026, 12, 14), "sequence": number} | values
    return Entry(public_id=UUID(int=number), changed_at=datetime(2026, 11, 23, 9, tzinfo=UTC), **values)


@pytest.mark.parametrize("zone", ZONES)
def test_the_day_does_not_move(reader, zone):
    (event,) = reader(written("Agenda", [entry(1)]), zone)
    assert event["isDate"]
    assert (event["start"], event["end"]) == ("2026-12-14", "2026-12-15")
    assert event["local"].startswith("Mon Dec 14 2026 00:00:00")


@pytest.mark.parametrize("zone", ZONES)
def test_an_hour_is_one_moment(reader, zone):
    (event,) = reader(written("Agenda", [entry(1, at=time(9, 30))]), zone)
    assert event["moment"] == "2026-12-14T08:30:00.000Z"


def test_both_readers_agree_on_name_number_words_and_state(reader):
    title = "Akte; stuk, 3\\4\nEND:VEVENT 👩‍⚖️ " + "é" * 500
    events = reader(written("Agenda", [entry(1, title=title), entry(2, is_dropped=True)]), "Europe/Amsterdam")
    assert [(one["uid"], one["sequence"], one["status"]) for one in events] == [
        (f"{UUID(int=1)}@achterban", 1, "CONFIRMED"),
        (f"{UUID(int=2)}@achterban", 2, "CANCELLED"),
    ]
    assert events[0]["title"] == title
