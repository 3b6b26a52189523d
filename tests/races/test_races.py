from collections import Counter

import pytest

from claimants.declarations import chain
from tests.races.rounds import RACES, Meeting, run
from tests.threads import at_once, shared_database

ROUNDS = 16


def all_rounds(race: str):
    meeting = Meeting()
    found = sum(run(race, meeting, ROUNDS), Counter())
    return found, chain.verify(meeting.foundation)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("race", RACES)
def test_no_opt_out_is_ever_lost_or_doubled(race, tmp_path):
    with shared_database(tmp_path):
        [(found, chained)] = at_once(lambda: all_rounds(race))
    assert (found["rounds"], found["lost"], found["doubled"], chained) == (ROUNDS, 0, 0, ROUNDS)
    assert found["met"] > 0
