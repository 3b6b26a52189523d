"""How a notice will read, shown to a person who does not exist."""

from typing import NamedTuple

from cases.outbox import rendering
from claimants.notices import composing
from claimants.notices.models import ClaimantMessage, Notice, Tiding
from claimants.people.models import Claimant

READERS = {"nl": "Robin Voorbeeld", "en": "Robin Example"}
CODE, REFERENCE = "K7Q9F2", "VG7K3Q92MFAB"


class Sample(NamedTuple):
    """One mail as it would leave: in which language, its subject and its text."""

    language: str
    subject: str
    text: str


def samples_of(notice: Notice) -> list[Sample]:
    """The mail in each language, as somebody would get it for whom nothing else waits."""
    return [_sample(notice, language, name) for language, name in READERS.items()]


def _sample(notice: Notice, language: str, name: str) -> Sample:
    reader = Claimant(foundation=notice.foundation, full_name=name, reference=REFERENCE, language=language)
    message = ClaimantMessage(foundation=notice.foundation, claimant=reader, language=language, code=CODE)
    tiding = Tiding(foundation=notice.foundation, claimant=reader, notice=notice, case=notice.case, kind=notice.kind)
    letter = composing.Letter(message, reader, reader, [tiding], page="")
    rendered = rendering.render("notice", composing.context_of(letter), language=language)
    return Sample(language, rendered.subject, rendered.text)
