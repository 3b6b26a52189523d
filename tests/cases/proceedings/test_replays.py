"""Real cases, step by step, as the public sources tell them."""

from datetime import date

import pytest

from cases.dossier import services as dossier
from cases.parties.choices import Instance
from cases.proceedings import services, state
from tests import make

pytestmark = pytest.mark.django_db


def record(tracks, kind, day, **values):
    tracks = tracks if isinstance(tracks, list) else [tracks]
    case = tracks[0].proceeding.case
    return services.record_event(case, kind=kind, happened_on=date.fromisoformat(day), tracks=tracks, by=None, **values)


def stages(case, on):
    return {found.track: found.stage for found in state.track_states(case, date.fromisoformat(on))}


@pytest.fixture
def tiktok():
    """Three foundations, two groups, two grounds: twelve tracks."""
    case = make.case(slug="tiktok")
    grounds = [make.claim_ground(case=case, code=code) for code in ("gdpr", "tort")]
    groups = {slug: make.group(case=case, slug=slug) for slug in ("minors", "adults")}
    tracks = {}
    for name in ("SOMI", "STBYP", "SMC"):
        proceeding = make.proceeding(case=case, foundation=make.foundation(short_name=name))
        for slug, group in groups.items():
            for ground in grounds:
                track = services.open_track(proceeding, group=group, claim_ground=ground)
                tracks[name, slug, ground.code] = track
    case.tracks = tracks
    case.named = groups
    return case


def of(case, *names):
    return [track for key, track in case.tracks.items() if set(names) & {key[0]}]


def test_tiktok_stands_per_foundation_group_and_ground(tiktok):
    everyone = list(tiktok.tracks.values())
    record(everyone, "jurisdiction_contested", "2022-01-12")
    record(everyone, "jurisdiction_accepted", "2022-11-09")
    record(of(tiktok, "SOMI"), "admissible", "2023-10-25")
    record(of(tiktok, "STBYP", "SMC"), "cure_ordered", "2023-10-25")

    between = stages(tiktok, "2023-12-01")
    assert {between[track] for track in of(tiktok, "SOMI")} == {"S35_admissibility"}
    assert {between[track] for track in of(tiktok, "STBYP", "SMC")} == {"S36_cure"}

    record(of(tiktok, "STBYP", "SMC"), "cure_completed", "2024-01-10")
    record(everyone, "exclusive_representative_appointed", "2024-01-10")
    for slug, name in (("minors", "STBYP"), ("adults", "SMC")):
        foundation = of(tiktok, name)[0].proceeding.foundation
        dossier.appoint_representative(
            tiktok.named[slug], foundation=foundation, started_on=date(2024, 1, 10), source="RBAMS:2024:83", by=None
        )
    leads = {(s.track.proceeding.foundation.short_name, s.track.group.slug)
             for s in state.track_states(tiktok, date(2024, 2, 1)) if s.leads}  # fmt: skip
    assert leads == {("STBYP", "minors"), ("SMC", "adults")}
    assert not any(s.leads for s in state.track_states(tiktok, date(2024, 1, 9)))


def test_the_appeal_court_parks_only_the_gdpr_ground(tiktok):
    everyone = list(tiktok.tracks.values())
    hof = make.court("GHAMS", name="Gerechtshof Amsterdam", instance=Instance.APPEAL)
    record(everyone, "exclusive_representative_appointed", "2024-01-10")
    record(everyone, "appeal_lodged", "2024-04-09")
    record(everyone, "appeal_interlocutory_judgment", "2025-10-07", court=hof)
    gdpr = [track for key, track in tiktok.tracks.items() if key[2] == "gdpr"]
    record(gdpr, "parked", "2025-10-07", court=hof)

    for found in state.track_states(tiktok, date(2025, 11, 1)):
        codes = {condition.code for condition in found.overlays}
        assert ("parked" in codes) == (found.track in gdpr)
        assert "appeal_pending" in codes
        assert found.stage == "S40_eb_appointed"
    line = state.headline(tiktok, date(2025, 11, 1))
    assert {(c.code, c.is_partial) for c in line.overlays} == {("appeal_pending", False), ("parked", True)}


def test_oracle_goes_back_by_the_higher_court_only():
    case = make.case(slug="oracle-salesforce")
    track = make.track(proceeding=make.proceeding(case=case))
    record(track, "inadmissible", "2021-12-29")
    with pytest.raises(Exception, match="niet-ontvankelijk"):
        record(track, "admissible", "2024-06-18", court=make.court("RBAMS"))

    record(track, "appeal_lodged", "2022-03-28")
    hof = make.court("GHAMS", name="Gerechtshof Amsterdam", instance=Instance.APPEAL)
    record(track, "appeal_kept", "2024-06-18", court=hof)

    assert stages(case, "2023-01-01")[track] == "E_inadmissible"
    assert stages(case, "2024-06-18")[track] == "S35_admissibility"
    assert [entry.stage for entry in track.stage_entries.all()] == ["E_inadmissible", "S35_admissibility"]


def test_an_opinion_moves_no_stage():
    case = make.case()
    track = make.track(proceeding=make.proceeding(case=case))
    record(track, "inadmissible", "2023-08-16")
    record(track, "cassation_lodged", "2023-11-16")
    record(track, "opinion_published", "2024-11-08")
    record(track, "cassation_rejected", "2025-03-14")

    assert stages(case, "2025-03-15")[track] == "E_inadmissible"
    assert track.overlays.get().ended_on == date(2025, 3, 14)


def test_a_higher_court_may_name_the_stage():
    case = make.case()
    track = make.track(proceeding=make.proceeding(case=case))
    record(track, "dismissed", "2024-10-09")
    record(track, "appeal_lodged", "2025-01-02")
    hof = make.court("GHAMS", name="Gerechtshof Amsterdam", instance=Instance.APPEAL)
    record(track, "appeal_quashed_decided", "2026-02-03", court=hof, leads_to="S65_liability_judgment")

    assert stages(case, "2026-02-03")[track] == "S65_liability_judgment"
