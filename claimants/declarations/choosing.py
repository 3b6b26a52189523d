"""What a person can choose now in a group, as values for a page."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from django.db.models import Q

from cases.dossier.choices import Residence
from cases.dossier.models import ClaimantGroup
from cases.law.wording import Sentence
from claimants.declarations import positions, rules
from claimants.declarations.choices import WindowKind
from claimants.declarations.models import Declaration, Window
from claimants.declarations.positions import Position
from claimants.declarations.rules import Certainty
from claimants.declarations.wording import STAYING_OUT, TAKING_PART, TEXT_VERSION
from claimants.people.models import Claimant


class Moment(Enum):
    """Where a choice stands; unknown while no window is known."""

    UNKNOWN = "unknown"
    BEFORE = "before"
    OPEN = "open"
    CLOSED = "closed"
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of one person: until when, what each side means, and what is recorded of it.

    `is_letter_needed`: the person still has to write to the registry. `text_version` goes along with `declare`.
    """

    moment: Moment
    position: Position
    window: Window | None = None
    opens_on: date | None = None
    last_day: date | None = None
    taking_part: tuple[Sentence, ...] = ()
    staying_out: tuple[Sentence, ...] = ()
    declaration: Declaration | None = None
    text_version: str = TEXT_VERSION

    @property
    def is_letter_needed(self) -> bool:
        return self.moment is Moment.RECORDED and self.position.certainty in (Certainty.TOLD, Certainty.NOT_LISTED)


def choice_of(claimant: Claimant, group: ClaimantGroup, *, now: datetime) -> Choice:
    """The choice this person has, had or will have in a group; three queries at most."""
    position = positions.position_of(claimant, group, on=rules.day_of(now))
    window = _window_for(claimant, group, now)
    if window is None:
        return Choice(Moment.UNKNOWN, position)
    recorded = _recorded(position, window)
    return Choice(
        Moment.RECORDED if recorded else _moment(window, now),
        position,
        window=window,
        opens_on=rules.day_of(window.opens_at),
        last_day=rules.last_day(window.closes_at),
        taking_part=TAKING_PART[window.kind],
        staying_out=STAYING_OUT[window.kind],
        declaration=recorded,
    )


def _window_for(claimant: Claimant, group: ClaimantGroup, now: datetime) -> Window | None:
    """The window that is open, else the next one, else the last one; for where the person lives."""
    lives_here = claimant.country == "NL"
    fits = Q(residence__in=[Residence.ANY, Residence.NETHERLANDS if lives_here else Residence.ABROAD])
    meant = fits | Q(kind__in=[WindowKind.SECOND_OPT_OUT, WindowKind.LATE_STATEMENT])
    windows = list(Window.objects.in_force().of_group(group).filter(meant).select_related("court", "group__case"))
    still = sorted((one for one in windows if one.closes_at > now), key=lambda one: one.opens_at)
    return next(iter(still), windows[0] if windows else None)


def _recorded(position: Position, window: Window) -> Declaration | None:
    """What this person declared about this choice, in whichever of its windows."""
    rows = (position.declaration, *position.second, position.late)
    return next((row for row in rows if row and _is_about(row.window, window)), None)


def _is_about(theirs: Window, window: Window) -> bool:
    return (theirs.kind, theirs.settlement) == (window.kind, window.settlement)


def _moment(window: Window, now: datetime) -> Moment:
    if now < window.opens_at:
        return Moment.BEFORE
    return Moment.OPEN if now < window.closes_at else Moment.CLOSED
