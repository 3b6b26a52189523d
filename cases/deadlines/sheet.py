"""The proof sheet of a deadline (bewijsblad): everything a lawyer needs to redo the count; and its light."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cases.core.languages import name_of
from cases.deadlines import ladder
from cases.deadlines.choices import DeadlineState
from cases.deadlines.models import Deadline
from cases.law.events import event_kind
from cases.law.proof import Proof, Step
from cases.law.terms import TERM_TABLE, WHO, TermTable, UnknownTerm

CLOSED = "closed"
EXEMPT = ("excluded", "not_applicable")


@dataclass(frozen=True)
class Light:
    """How pressing a deadline is: a colour, a sign and words, so that colour never speaks alone."""

    colour: str
    sign: str
    words: str

    def __str__(self):
        return f"{self.sign} {self.words}"


def light(deadline: Deadline, today: date) -> Light:
    """The light of one deadline today; what nobody has to act on shows its state instead."""
    if not deadline.is_running:
        sign, colour = ("✓", "success") if deadline.state == DeadlineState.MET else ("–", "default")
        return Light(colour, sign, deadline.get_state_display())
    days = (deadline.ends_on - today).days
    if days < 0:
        return Light("danger", "▲", ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days})
    if days == 0:
        return Light("danger", "◆", _("today"))
    words = ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
    return Light("warning", "●", words) if ladder.is_near(deadline.term, days) else Light("success", "○", words)


def standing(deadline: Deadline) -> str:
    """What a closed list cannot say in one word: counted, confirmed, extended, or its end."""
    if deadline.state != DeadlineState.OPEN:
        return deadline.get_state_display()
    if deadline.confirmed_by_id:
        return _("confirmed")
    return _("provisional") if deadline.is_provisional else _("not confirmed")


@dataclass(frozen=True)
class Line:
    """One step of the count: its day, what happened on it, the article; `is_closed` for a day skipped."""

    on: date
    text: str
    article: str
    is_closed: bool


@dataclass(frozen=True)
class Sheet:
    """A deadline and how it was counted, ready to be shown or printed."""

    deadline: Deadline
    trigger: str
    rule: str
    who: str
    consequence: str
    act_applies: str
    checksum: str
    lines: list[Line]

    @property
    def skipped(self) -> list[Line]:
        return [line for line in self.lines if line.is_closed]

    @property
    def is_moved_by_hand(self) -> bool:
        """Whether staff or the court gave another day than the count below ends on."""
        return bool(self.lines) and self.lines[-1].on != self.deadline.ends_on


def checksum(deadline: Deadline) -> str:
    """A number of the date and its whole count: the same on paper and on screen, or something changed since."""
    names = ("term", "term_version", "source", "triggered_on", "raw_ends_on", "ends_on", "proof")
    facts = json.dumps(
        [str(deadline.public_id), *(getattr(deadline, name) for name in names)], default=str, sort_keys=True
    )
    digits = hashlib.sha256(facts.encode()).hexdigest()[:16]
    return "-".join(digits[start : start + 4] for start in range(0, 16, 4))


def of(deadline: Deadline, table: TermTable = TERM_TABLE) -> Sheet:
    """The sheet in the active language; a deadline set by hand has no lines."""
    language = get_language() or "nl"
    proof = Proof.from_dict(deadline.proof) if deadline.proof else None
    term = _term(deadline, table)
    is_english = language == "en"
    return Sheet(
        deadline,
        trigger=_trigger(deadline),
        rule=f"{deadline.term} · {_('version')} {deadline.term_version}" if deadline.term else "",
        who=WHO[term.who_acts][is_english] if term else "",
        consequence=(term.consequence_en if is_english else term.consequence_nl) if term else "",
        act_applies=next((step.text(language) for step in proof.steps if _decides(step)), "") if proof else "",
        checksum=checksum(deadline),
        lines=[_line(step, language) for step in proof.steps] if proof else [],
    )


def _term(deadline: Deadline, table: TermTable):
    try:
        return table.term(deadline.term, deadline.triggered_on)
    except UnknownTerm:
        return None


def _decides(step: Step) -> bool:
    return step.rule == "applies" or step.rule in EXEMPT


def _line(step: Step, language: str) -> Line:
    return Line(step.on, step.text(language), step.article, step.rule == CLOSED)


def _trigger(deadline: Deadline) -> str:
    if not deadline.event:
        return ""
    kind = event_kind(deadline.event.kind)
    return name_of(kind)
