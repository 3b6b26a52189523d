import pytest

from claimants.declarations import chain
from tests.races.rounds import RACES, Meeting, run
from tests.threads import at_once, shared_database

ROUNDS = 6


def all_rounds(race: str):
    meeting = Meeting()
    found = [run(race, meeting, is_second_first=bool(number % 2)) for number in range(ROUNDS)]
    lost, doubled = (sum(one[key] for one in found) for key in ("lost", "doubled"))
    return lost, doubled, chain.verify(meeting.foundation)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("race", RACES)
def test_no_opt_out_is_ever_lost_or_doubled(race, tmp_path):
    with shared_database(tmp_path):
        assert at_once(lambda: all_rounds(race)) == [(0, 0, ROUNDS)]
