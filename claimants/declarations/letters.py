"""The letter to the court registry by which somebody says that they take part, or do not."""

from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string

from cases.core.pdf import tagged_pdf
from cases.law.terms import TERMS
from cases.law.wording import day_in_words
from cases.proceedings.models import DocketNumber
from claimants.declarations import rules
from claimants.declarations.choices import WindowKind
from claimants.declarations.models import Window
from claimants.people.models import Claimant

SAYS = {
    WindowKind.OPT_OUT: "Ik doe niet mee aan deze collectieve actie. Ik wil niet gebonden zijn aan de uitkomst.",
    WindowKind.OPT_IN: "Ik woon niet in Nederland en ik doe mee aan deze collectieve actie.",
    WindowKind.SECOND_OPT_OUT: "Ik wil niet gebonden zijn aan de schikking {settlement}.",
    WindowKind.LATE_STATEMENT: "Ik kende mijn schade niet bij de aankondiging. Ik wil niet gebonden zijn.",
}
SUBJECTS = {
    WindowKind.OPT_OUT: "Opt-outverklaring",
    WindowKind.OPT_IN: "Opt-inverklaring",
    WindowKind.SECOND_OPT_OUT: "Opt-outverklaring na schikking",
    WindowKind.LATE_STATEMENT: "Verklaring niet gebonden te willen zijn",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in Dutch, the language of the court; `to` is empty while the address is not known.

    A statement on damage that was known later goes to the defendant, or to whom the scheme names (art. 1018k Rv).
    """

    to: tuple[str, ...]
    salutation: str
    sender: tuple[str, ...]
    subject: str
    case: str
    group: str
    numbers: tuple[str, ...]
    statement: str
    article: str
    last_day: str
    written_on: str
    reference: str

    @property
    def text(self) -> str:
        """The letter as plain text, to print or to copy."""
        return render_to_string("declarations/letter.txt", {"letter": self})


def letter_of(claimant: Claimant, window: Window, *, today: date) -> Letter:
    """The letter for one person and one window; one query."""
    group = window.group
    court = window.court if window.kind != WindowKind.LATE_STATEMENT else None
    address = court.registry_address.splitlines() if court else []
    numbers = DocketNumber.objects.filter(proceeding__case=group.case_id, ended_on=None, court=window.court_id)
    place = " ".join(filter(None, [claimant.postcode, claimant.city]))
    born = f"Geboren op {claimant.born_on:%d-%m-%Y}" if claimant.born_on else ""
    return Letter(
        to=(court.name, "Griffie", *address) if court else (),
        salutation="Geachte griffier" if window.kind != WindowKind.LATE_STATEMENT else "Geachte heer, mevrouw",
        sender=tuple(filter(None, [claimant.full_name, claimant.street, place, claimant.country, born])),
        subject=SUBJECTS[window.kind],
        case=group.case.title,
        group=group.name,
        numbers=tuple(dict.fromkeys(numbers.values_list("number", flat=True))) if court else (),
        statement=SAYS[window.kind].format(settlement=window.settlement),
        article=TERMS[rules.TERM_OF[window.kind]].article,
        last_day=day_in_words(rules.last_day(window.closes_at)),
        written_on=day_in_words(today),
        reference=claimant.reference,
    )


def pdf(letter: Letter) -> bytes:
    """The letter as a tagged PDF; raises PdfImpossible."""
    return tagged_pdf(render_to_string("declarations/letter.html", {"letter": letter}))
