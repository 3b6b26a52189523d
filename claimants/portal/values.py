"""What the portal's pages show: frozen values, in the active language."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import get_language

from cases.core.dates import shown
from cases.core.text import masked_email
from cases.law.wording import day_in_words
from cases.texts.choices import Audience
from cases.texts.rules import RegistrationText, StageText, Step
from claimants.registrations.choices import RegistrationState
from claimants.registrations.wording import tag_of

TONES = {
    RegistrationState.EMAIL_UNCONFIRMED: "wait",
    RegistrationState.GUARDIAN_PENDING: "wait",
    RegistrationState.VERIFIED: "good",
    RegistrationState.NOT_ELIGIBLE: "bad",
    RegistrationState.DUPLICATE: "quiet",
    RegistrationState.WITHDRAWN: "quiet",
}
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Person:
    """Who a registration is about: the visitor, or a minor in their care."""

    name: str
    full_name: str
    reference: str
    email: str
    is_ward: bool
    age: int | None

    @property
    def masked_email(self) -> str:
        return masked_email(self.email)

    @property
    def audience(self) -> str:
        """In whose words the visitor is spoken to about this person."""
        if self.is_ward:
            return Audience.PARENT
        return Audience.ADULT if self.age is None else Audience.TEEN

    @property
    def shown_reference(self) -> str:
        """In three groups that stay on one line, as it is read out on the telephone."""
        return NO_BREAK_SPACE.join(self.reference[start : start + 4] for start in range(0, len(self.reference), 4))


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the foundation; what is empty is not known."""

    name: str
    short_name: str
    phone: str
    email: str
    postal_address: str
    website: str

    @property
    def shown_phone(self) -> str:
        return self.phone.replace(" ", NO_BREAK_SPACE)

    @property
    def dialled_phone(self) -> str:
        return "".join(char for char in self.phone if char.isdigit() or char == "+")


@dataclass(frozen=True, slots=True)
class Page:
    """What every page about one registration needs: whose, in which case, and whom to ask."""

    public_id: UUID
    person: Person
    contact: Contact
    case_title: str


@dataclass(frozen=True, slots=True)
class Item:
    """A news item about the case."""

    public_id: UUID
    title: str
    publisher: str
    published_on: date | None
    precision: str

    @property
    def when(self) -> str:
        return shown(self.published_on, self.precision)


@dataclass(frozen=True, slots=True)
class Sitting:
    """The next public sitting of the court."""

    on: date
    subject: str

    @property
    def when(self) -> str:
        return day_in_words(self.on, get_language())


@dataclass(frozen=True, slots=True)
class Where:
    """Where the case stands for this person's group, in words, and since when that is known."""

    text: StageText
    stage: str | None
    since: date | None
    precision: str
    last_day: date | None
    led_by: str
    expected: str = ""

    @property
    def shown_since(self) -> str:
        return shown(self.since, self.precision) if self.since else ""

    @property
    def shown_last_day(self) -> str:
        return day_in_words(self.last_day, get_language()) if self.last_day else ""


@dataclass(frozen=True, slots=True)
class Status:
    """Everything "my case" shows of one registration."""

    public_id: UUID
    person: Person
    contact: Contact
    case_title: str
    case_slug: str
    group_name: str
    registered_on: date
    state: str
    state_text: RegistrationText
    state_reason: str
    may_confirm: bool
    where: Where
    sitting: Sitting | None
    steps: tuple[Step, ...] = ()
    news: tuple[Item, ...] = ()
    checked_on: date | None = None
    unchanged: str = ""

    @property
    def has_action(self) -> bool:
        """Whether the person must do or choose something."""
        return self.state != RegistrationState.WITHDRAWN and (
            self.state_text.asks_action or self.where.text.asks_action
        )

    @property
    def tag(self) -> str:
        is_teen = self.person.audience == Audience.TEEN
        return tag_of(self.state, is_teen=is_teen).text(get_language())

    @property
    def tone(self) -> str:
        """The class that colours the tag; its word says the same."""
        return TONES.get(self.state, "")

    @property
    def untold_reason(self) -> str:
        """The reason of the state where its text does not give it already."""
        return "" if self.state_reason in self.state_text.body else self.state_reason
