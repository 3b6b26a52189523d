from datetime import date

import pytest

from cases.core.errors import DomainError
from cases.proceedings import services, state
from tests import make

pytestmark = pytest.mark.django_db


def test_an_event_moves_its_tracks_and_nothing_else():
    case = make.case()
    one, other = (make.track(proceeding=make.proceeding(case=case)) for _ in range(2))

    services.record_event(case, kind="writ_served", happened_on=date(2024, 3, 1), tracks=[one], by=None)

    stages = {found.track: found.stage for found in state.track_states(case)}
    assert stages == {one: "S10_summons_served", other: None}


def test_the_same_event_twice_is_refused_with_a_sentence():
    case = make.case()
    track = make.track(proceeding=make.proceeding(case=case))
    facts = {"kind": "writ_served", "happened_on": date(2024, 3, 1), "tracks": [track], "by": None}
    services.record_event(case, **facts)

    with pytest.raises(DomainError, match="1 maart 2024") as refusal:
        services.record_event(case, **facts)

    assert refusal.value.field == "kind"
