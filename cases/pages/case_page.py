"""Everything one case page says, in a number of queries that does not grow with the case."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Prefetch

from cases.core.dates import shown
from cases.deadlines.models import Deadline
from cases.documents.models import Document
from cases.dossier.models import Case, CaseRelation, PeopleEstimate, Representation
from cases.law.events import EVENT_KINDS
from cases.news.models import NewsItem
from cases.pages.important_dates import ImportantDate, deadline_date, hearing_date, in_order_of_the_clock, window_date
from cases.pages.leaders import GroupOfPage, groups_of_page
from cases.pages.prose import Prose, language_now, prose
from cases.pages.standing import FoundationStanding, headline_text, partial_texts, standings
from cases.pages.timeline import Item, in_order, news_item, of_court, ruling_item
from cases.parties.models import Foundation, Funding
from cases.proceedings.awaited import Wait, waits
from cases.proceedings.expectations import together
from cases.proceedings.models import CourtEvent, DocketNumber, Hearing
from cases.proceedings.state import Headline, TrackState, case_states
from cases.rulings.models import Ruling
from cases.texts.rules import StageText, Step, steps
from cases.texts.shelves import public_texts
from cases.texts.standing import expected_text, unchanged_since
from cases.texts.written import Written

LATEST_NEWS = 3
MAY_JOIN: list[Callable[[Case, date], bool]] = []  # how rooms above this one tell whether people can join a case here


@dataclass(frozen=True)
class CasePage:
    """One published case on one day, in the active language; each part is read once, when first asked for."""

    case: Case
    today: date

    @cached_property
    def title(self) -> Prose:
        return prose(self.case, "title")

    @cached_property
    def summary(self) -> Prose:
        return prose(self.case, "summary")

    @cached_property
    def may_join(self) -> bool:
        """Whether somebody can sign up for this case on this site today."""
        return any(ask(self.case, self.today) for ask in MAY_JOIN)

    @cached_property
    def defendants(self) -> list:
        return list(self.case.defendant_roles.select_related("defendant"))

    @cached_property
    def against(self) -> str:
        """The name the public knows the other side by; empty when unknown."""
        if self.case.concern:
            return self.case.concern.name
        return self.defendants[0].defendant.name if self.defendants else ""

    @cached_property
    def _states(self) -> tuple[Headline, list[TrackState]]:
        return case_states(self.case, self.today)

    @property
    def headline(self) -> Headline:
        return self._states[0]

    @property
    def as_of(self) -> str:
        """The day of the last known step in court."""
        return shown(self.headline.as_of, self.headline.as_of_precision)

    @cached_property
    def written(self) -> list[Written]:
        """What staff wrote for the public in place of our wording."""
        return public_texts(self.case)

    @cached_property
    def text(self) -> StageText:
        return headline_text(*self._states, self.against, self.deadlines, self.today, written=self.written)

    @cached_property
    def expected(self) -> str:
        """When staff expect the next step of this stage; empty when nobody said it."""
        between = next((one for one in self.headline.overlays if one.code == self.text.led_by), None)
        there = {track.pk for track in self.headline.tracks}
        found = together(state.expected for state in self._states[1] if state.track.pk in there)
        return expected_text(found, between=between, language=language_now(), today=self.today)

    @property
    def unchanged(self) -> str:
        """That nothing changed in court or in the press until somebody last looked."""
        if not self.headline.is_known:
            return ""
        happened = [(self.headline.as_of, self.headline.as_of_precision)]
        happened += [(one.on, one.precision) for one in (*self.news, *self.history)]
        return unchanged_since(happened, self.case.checked_on, language=language_now())

    @cached_property
    def partly(self) -> list[str]:
        return partial_texts(self.headline, self.today)

    @cached_property
    def standings(self) -> list[FoundationStanding]:
        told = (self._states[1], self.docket_numbers, self.against, self.deadlines, self.today)
        return standings(*told, written=self.written)

    @property
    def is_told_apart(self) -> bool:
        """Whether there is more than one foundation, group or ground to tell about."""
        return sum(len(standing.lines) for standing in self.standings) > 1

    @property
    def is_uneven(self) -> bool:
        """Whether some parts of the case are further than others."""
        return len({line.text.heading for standing in self.standings for line in standing.lines}) > 1

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        kinds = [EVENT_KINDS[event.kind] for event in self.events if event.kind in EVENT_KINDS]
        reached = [kind.enters for kind in kinds if kind.enters]
        return steps(self.headline.stage, language=language_now(), reached=reached, is_old_law=self.is_old_law)

    @property
    def is_old_law(self) -> bool:
        """Whether every track is known to fall under the law before 2020."""
        states = self._states[1]
        return bool(states) and all(state.is_old_law for state in states)

    @cached_property
    def events(self) -> list[CourtEvent]:
        return list(CourtEvent.objects.public().filter(case=self.case))

    @cached_property
    def rulings(self) -> list[Ruling]:
        return list(Ruling.objects.public().filter(case=self.case).select_related("court"))

    @cached_property
    def history(self) -> list[Item]:
        """What the courts and the parties did, newest first."""
        return in_order(of_court(self.events, self.rulings))

    @cached_property
    def hearings(self) -> list[Hearing]:
        return list(Hearing.objects.public().filter(case=self.case).select_related("court").prefetch_related("moves"))

    @cached_property
    def deadlines(self) -> list[Deadline]:
        return list(Deadline.objects.public().filter(case=self.case))

    @cached_property
    def dates(self) -> list[ImportantDate]:
        told = [hearing_date(one, self.today) for one in self.hearings]
        told += [deadline_date(one, self.today) for one in self.deadlines]
        days = {one.on for one in told}
        set_days = [event for event in self.events if event.court_set_on and event.court_set_on not in days]
        return in_order_of_the_clock([*told, *(window_date(event, self.today) for event in set_days)])

    @cached_property
    def news(self) -> list[Item]:
        rows = NewsItem.objects.public().current().about(self.case).distinct()
        return [news_item(row) for row in rows[:LATEST_NEWS]]

    @cached_property
    def representations(self) -> list[Representation]:
        fundings = Prefetch("foundation__fundings", Funding.objects.select_related("funder"))
        rows = Representation.objects.filter(group__case=self.case).on(self.today)
        return list(rows.select_related("foundation").prefetch_related(fundings))

    @cached_property
    def groups(self) -> list[GroupOfPage]:
        return groups_of_page(self.case.groups.all(), self.representations, self.today)

    @cached_property
    def docket_numbers(self) -> list[DocketNumber]:
        rows = DocketNumber.objects.filter(proceeding__case=self.case)
        return list(rows.select_related("court", "proceeding__foundation"))

    @property
    def named_numbers(self) -> list[tuple[DocketNumber, str]]:
        """Each docket number once, with the foundations it may belong to."""
        found: dict[str, tuple[DocketNumber, list[str]]] = {}
        for number in self.docket_numbers:
            found.setdefault(number.number, (number, []))[1].append(number.proceeding.foundation.short_name)
        return [(number, ", ".join(dict.fromkeys(names))) for number, names in found.values()]

    @cached_property
    def numbers(self) -> list[tuple[PeopleEstimate, str]]:
        """How many people somebody said there are, each with the date it was so."""
        rows = PeopleEstimate.objects.filter(case=self.case).select_related("group")
        return [(row, shown(row.as_of_on, row.as_of_precision)) for row in rows]

    @cached_property
    def documents(self) -> list[Document]:
        return list(Document.objects.public().filter(case=self.case).select_related("case"))

    @cached_property
    def relations(self) -> list[Wait]:
        """The cases it hangs on, each with the answer it brought, if any."""
        rows = CaseRelation.objects.filter(case=self.case, other__is_published=True).select_related("other")
        return waits(rows, with_hidden=False)

    @property
    def papers(self) -> list[Item]:
        """The rulings alone, newest first, each with the address where it can be read."""
        return in_order(ruling_item(ruling) for ruling in self.rulings)

    @cached_property
    def foundations(self) -> list[Foundation]:
        """Every foundation that takes part, the leading ones first."""
        leading = [row.foundation for row in self.representations]
        others = [state.track.proceeding.foundation for state in self._states[1]]
        return list({one.pk: one for one in [*leading, *others]}.values())
