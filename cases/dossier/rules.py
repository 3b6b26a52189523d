"""When a case may be public, and what looks wrong about its groups and its representatives."""

from dataclasses import dataclass
from datetime import date

from cases.law.wording import Sentence

EXCLUSIVE = ("exclusive", "joint")


@dataclass(frozen=True, slots=True)
class Extent:
    """Whom a group holds: period of use and ages, both ends inclusive; empty is open."""

    name: str
    used_from: date | None = None
    used_until: date | None = None
    age_from: int | None = None
    age_until: int | None = None
    residence: str = "nl"


@dataclass(frozen=True, slots=True)
class Part:
    """A foundation's part for one group, from day to day; both ends inclusive, empty is open."""

    foundation: int
    kind: str
    started_on: date | None = None
    ended_on: date | None = None


def publication_problems(*, summary: str, has_other_side: bool) -> list[tuple[str, Sentence]]:
    """What must be filled in before the public may see a case: field and sentence.

    >>> [field for field, _ in publication_problems(summary="", has_other_side=True)]
    ['summary']
    """
    problems = []
    if not summary.strip():
        problems.append(("summary", _NO_SUMMARY))
    if not has_other_side:
        problems.append(("concern", _NO_OTHER_SIDE))
    return problems


def publication_warnings(*, title_en: str, summary_en: str, group_count: int) -> list[Sentence]:
    """What the public would miss.

    >>> [warning.en for warning in publication_warnings(title_en="x", summary_en="y", group_count=0)]
    ['There is no group yet: nobody can see whether it is about them.']
    """
    warnings = []
    if not title_en or not summary_en:
        warnings.append(_NO_ENGLISH)
    if not group_count:
        warnings.append(_NO_GROUP)
    return warnings


def overlapping(group: Extent, others: list[Extent]) -> list[Sentence]:
    """Groups with which somebody could share a place, as warnings: the court decides, not the tracker.

    >>> minors, adults = Extent("Minors", age_until=17), Extent("Adults", age_from=18)
    >>> overlapping(minors, [adults])
    []
    >>> overlapping(minors, [Extent("Everybody")])[0].en
    'A person can be in this group and in “Everybody”.'
    """
    return [
        Sentence(
            f"Iemand kan in deze groep en in ‘{other.name}’ zitten.",
            f"A person can be in this group and in “{other.name}”.",
        )
        for other in others
        if _share_people(group, other)
    ]


def earlier_to_end(new: Part, existing: list[Part]) -> tuple[list[int], Sentence | None]:
    """Which parts (indexes) end the day before a new one begins, or why it cannot begin.

    An exclusive representative follows the earlier one; two may never hold for one group on the same
    day, unless they were appointed jointly (art. 1018e Rv).

    >>> earlier_to_end(Part(2, "exclusive", date(2024, 1, 10)), [Part(1, "exclusive", date(2023, 1, 1))])
    ([0], None)
    >>> earlier_to_end(Part(2, "exclusive", date(2022, 1, 1)), [Part(1, "exclusive", date(2023, 1, 1))])[1].en
    'This group has an exclusive representative in that time already (art. 1018e Rv).'
    """
    ending = []
    for index, part in enumerate(existing):
        if not _excludes(new, part) or (part.ended_on and new.started_on and part.ended_on < new.started_on):
            continue
        is_open_and_earlier = part.ended_on is None and (
            new.started_on is not None and (part.started_on is None or part.started_on < new.started_on)
        )
        if not is_open_and_earlier:
            return [], _SAME_PART if part.foundation == new.foundation else _TAKEN
        ending.append(index)
    return ending, None


def _excludes(new: Part, part: Part) -> bool:
    if part.foundation == new.foundation:
        return True
    both_exclusive = new.kind in EXCLUSIVE and part.kind in EXCLUSIVE
    return both_exclusive and not (new.kind == part.kind == "joint")


def _share_people(one: Extent, other: Extent) -> bool:
    if "any" not in (one.residence, other.residence) and one.residence != other.residence:
        return False
    return _meet(one.used_from, one.used_until, other.used_from, other.used_until) and _meet(
        one.age_from, one.age_until, other.age_from, other.age_until
    )


def _meet(low, high, other_low, other_high) -> bool:
    return not (
        (high is not None and other_low is not None and high < other_low)
        or (other_high is not None and low is not None and other_high < low)
    )


_NO_SUMMARY = Sentence("Schrijf eerst een samenvatting in gewoon Nederlands.", "First write a summary in plain Dutch.")
_NO_OTHER_SIDE = Sentence("Noem eerst wie er wordt aangeklaagd.", "First name who is sued.")
_NO_ENGLISH = Sentence(
    "De Engelse titel of samenvatting ontbreekt: Engelse lezers zien Nederlands.",
    "The English title or summary is missing: readers of English see Dutch.",
)
_NO_GROUP = Sentence(
    "Er is nog geen groep: niemand kan zien of het over hem gaat.",
    "There is no group yet: nobody can see whether it is about them.",
)
_TAKEN = Sentence(
    "Deze groep heeft in die tijd al een exclusieve belangenbehartiger (art. 1018e Rv).",
    "This group has an exclusive representative in that time already (art. 1018e Rv).",
)
_SAME_PART = Sentence(
    "Deze stichting heeft in die tijd al een rol voor deze groep.",
    "This foundation has a part for this group in that time already.",
)
