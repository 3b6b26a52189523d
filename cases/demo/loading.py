"""One case of the demo, built by the services that staff use, so that stages and deadlines follow by themselves."""

from typing import Any

from cases.core.dates import Precision
from cases.demo.reading import dated
from cases.dossier import services as dossier
from cases.dossier.models import Case, ClaimantGroup, ClaimGround
from cases.parties.models import Concern, Court, Defendant, Foundation
from cases.proceedings import services as proceedings
from cases.proceedings.models import CourtEvent, Proceeding, Track
from cases.rulings import services as rulings

Row = dict[str, Any]
TEXTS = ("slug", "title", "title_en", "summary", "summary_en", "events_from", "events_until", "checked_on")


class CaseLoader:
    """Builds one case from its file; the parts it made are kept by the names the file gives them."""

    def __init__(self, source: Row, *, by):
        self.source = source
        self.by = by
        self.case: Case | None = None
        self.grounds: dict[tuple[str, str], ClaimGround] = {}
        self.groups: dict[str, ClaimantGroup] = {}
        self.proceedings: dict[str, Proceeding] = {}
        self.tracks: dict[str, Track] = {}

    def load(self) -> Case:
        """Make the case with everything in it, public."""
        self.open()
        for name, build in (
            ("defendants", self.sue),
            ("grounds", self.add_ground),
            ("groups", self.define_group),
            ("estimates", self.estimate),
            ("proceedings", self.open_proceeding),
            ("tracks", self.open_track),
            ("timeline", self.happen),
            ("hearings", self.plan_hearing),
        ):
            for row in self.source.get(name, ()):
                build(row)
        return dossier.publish_case(self.case, by=self.by)

    def open(self):
        concern = self.source.get("concern")
        texts = {name: self.source[name] for name in TEXTS if name in self.source}
        self.case = dossier.open_case(
            **texts, concern=Concern.objects.get(slug=concern) if concern else None, by=self.by
        )

    def sue(self, row: Row | str):
        row = {"defendant": row} if isinstance(row, str) else row
        defendant = Defendant.objects.get(slug=row["defendant"])
        dossier.sue_defendant(self.case, defendant=defendant, note=row.get("note", ""), by=self.by)

    def add_ground(self, row: Row):
        self.grounds[row["code"], row["regime"]] = dossier.add_claim_ground(self.case, **row, by=self.by)

    def define_group(self, row: Row):
        fields = {name: value for name, value in row.items() if name != "representatives"}
        group = self.groups[row["slug"]] = dossier.define_group(self.case, **fields, by=self.by)
        for part in row.get("representatives", ()):
            dossier.appoint_representative(
                group,
                foundation=Foundation.objects.get(slug=part["foundation"]),
                kind=part["kind"],
                started_on=part.get("date"),
                source=part.get("source", ""),
                by=self.by,
            )

    def estimate(self, row: Row):
        as_of = dated(row.get("date"))
        dossier.set_estimate(
            self.case,
            low_count=row["low"],
            high_count=row.get("high"),
            kind=row["kind"],
            group=self.groups.get(row.get("group")),
            as_of_on=as_of.on,
            as_of_precision=as_of.precision,
            said_by=row.get("said_by", ""),
            source=row.get("source", ""),
            by=self.by,
        )

    def open_proceeding(self, row: Row):
        foundation = Foundation.objects.get(slug=row["foundation"])
        opened = proceedings.open_proceeding(
            self.case, foundation=foundation, court=_court(row), source=row.get("source", ""), by=self.by
        )
        self.proceedings[row["foundation"]] = opened
        for number in row.get("numbers", ()):
            proceedings.add_docket_number(
                opened, number=number["number"], court=_court(number), source=number["source"], by=self.by
            )

    def open_track(self, row: Row):
        code = row["ground"]
        ground = self.grounds[tuple(code)] if isinstance(code, list) else self._only_ground(code)
        self.tracks[row["key"]] = proceedings.open_track(
            self.proceedings[row["proceeding"]],
            group=self.groups.get(row.get("group")),
            claim_ground=ground,
            by=self.by,
        )

    def happen(self, row: Row):
        events = [self.record(row, event) for event in row["events"]]
        if "ruling" in row:
            self.announce(row, events[0])

    def record(self, row: Row, event: Row) -> CourtEvent:
        when = dated(row["date"])
        return proceedings.record_event(
            self.case,
            kind=event["kind"],
            happened_on=when.on,
            precision=when.precision,
            tracks=self._tracks(event["tracks"]),
            court=_court(row),
            court_set_on=event.get("court_set_on"),
            source=row["source"],
            note=event.get("note", ""),
            summary=event.get("summary", ""),
            summary_en=event.get("summary_en", ""),
            by=self.by,
        )

    def announce(self, row: Row, event: CourtEvent):
        when = dated(row["date"])
        ruled = {track.proceeding for name in row["events"] for track in self._tracks(name["tracks"])}
        rulings.announce_ruling(
            self.case,
            ecli=row.get("ecli", ""),
            kind=row["ruling"],
            court=_court(row),
            decided_on=when.on,
            precision=when.precision,
            outcome=row["outcome"],
            outcome_en=row["outcome_en"],
            proceedings=ruled,
            event=event,
            source=row["source"],
            by=self.by,
        )

    def plan_hearing(self, row: Row):
        planned = dated(row["date"])
        if planned.precision != Precision.DAY:
            raise ValueError(f"a hearing without a day: {row}")
        hearing = proceedings.plan_hearing(
            self.case,
            proceedings=[self.proceedings[name] for name in row["proceedings"]],
            subject=row["subject"],
            planned_on=planned.on,
            court=_court(row),
            source=row["source"],
            by=self.by,
        )
        if row.get("is_held"):
            proceedings.mark_hearing_held(hearing, by=self.by)

    def _only_ground(self, code: str) -> ClaimGround:
        (ground,) = (ground for (name, _regime), ground in self.grounds.items() if name == code)
        return ground

    def _tracks(self, names: list[str] | str) -> list[Track]:
        return list(self.tracks.values()) if names == "all" else [self.tracks[name] for name in names]


def relate(source: Row, *, by) -> Case:
    """Hang a loaded case on the others its file names."""
    case = Case.objects.get(slug=source["slug"])
    for row in source["relations"]:
        dossier.relate_cases(
            case,
            other=Case.objects.get(slug=row["other"]),
            kind=row["kind"],
            reason=row["reason"],
            started_on=row.get("date"),
            source=row["source"],
            by=by,
        )
    return case


def _court(row: Row) -> Court | None:
    return Court.objects.get(code=row["court"]) if row.get("court") else None
