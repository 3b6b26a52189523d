"""One count, ready to be shown, printed or copied as plain text."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.law.proof import Proof
from cases.law.terms import TERMS, WHO, Term
from cases.law.wording import day_in_words, length_in_words


@dataclass(frozen=True)
class Answer:
    """The last day with its steps; `term` is None for a length of one's own, `link` opens the same count again."""

    proof: Proof
    term: Term | None
    link: str

    @property
    def name(self) -> str:
        if self.term is None:
            return length_in_words(self.proof.length, self.proof.unit, get_language())
        name = self._own(self.term.nl, self.term.en)
        return name[0].upper() + name[1:]

    @property
    def ends(self) -> str:
        return self._day(self.proof.ends_on)

    @property
    def raw_ends(self) -> str:
        return self._day(self.proof.raw_ends_on)

    @property
    def begins(self) -> str:
        return self._day(self.proof.triggered_on)

    @property
    def who(self) -> str:
        return self._own(*WHO[self.term.who_acts]) if self.term else ""

    @property
    def consequence(self) -> str:
        return self._own(self.term.consequence_nl, self.term.consequence_en) if self.term else ""

    @property
    def steps(self) -> list[tuple[date, str, str, bool]]:
        """Day, sentence, article, and whether it is a day skipped."""
        language = get_language()
        return [(step.on, step.text(language), step.article, step.rule == "closed") for step in self.proof.steps]

    @property
    def warnings(self) -> list[str]:
        """What may still change the day."""
        found = []
        if self.proof.is_provisional:
            found.append(_("Provisional: the decrees on closed days of that year are not all known. The day may move."))
        if self.term and not self.term.is_confirmed:
            found.append(_("A lawyer has yet to confirm this rule. Check the article yourself."))
        if self.term and self.term.is_floor:
            found.append(_("This is a time that must pass first. What waits for it can be done from the next day."))
        return found

    @property
    def text(self) -> str:
        """The whole count as plain text, to paste into a letter or a file."""
        article = f" ({self.term.code}, {self.term.article})" if self.term else ""
        lines = [
            f"{_('Term')}: {self.name}{article}",
            f"{_('Begins after')}: {self.begins}",
            f"{_('Last day')}: {self.ends}",
            f"{_('Without closed days')}: {self.raw_ends}",
        ]
        if self.consequence:
            lines.append(f"{_('If the day is missed')}: {self.consequence}")
        lines += [f"{_('Note')}: {warning}" for warning in self.warnings]
        lines += ["", *(f"{number}. {line}" for number, line in enumerate(self.proof.texts(get_language()), start=1))]
        return "\n".join([*lines, "", self.link])

    def _day(self, on: date) -> str:
        return day_in_words(on, get_language())

    def _own(self, dutch: str, english: str) -> str:
        return english if get_language() == "en" else dutch


def answer(proof: Proof, code: str | None, link: str) -> Answer:
    """The count as it is shown."""
    return Answer(proof, TERMS[code] if code else None, link)
