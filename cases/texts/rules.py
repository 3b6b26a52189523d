"""Which sentences tell a person where a case stands; pure."""

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from cases.law.stages import UnknownStage, stage
from cases.law.wording import day_in_words, language_of
from cases.texts.shelf import shelf
from cases.texts.written import ADULT, PUBLIC, Written, fitting, parts_on

PARTS = ("heading", "now", "next", "you")
RANGE = {
    "nl": {
        "in": "in {}",
        "between": "tussen {} en {}",
        "expected": "Wij verwachten dit {}.",
        "once": " Dit is één keer verschoven.",
        "moved": " Dit is al {} keer verschoven.",
        "missed": "Wij verwachtten dit {}. Dat is niet gelukt. Een nieuwe datum weten wij nog niet.",
    },
    "en": {
        "in": "in {}",
        "between": "between {} and {}",
        "expected": "We expect this {}.",
        "once": " This moved once before.",
        "moved": " This moved {} times before.",
        "missed": "We expected this {}. That did not happen. We do not know a new date yet.",
    },
}


@dataclass(frozen=True, slots=True)
class StageText:
    """The four questions of a claimant, answered: where are we, what next, must I do something.

    `asks_action` is True while the reader has to act or choose; a last day that has passed ends it. `led_by` is the
    overlay whose text this is, empty when the stage speaks itself; `beside` are the headings of what lies beside it.
    """

    heading: str
    now: str
    next: str
    you: str
    asks_action: bool
    led_by: str = ""
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the usual road: `state` is done, current, to_come or ended, `word` says so to the reader."""

    name: str
    state: str
    word: str
    codes: tuple[str, ...]


def stage_text(
    stage_code: str | None,
    *,
    language: str,
    today: date,
    overlays: Iterable[str] = (),
    overtaken: Iterable[str] = (),
    variables: Mapping[str, object] | None = None,
    variant: str | None = None,
    is_admitted: bool = False,
    written: Iterable[Written] = (),
    audience: str = "",
    group: int | None = None,
) -> StageText:
    """Say what this stage with these overlays means, in `language` (nl or en).

    Variables, all optional: defendant, group, foundation, party, date (the last day, a `date`), summary, next_step,
    reason, period. Variants: public, us and other (S40), nl and abroad (S46); None is a foundation speaking to its own
    people. `is_admitted`: the court let the foundation act already (S35). `overtaken` overlays began before the stage.
    `written` by staff (texts.shelves) goes before ours for this `audience` and `group`, unless it names the unknown.

    >>> last_day, day_after = date(2026, 3, 5), date(2026, 3, 6)
    >>> text = stage_text("S46", language="nl", variant="nl", variables={"date": last_day}, today=day_after)
    >>> text.now.endswith("Dat kon tot en met 5 maart 2026. De tijd is voorbij."), text.asks_action
    (True, False)
    >>> stage_text(None, language="en", today=date(2026, 1, 1)).heading
    'We do not know yet how far this case is'
    """
    audience = audience or (PUBLIC if variant == PUBLIC else ADULT)
    teller = _Teller(language_of(language), today, variables or {}, audience)
    desk = _Desk(tuple(written), teller, audience, variant or "", group)
    told, asks_action, code = _told(desk, stage_code, is_admitted)
    speaking, adding = _overlays(overlays)
    texts = {one: desk.parts(one, _variant(row, variant)[teller.language])[0] for one, row in speaking.items()}
    told["now"] = " ".join([told["now"], *(teller.tell(one["adds"][teller.language]) for one in adding)])
    leader = leading_overlay(texts, overtaken=overtaken, asks_action=asks_action and not code.startswith("E_"))
    if leader:
        led = _led(teller, texts.pop(leader), texts.values(), told, code)
        return StageText(**led, asks_action=False, led_by=leader)
    return _beside(told, texts, asks_action)


def steps(
    stage_code: str | None, *, language: str, reached: Iterable[str] = (), is_old_law: bool = False
) -> tuple[Step, ...]:
    """The usual road with where this track is on it; `reached` are all stages it ever entered.

    Under the law before 2020 (`is_old_law`) nobody waits for other foundations, is chosen to lead or has a choice:
    those steps are left out unless reached. A track that ended has no steps to come: its last one is where it stopped.
    An unknown stage has no steps.

    >>> [step.state for step in steps("S35", language="nl")][3:6]
    ['done', 'current', 'to_come']
    """
    language = language_of(language)
    code = _code(stage_code)
    reached = {found for found in map(_code, [*reached, shelf("stages")["ended_at"].get(code)]) if found}
    is_ended = code.startswith("E_")
    road = _road({code, *reached}, is_old_law)
    place = _place(road, reached if is_ended else {code})
    if is_ended or place < 0:
        road = road[: place + 1]
    return tuple(_step(row, _state(number, place, is_ended), language) for number, row in enumerate(road))


def _told(desk: "_Desk", stage_code, is_admitted: bool) -> tuple[dict[str, str], bool, str]:
    """What the stage itself says, whether it asks something today, and its code."""
    teller = desk.teller
    entry, code = _entry(stage_code, desk.variant, is_admitted)
    parts, asks_action = entry[teller.language], entry.get("asks_action", False)
    if not is_admitted:
        parts, asks_action = desk.parts(code, parts, asks_action)
    return {part: teller.tell(parts[part]) for part in PARTS}, asks_action and not teller.is_past, code


def _entry(stage_code, variant, is_admitted: bool) -> tuple[dict, str]:
    texts, code = shelf("stages"), _code(stage_code)
    if code not in texts["stages"]:
        return texts["unknown"], ""
    entry = texts["stages"][code]
    admitted = entry.get("public_admitted" if variant == "public" else "admitted") if is_admitted else None
    return admitted or _variant(entry, variant), code


def _variant(entry: dict, variant: str | None) -> dict:
    return entry.get(variant) or entry["default"]


def _code(stage_code) -> str:
    try:
        return stage(stage_code).code
    except UnknownStage:
        return ""


def _overlays(codes: Iterable[str]) -> tuple[dict[str, dict], list[dict]]:
    """Those that can lead, the weightiest first, and those that only add a sentence; unknown ones say nothing."""
    known, wanted = shelf("stages")["overlays"], set(codes)
    rows = {code: row for code, row in known.items() if code in wanted}
    return {code: row for code, row in rows.items() if "leads" in row}, [row for row in rows.values() if "adds" in row]


def _beside(told: dict, texts: dict, asks_action: bool) -> StageText:
    """The stage speaks itself; what lies beside it is named."""
    beside = tuple(text["heading"] for text in texts.values())
    told["now"] = " ".join([told["now"], *map(_closed, beside)])
    return StageText(**told, asks_action=asks_action, beside=beside)


def _led(teller: "_Teller", first: dict, others: Iterable[dict], told: dict, code: str) -> dict:
    """The text of the overlay that leads; how a track ended, and what else lies beside it, is told with it."""
    led = {part: teller.tell(first[part]) for part in PARTS}
    ended = [told["now"]] if code.startswith("E_") else []
    led["now"] = " ".join([*ended, led["now"], *(f"{other['heading']}." for other in others)])
    return led


@dataclass(frozen=True, slots=True)
class _Desk:
    """What staff wrote for one reader."""

    written: tuple[Written, ...]
    teller: "_Teller"
    audience: str
    variant: str
    group: int | None

    def parts(self, code: str, shipped: dict, asks_action: bool = False) -> tuple[dict, bool]:
        """The sentences to tell and whether they ask something: those of staff when all they name is known."""
        about = {"code": code, "language": self.teller.language, "variant": self.variant, "group": self.group}
        found = fitting(self.written, audience=self.audience, **about) if self.written else None
        parts = parts_on(found, self.teller.last_day, self.teller.today) if found else {}
        return (parts, found.is_asking) if parts and self.teller.knows(parts.values()) else (shipped, asks_action)


class _Teller:
    """Fills sentences: with what is known, without what is not, in the past tense when the last day has gone.

    A reader of another audience gets the whole sentence that stands for them on the shelf of readers.
    """

    def __init__(self, language: str, today: date, variables: Mapping[str, object], audience: str = ADULT):
        self.language, self.today = language, today
        self.own_words = own_words(audience, language)
        self.last_day = last_day = variables.get("date")
        self.is_past = bool(last_day and last_day < today)
        self.names = shelf("stages")["fallbacks"][language]
        self.values = {name: str(value).strip() for name, value in variables.items() if value}
        if last_day:
            self.values["date"] = _day(last_day, language)

    def tell(self, sentences: str | dict | list) -> str:
        if not isinstance(sentences, list):
            return self._say(sentences)
        return " ".join(_closed(self._say(sentence)) for sentence in sentences)

    def knows(self, sentences: Iterable[str]) -> bool:
        """Whether everything that these sentences name can be filled in."""
        return all(self.values.get(name) or name in self.names for sentence in sentences for name in _names(sentence))

    def _say(self, sentence) -> str:
        chosen = self._chosen(sentence)
        return self._fill(self.own_words.get(chosen, chosen))

    def _chosen(self, sentence) -> str:
        if isinstance(sentence, str):
            return sentence
        if any(not self.values.get(name) for name in _names(sentence["with"]) - self.names.keys()):
            return sentence["without"]
        return sentence.get("past", sentence["with"]) if self.is_past else sentence["with"]

    def _fill(self, sentence: str) -> str:
        filled = sentence.format_map(self.names | self.values)
        opens_with_fallback = any(sentence.startswith(f"{{{name}}}") and name not in self.values for name in self.names)
        return filled[:1].upper() + filled[1:] if opens_with_fallback else filled


@cache
def own_words(audience: str, language: str) -> dict[str, str]:
    """What an audience reads in place of a sentence for adults; empty for adults themselves.

    >>> own_words("teen", "nl")["U hoeft niets te doen."], own_words("adult", "nl")
    ('Je hoeft niets te doen.', {})
    """
    rows = shelf("readers")[language] if audience not in (ADULT, PUBLIC) else ()
    return {row["adult"]: row[audience] for row in rows if audience in row}


def _closed(sentence: str) -> str:
    """With one mark at its end, whatever a variable brought along."""
    return sentence.rstrip(".") + "." if sentence.endswith(".") or sentence[-1:] not in "?!" else sentence


def _names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def _road(codes: set[str], is_old_law: bool) -> list[dict]:
    rows = shelf("stages")["steps"]
    if is_old_law:
        rows = [row for row in rows if not row.get("new_law_only") or codes & set(row["codes"])]
    is_settled = any(codes & set(row["codes"]) for row in rows if row.get("settlement_only"))
    return [row for row in rows if not row.get("court_only" if is_settled else "settlement_only")]


def _place(road: list[dict], codes: set[str]) -> int:
    return max((number for number, row in enumerate(road) if codes & set(row["codes"])), default=-1)


def _state(number: int, place: int, is_ended: bool) -> str:
    if number == place:
        return "ended" if is_ended else "current"
    return "done" if number < place else "to_come"


def _step(row: dict, state: str, language: str) -> Step:
    return Step(row[language], state, shelf("stages")["words"][language][state], tuple(row["codes"]))


def leading_overlay(codes: Iterable[str], *, overtaken: Iterable[str] = (), asks_action: bool = False) -> str | None:
    """The overlay whose text takes the place of the stage's, the weightiest of several; None when none does.

    None takes the place of a stage entered after the overlay began (`overtaken`), nor of one that asks something.

    >>> leading_overlay(["conditional", "appeal_pending", "parked"])
    'parked'
    >>> leading_overlay(["appeal_pending", "parked"], overtaken=["parked"])
    'appeal_pending'
    >>> leading_overlay(["appeal_pending"], overtaken=["appeal_pending"]), leading_overlay(["parked"], asks_action=True)
    (None, None)
    """
    wanted = set() if asks_action else set(codes) - set(overtaken)
    return next((code for code, row in shelf("stages")["overlays"].items() if code in wanted and "leads" in row), None)


@dataclass(frozen=True, slots=True)
class RegistrationText:
    """What the state of a registration means to the person; `button` is empty when there is nothing to press."""

    heading: str
    body: str
    button: str
    asks_action: bool


def registration_text(
    state: str,
    *,
    language: str,
    today: date,
    variables: Mapping[str, object] | None = None,
    written: Iterable[Written] = (),
    audience: str = ADULT,
    group: int | None = None,
) -> RegistrationText:
    """Say what a state of a registration means; raises KeyError for a state that is not on the shelf.

    Variables, all optional: date, address, reference, days, list, product, reason, amount.

    >>> registration_text("received", language="nl", variables={"reference": "VG7K"}, today=date(2026, 1, 1)).body
    'U staat op de lijst voor deze zaak. Uw kenmerk is VG7K.'
    """
    language = language_of(language)
    teller = _Teller(language, today, variables or {}, audience)
    row = shelf("registrations")[state]
    shipped = {"heading": row[language]["heading"], "now": row[language]["body"], "you": row[language]["button"]}
    desk = _Desk(tuple(written), teller, audience, "", group)
    parts, asks_action = desk.parts(state, shipped, row.get("asks_action", False))
    told = {part: teller.tell(parts[part]) for part in shipped}
    return RegistrationText(told["heading"], told["now"], told["you"], asks_action and not teller.is_past)


def unchanged_text(checked_on: date, *, language: str) -> str:
    """What stands there while nothing happens.

    >>> unchanged_text(date(2026, 11, 23), language="nl")
    'Er is niets veranderd. Wij hebben dit gecontroleerd op 23 november 2026.'
    """
    day = _day(checked_on, language)
    sentences = {
        "nl": f"Er is niets veranderd. Wij hebben dit gecontroleerd op {day}.",
        "en": f"Nothing has changed. We checked this on {day}.",
    }
    return sentences[language_of(language)]


def range_text(earliest: date, latest: date, *, moved_count: int, language: str, today: date | None = None) -> str:
    """When the next step is expected, and how often that has moved; on a day (`today`) after it: that it did not come.

    >>> range_text(date(2026, 12, 1), date(2027, 3, 31), moved_count=2, language="en")
    'We expect this between December 2026 and March 2027. This moved 2 times before.'
    >>> range_text(date(2026, 12, 1), date(2026, 12, 31), moved_count=0, language="nl")
    'Wij verwachten dit in december 2026.'
    >>> range_text(date(2026, 12, 1), date(2026, 12, 31), moved_count=1, language="nl", today=date(2027, 1, 1))
    'Wij verwachtten dit in december 2026. Dat is niet gelukt. Een nieuwe datum weten wij nog niet.'
    """
    language = language_of(language)
    words = RANGE[language]
    first, last = (_day(day, language).partition(" ")[2] for day in (earliest, latest))
    when = words["in"].format(first) if first == last else words["between"].format(first, last)
    if today and latest < today:
        return words["missed"].format(when)
    moved = words["once"] if moved_count == 1 else words["moved"].format(moved_count) if moved_count else ""
    return words["expected"].format(when) + moved


def period_text(earliest: date, latest: date, *, language: str) -> str:
    """The same range as part of a sentence, such as "we expect the case to go on in …".

    >>> period_text(date(2026, 12, 1), date(2027, 3, 31), language="nl")
    'de periode december 2026 tot en met maart 2027'
    """
    first, last = (_day(day, language).partition(" ")[2] for day in (earliest, latest))
    words = {"nl": "de periode {} tot en met {}", "en": "the period from {} to {}"}[language_of(language)]
    return first if first == last else words.format(first, last)


def _day(on: date, language: str) -> str:
    return day_in_words(on, language).partition(" ")[2]


def event_text(kind: str, *, language: str) -> str:
    """What happened, in a few plain words; empty for events that never meet the public.

    >>> event_text("cure_ordered", language="nl")
    'De stichting moet eerst iets verbeteren'
    """
    return shelf("events").get(kind, {}).get(language_of(language), "")


def term_text(code: str, *, language: str, is_past: bool) -> str:
    """What people can or could do until a last day, in a few plain words; empty for terms that never meet the public.

    >>> term_text("D03", language="nl", is_past=True)
    'Andere stichtingen konden ook een zaak beginnen'
    """
    row = shelf("terms").get(code)
    return row[language_of(language)]["past" if is_past else "open"] if row else ""
