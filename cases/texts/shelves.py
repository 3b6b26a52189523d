"""What staff wrote, read for the pages: the texts in force of one case, in one query."""

from collections import defaultdict

from cases.texts.models import StageText
from cases.texts.written import PARTS, PUBLIC, Written


def public_texts(case) -> list[Written]:
    """What the public page of a case says in place of our wording."""
    return [as_written(row) for row in StageText.objects.in_force().filter(case=case, audience=PUBLIC)]


def texts_of(case, foundation) -> list[Written]:
    """What one foundation says to its own people in a case, for every audience but the public."""
    return [as_written(row) for row in StageText.objects.in_force().filter(case=case, foundation=foundation)]


def texts_of_all(cases, foundations) -> dict[tuple[int, int], list[Written]]:
    """The same for several cases and foundations at once, by their primary keys, in one query."""
    found = defaultdict(list)
    for row in StageText.objects.in_force().filter(case__in=cases, foundation__in=foundations):
        found[row.case_id, row.foundation_id].append(as_written(row))
    return found


def as_written(row: StageText) -> Written:
    """A row as a value for `texts.rules`."""
    return Written(
        code=row.code,
        audience=row.audience,
        language=row.language,
        before={part: getattr(row, part) for part in PARTS},
        after={part: getattr(row, f"{part}_after") for part in PARTS},
        is_asking=row.is_asking,
        variant=row.variant,
        group=row.group_id,
    )
