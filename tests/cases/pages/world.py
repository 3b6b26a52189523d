"""One case with everything a page can say: three foundations, two groups, two grounds, an appeal, a part on hold."""

from datetime import date, time, timedelta

from cases.dossier.models import Case, CaseRelation
from cases.proceedings.models import Overlay, StageEntry
from tests import make

ECLI = "ECLI:NL:RBAMS:2024:83"
NUMBER = "C/13/702849 / HA ZA 21-526"
LONG_WORD = "Arbeidsongeschiktheidsverzekeringsmaatschappijenaansprakelijkheid"


def large_case(today: date, *, more: int = 0) -> Case:
    """The case as the public may see it, with `more` of everything that can be many."""
    case = make.case(
        slug="videozaak",
        title="Privacyzaak Videoplein",
        title_en="Videoplein privacy case",
        concern=make.concern(name="Videoplein"),
        checked_on=today,
        summary="Videoplein bewaarde gegevens van kinderen. De stichtingen vragen om geld.",
    )
    make.defendant_in(case, name="Videoplein Technology Limited")
    minors = make.group(
        case=case, slug="minderjarigen", name="minderjarigen", name_en="minors", definition="Jonger dan 18."
    )
    adults = make.group(case=case, slug="volwassenen", name="volwassenen", name_en="adults")
    court = make.court()
    tracks = _tracks(case, court, minors, adults)
    appointed = make.event(
        *tracks, kind="exclusive_representative_appointed", summary="De rechter koos twee stichtingen.", court=court
    )
    parked = make.event(*tracks[::2], kind="parked", happened_on=date(2025, 10, 7))
    for track in tracks:
        StageEntry.objects.create(track=track, stage="S40_eb_appointed", entered_on=date(2024, 1, 10), event=appointed)
        Overlay.objects.create(track=track, code="appeal_pending", started_on=date(2024, 7, 1), event=appointed)
    for track in tracks[::2]:
        Overlay.objects.create(track=track, code="parked", started_on=date(2025, 10, 7), event=parked)
    make.ruling(case=case, ecli=ECLI, event=appointed, court=court, kind="interlocutory")
    other = make.case(title=f"Zaak over {LONG_WORD}")
    CaseRelation.objects.create(case=case, other=other, kind="waits_for", reason="Dezelfde vraag.")
    for number in range(more + 1):
        _one_of_each(case, minors, court, today + timedelta(days=number))
    return case


def _tracks(case, court, minors, adults):
    grounds = [make.claim_ground(case=case, code="gdpr", name="AVG", name_en="GDPR")]
    grounds.append(make.claim_ground(case=case, code="tort", name="andere regels", name_en="other rules"))
    tracks = []
    for short, group, number in (("SOMI", None, NUMBER), ("STBYP", minors, None), ("SMC", adults, None)):
        foundation = make.foundation(
            slug=short.lower(),
            name=f"Stichting {short} Voorbeeld",
            short_name=short,
            email=f"{short.lower()}@mail.example",
        )
        proceeding = make.proceeding(case=case, foundation=foundation, court=court)
        make.docket_number(proceeding=proceeding, court=court, **({"number": number} if number else {}))
        tracks += [make.track(proceeding=proceeding, group=group, claim_ground=ground) for ground in grounds]
        if group:
            make.representation(foundation=foundation, group=group, started_on=date(2024, 1, 10))
            make.funding(foundation=foundation, share_percentage=15)
    return tracks


def _one_of_each(case, group, court, on: date):
    hearing = make.hearing(
        case=case, subject="Zitting", planned_on=on + timedelta(days=60), starts_at=time(9, 30), court=court
    )
    make.hearing_move(hearing, from_on=on + timedelta(days=30))
    make.deadline(case=case, title="Reactie", ends_on=on - timedelta(days=9), is_public=True)
    make.estimate(case=case, group=group, said_by="de stichting")
    make.document(case=case)
    make.news_item(about=case, publisher="Krant", url="https://krant.example/1", summary="Onze samenvatting.")
    make.news_item(about=case, title="Bericht zonder datum", published_on=None, published_precision="unknown")
    extra = make.proceeding(case=case)
    track = make.in_stage("S35_admissibility", proceeding=extra, on=date(2022, 11, 9))
    make.event(track, kind="admissible", happened_on=date(2022, 11, 9))
    make.docket_number(proceeding=extra)


def choosing_case(last_day: date) -> Case:
    """A case in which people can choose until a day the court set."""
    track = make.in_stage(
        "S46_opt_out_window",
        proceeding=make.proceeding(case=make.case(slug="keuzezaak", title="Keuzezaak")),
        event={"kind": "opt_out_window_set", "court_set_on": last_day},
    )
    return track.proceeding.case
