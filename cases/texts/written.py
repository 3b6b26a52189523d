"""What staff wrote in place of the wording we ship: which of it a reader gets, and how it becomes sentences; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

PARTS = ("heading", "now", "next", "you")
ADULT, PUBLIC = "adult", "public"


@dataclass(frozen=True, slots=True)
class Written:
    """One text in force. `before` holds the parts until {date}, `after` those that differ once it has passed.

    `group` is None for the whole case, `variant` empty for all readers.
    """

    code: str
    audience: str
    language: str
    before: Mapping[str, str]
    after: Mapping[str, str]
    is_asking: bool = False
    variant: str = ""
    group: int | None = None


def chosen(
    written: Iterable[Written], *, code: str, audience: str, language: str, variant: str = "", group: int | None = None
) -> Written | None:
    """The text that fits best: that of the group before that of the case, of the variant before that of all.

    None when staff wrote nothing for this audience and language: then the wording we ship speaks.

    >>> of_case = Written("S60", "adult", "nl", {"heading": "Zaak"}, {})
    >>> of_group = Written("S60", "adult", "nl", {"heading": "Groep"}, {}, group=7)
    >>> chosen([of_case, of_group], code="S60", audience="adult", language="nl", group=7).before["heading"]
    'Groep'
    >>> chosen([of_group], code="S60", audience="adult", language="nl", group=8) is None
    True
    """
    fits = [
        one
        for one in written
        if (one.code, one.audience, one.language) == (code, audience, language)
        and one.group in (None, group)
        and one.variant in ("", variant)
    ]
    return max(fits, key=lambda one: (one.group is not None, bool(one.variant)), default=None)


def fitting(written: Iterable[Written], *, audience: str, **about) -> Written | None:
    """Like `chosen`; a reader for whom nothing special was written reads what adults read.

    >>> adults = Written("S60", "adult", "nl", {"heading": "Zaak"}, {})
    >>> fitting([adults], code="S60", audience="teen", language="nl") == adults
    True
    >>> fitting([adults], code="S60", audience="public", language="nl") is None
    True
    """
    rows = list(written)
    found = chosen(rows, audience=audience, **about)
    return found if found or audience in (ADULT, PUBLIC) else chosen(rows, audience=ADULT, **about)


def parts_on(one: Written, last_day: date | None, today: date) -> dict[str, str]:
    """The sentences of a text on a day: what stands there afterwards, once the last day has passed.

    >>> one = Written("S46", "adult", "nl", {"heading": "Kies"}, {"heading": "Voorbij"})
    >>> parts_on(one, date(2026, 3, 5), date(2026, 3, 6))["heading"]
    'Voorbij'
    """
    is_past = bool(last_day and last_day < today)
    return {part: (is_past and one.after.get(part)) or one.before.get(part, "") for part in PARTS}
