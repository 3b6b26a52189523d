"""Questions about one case, answered from what is known of it; what is not known is said to be unknown."""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.core.dates import shown
from cases.pages.case_page import CasePage
from cases.pages.leaders import GroupOfPage, Leader
from cases.pages.prose import language_now
from cases.pages.standing import joined
from cases.parties.models import Funding
from cases.proceedings.models import CourtEvent
from cases.texts.shelf import shelf

CHOICES = {"opt_out_window_set": "", "second_opt_out_window_set": "settlement_"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its sentences; below that of `contact` the page shows the foundations."""

    name: str
    question: str
    sentences: list[str]


def answers(page: CasePage) -> list[Answer]:
    """What people ask of this very case, in the active language."""
    texts = shelf("questions")[language_now()]["case"]
    found = {
        "who": _who(page, texts["who"]),
        "cost": _cost(page, texts["cost"]),
        "action": [f"{page.text.heading}.", page.text.you],
        "choice": _choice(page, texts["choice"]),
        "next": [page.text.next, page.expected or texts["next"]["unknown"], page.unchanged],
        "contact": [] if page.foundations else [texts["contact"]["unknown"]],
    }
    return [Answer(name, texts[name]["question"], [one for one in said if one]) for name, said in found.items()]


def _who(page: CasePage, texts: dict) -> list[str]:
    said = [sentence for one in page.groups for sentence in _of_group(one, texts)]
    return said or [texts["unknown"]]


def _of_group(one: GroupOfPage, texts: dict) -> Iterable[str]:
    names = [leader.foundation.short_name for leader in one.leaders]
    wording = texts[("nobody", "leads", "lead")[min(len(names), 2)]]
    yield wording.format(group=one.name, foundations=joined(names))
    if one.others:
        yield texts["also"].format(foundations=joined(other.short_name for other in one.others))


def _cost(page: CasePage, texts: dict) -> list[str]:
    leaders = {leader.foundation.pk: leader for one in page.groups for leader in one.leaders}
    said = [sentence for leader in leaders.values() for sentence in _of_leader(leader, texts)]
    return [*said, texts["read"]]


def _of_leader(leader: Leader, texts: dict) -> Iterable[str]:
    foundation = leader.foundation.short_name
    if not leader.fundings:
        yield texts["unknown"].format(foundation=foundation)
    for funding in leader.fundings:
        known = {"foundation": foundation, "funder": funding.funder.name, "share": _share(funding)}
        yield texts["payer" if funding.share_percentage is None else "share"].format(**known)


def _share(funding: Funding) -> str:
    """Per cent as people write it: 20 and 12,5, not 20.00."""
    if funding.share_percentage is None:
        return ""
    plain = f"{funding.share_percentage:f}".rstrip("0").rstrip(".")
    return plain.replace(".", ",") if language_now() == "nl" else plain


def _choice(page: CasePage, texts: dict) -> list[str]:
    if page.is_old_law:
        return [texts["old_law"]]
    windows = [event for event in page.events if event.kind in CHOICES and event.court_set_on]
    return [_of_window(event, page, texts) for event in windows] or [texts["unknown"]]


def _of_window(event: CourtEvent, page: CasePage, texts: dict) -> str:
    moment = "past" if event.court_set_on < page.today else "open"
    return texts[CHOICES[event.kind] + moment].format(date=shown(event.court_set_on))
