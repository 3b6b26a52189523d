"""Find the pairs: people who share an address, a birthday or a postcode are compared, nobody else.

Each pass reads the file once in the order of one key; within a key only those whose name begins with the same letter
are compared. So a million people cost a few readings, not a million times a million comparisons.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, groupby

from cases.core.tenancy import acting_for
from cases.parties.models import Foundation
from claimants.duplicates import rules
from claimants.duplicates.models import Pair
from claimants.people.models import Claimant

KEYS = ("email_index", "born_on", "postcode")
COMPARED = ("full_name", "born_on", "email_index", "phone", "street", "postcode")
MOST_ALIKE = 200
AT_A_TIME = 2_000


def suggest_everywhere() -> int:
    """Look through the file of every foundation; the number of pairs that look alike."""
    return sum(suggest(pk) for pk in Foundation.objects.order_by("pk").values_list("pk", flat=True))


def suggest(foundation) -> int:
    """Keep what looks alike in one file; a pair that is known already stays as it was decided."""
    with acting_for(foundation):
        found = {ids: reasons for key in KEYS for ids, reasons in _alike_by(key)}
        foundation_id = getattr(foundation, "pk", foundation)
        pairs = [
            Pair(foundation_id=foundation_id, first_id=ids[0], second_id=ids[1], score=rules.score(why), reasons=why)
            for ids, why in found.items()
        ]
        Pair.objects.bulk_create(pairs, batch_size=AT_A_TIME, ignore_conflicts=True)
    return len(found)


def _alike_by(key: str) -> Iterator[tuple[tuple[int, int], list[str]]]:
    rows = Claimant.objects.reachable().exclude(**{key: None if key == "born_on" else ""}).order_by(key, "pk")
    rows = rows.values_list(key, "pk", *COMPARED).iterator(chunk_size=AT_A_TIME)
    for _value, shared in groupby(rows, key=lambda row: row[0]):
        for people in _comparable([(pk, rules.Facts(*facts)) for _value, pk, *facts in shared]):
            for (one, facts), (other, others) in combinations(people, 2):
                why = rules.likeness(facts, others)
                if rules.score(why) >= rules.ENOUGH:
                    yield (min(one, other), max(one, other)), [str(reason) for reason in why]


def _comparable(people: list) -> Iterator[list]:
    """Those whose names begin alike; where that leaves a crowd, only those whose whole names are the same."""
    if len(people) < 2:
        return
    for crowd in _by(people, lambda words: words[0][0]):
        yield from [crowd] if len(crowd) <= MOST_ALIKE else _by(crowd, tuple)


def _by(people: list, key) -> list[list]:
    found = defaultdict(list)
    for pk, facts in people:
        if words := rules.folded(facts.full_name):
            found[key(words)].append((pk, facts))
    return list(found.values())
