"""What happened in a case becomes a notice for everybody it concerns; nothing is sent from here."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import override

from cases.core.languages import translated
from cases.core.tenancy import acting_for
from cases.dossier.choices import Residence
from cases.dossier.models import ClaimantGroup
from cases.law.stages import stage
from cases.law.wording import LANGUAGES, day_in_words
from cases.parties.models import Foundation
from cases.proceedings.models import CourtEvent
from cases.proceedings.state import TrackState, states_of
from cases.rulings.models import Ruling
from cases.texts import shelves
from cases.texts.rules import StageText, event_text
from cases.texts.standing import shown_track, text_for
from claimants.notices import rules, services
from claimants.notices.choices import NoticeKind, WhereTheyLive
from claimants.registrations.models import Registration

IS_NEWS_FOR = timedelta(days=30)
CHOICE = "S46"


def on_event_entered(entry) -> None:
    """A public event of these days that moved a group's stage, or put something beside it, is told to its people."""
    event = CourtEvent.objects.standing().filter(public_id=entry.subject_id, is_public=True).first()
    if event is None or not _is_news(event.happened_on) or not _moves(event):
        return
    states = states_of([event.case])[event.case_id]
    tracks = set(event.tracks.values_list("pk", flat=True))
    for foundation, group in _concerned(event.case):
        shown = shown_track(foundation, group.pk, states)
        if shown and shown.track.pk in tracks:
            _tell_step(foundation, group, states, event)


def on_ruling_published(entry) -> None:
    """A public ruling of these days is told to everybody in the case, with where the case stands now."""
    ruling = Ruling.objects.filter(public_id=entry.subject_id, is_published=True).select_related("case").first()
    if ruling is None or not ruling.decided_on or not _is_news(ruling.decided_on):
        return
    states = states_of([ruling.case])[ruling.case_id]
    for foundation, group in _concerned(ruling.case):
        words = {language: _ruling_words(foundation, group, states, ruling, language) for language in LANGUAGES}
        facts = {"case": ruling.case, "group": group, "kind": NoticeKind.RULING, "words": words}
        services.release_if_small(
            services.draft_notice(foundation, **facts, cause=f"ruling:{ruling.public_id}:{group.pk}")
        )


def _tell_step(foundation, group, states: list[TrackState], event: CourtEvent) -> None:
    """One notice; two where people in and outside the Netherlands have something else to choose."""
    shown = shown_track(foundation, group.pk, states)
    splits = stage(shown.stage).short == CHOICE and group.residence == Residence.ANY
    residences = (WhereTheyLive.NETHERLANDS, WhereTheyLive.ABROAD) if splits else (WhereTheyLive.ANYWHERE,)
    for residence in residences:
        is_abroad = residence == WhereTheyLive.ABROAD or group.residence == Residence.ABROAD
        texts = {one: _text(foundation, group, states, one, is_abroad=is_abroad) for one in LANGUAGES}
        words = {one: _step_words(texts[one], event, one) for one in LANGUAGES}
        facts = {"case": event.case, "group": group, "residence": residence, "words": words}
        kind = NoticeKind.CHOICE if texts["nl"].asks_action else NoticeKind.STAGE
        cause = f"event:{event.public_id}:{group.pk}:{residence}"
        services.release_if_small(services.draft_notice(foundation, **facts, kind=kind, cause=cause))


def _text(foundation, group, states, language: str, *, is_abroad: bool = False) -> StageText:
    written = shelves.texts_of(group.case, foundation)
    with override(language):
        about = {"language": language, "today": timezone.localdate(), "is_abroad": is_abroad, "written": written}
        return text_for(foundation, group, states, **about)


def _step_words(text: StageText, event: CourtEvent, language: str) -> dict[str, str]:
    happened = event_text(event.kind, language=language) or text.heading
    day = _day(event.happened_on, language)
    return _parts(text, text.heading, f"{day}: {happened}.", event.court_set_on, language)


def _ruling_words(foundation, group, states, ruling: Ruling, language: str) -> dict[str, str]:
    text = _text(foundation, group, states, language)
    with override(language):
        outcome = translated(ruling, "outcome")
    day = _day(ruling.decided_on, language)
    subject = {"nl": "Er is een uitspraak in uw zaak", "en": "There is a ruling in your case"}[language]
    news = {"nl": f"De rechter deed uitspraak op {day}.", "en": f"The court ruled on {day}."}[language]
    return _parts(text, subject, f"{news} {outcome}".strip(), None, language)


def _parts(text: StageText, subject: str, news: str, last_day: date | None, language: str) -> dict[str, str]:
    until = {"nl": "Tot en met {}.", "en": "Up to and including {}."}[language]
    quiet = {"nl": "U hoort van ons als er nieuws is.", "en": "You will hear from us when there is news."}[language]
    when = until.format(day_in_words(last_day, language)) if last_day and text.asks_action else quiet
    words = {"subject": subject, "news": news, "now": text.now, "next": text.next, "you": text.you, "when": when}
    return {part: said[: rules.LONGEST[part]] for part, said in words.items()}


def _day(on: date, language: str) -> str:
    return day_in_words(on, language).partition(" ")[2]


def _is_news(on: date | None) -> bool:
    return on is not None and timedelta(0) <= timezone.localdate() - on <= IS_NEWS_FOR


def _moves(event: CourtEvent) -> bool:
    return event.stage_entries.exists() or event.overlays.exists()


def _concerned(case) -> list[tuple[Foundation, ClaimantGroup]]:
    """Every foundation with people in a group of the case, with that group."""
    groups = list(case.groups.select_related("case__concern"))
    found = []
    for foundation in Foundation.objects.order_by("pk"):
        with acting_for(foundation):
            theirs = set(Registration.objects.filter(group__in=groups).values_list("group", flat=True).distinct())
        found += [(foundation, group) for group in groups if group.pk in theirs]
    return found
