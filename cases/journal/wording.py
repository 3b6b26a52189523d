"""What the journal says, in words for people: an action is a noun and a participle, and each has its word here."""

from collections.abc import Iterator, Mapping
from functools import cache

from django.apps import apps
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.law.wording import Sentence

NOUNS = {
    "arrival": ("komst van een andere stichting", "arrival from another foundation"),
    "bulk": ("wijziging van velen", "change of many"),
    "calendar_key": ("agenda-adres", "calendar address"), "case": ("zaak", "case"),
    "claim_ground": ("grondslag", "claim ground"), "claimant": ("persoon", "person"),
    "consent": ("toestemming", "consent"), "deadline": ("termijn", "deadline"),
    "declaration": ("verklaring", "declaration"), "decree_day": ("gelijkgestelde dag", "decree day"),
    "defendant": ("gedaagde", "defendant"), "demo": ("demo", "demo"),
    "docket_number": ("zaaknummer", "docket number"), "document": ("document", "document"),
    "email": ("e-mailadres", "e-mail address"), "erasure": ("wissen", "erasure"), "estimate": ("aantal", "number"),
    "event": ("gebeurtenis", "event"), "expectation": ("verwachte stap", "expected step"),
    "group": ("groep", "group"), "guardianship": ("vertegenwoordiging", "guardianship"),
    "hearing": ("zitting", "hearing"), "hold": ("bewaarplicht", "legal hold"), "import": ("import", "import"),
    "measure": ("maatregel", "measure"), "membership": ("rol", "role"), "message": ("mail", "mail"),
    "news": ("nieuws", "news"), "notice": ("bericht aan velen", "notice"),
    "overlap": ("telling van overlap", "count of an overlap"),
    "pair": ("mogelijk dubbele", "possible double"), "preference": ("voorkeur voor mail", "preference for mail"),
    "proceeding": ("procedure", "proceeding"), "proof": ("bewijs", "proof"),
    "registration": ("aanmelding", "registration"), "registry_list": ("lijst van de griffie", "list of the registry"),
    "registry_row": ("regel van de griffie", "line of the registry"),
    "representative": ("belangenbehartiger", "representative"),
    "request": ("verzoek over gegevens", "request about data"), "row": ("rij", "row"),
    "ruling": ("uitspraak", "ruling"), "sign_up": ("openstelling", "opening"), "signin": ("inloggen", "signing in"),
    "submission": ("lijst voor de griffie", "list for the registry"),
    "survey": ("wijziging van de wet", "change of the law"), "terms": ("voorwaarden", "terms"),
    "text": ("tekst", "text"), "tiding": ("bericht", "message"), "track": ("spoor", "track"),
    "transfer": ("overdracht", "transfer"), "use": ("gebruik", "use"), "user": ("medewerker", "member of staff"),
    "window": ("keuzetijd", "time to choose"),
}  # fmt: skip
PARTICIPLES = {
    "offered": ("aangeboden", "offered"),
    "taken_back": ("teruggenomen", "taken back"),
    "transferred": ("overgegaan naar een andere stichting", "went to another foundation"),
    "turned_18": ("18 geworden", "turned 18"),
    "turns_18_soon": ("wordt bijna 18", "turns 18 soon"),
    "portion_undone": ("deel teruggedraaid", "part undone"),
    "portion_applied": ("deel verwerkt", "part applied"),
    "chosen": ("gekozen", "chosen"),
    "absence_set": ("afwezigheid ingevuld", "absence set"), "accepted": ("aangenomen", "accepted"),
    "acknowledged": ("gezien", "seen"), "added": ("toegevoegd", "added"), "agreed": ("gegeven", "agreed"),
    "announced": ("aangekondigd", "announced"), "applied": ("doorgevoerd", "applied"),
    "appointed": ("aangewezen", "appointed"), "approved": ("goedgekeurd", "approved"), "asked": ("gevraagd", "asked"),
    "assigned": ("toegewezen", "assigned"), "awaited_answer": ("wacht op een andere zaak", "waits for another case"),
    "brought_back": ("teruggezet", "brought back"), "cancelled": ("geannuleerd", "cancelled"),
    "carried_out": ("uitgevoerd", "carried out"), "changed": ("gewijzigd", "changed"),
    "checked": ("gecontroleerd", "checked"), "closed": ("afgesloten", "closed"),
    "compared": ("vergeleken", "compared"), "confirmed": ("bevestigd", "confirmed"),
    "contested": ("betwist", "contested"), "corrected": ("verbeterd", "corrected"),
    "counted": ("geteld", "counted"),
    "created": ("aangemaakt", "created"), "decided": ("beslist", "decided"), "defined": ("omschreven", "defined"),
    "described": ("beschreven", "described"), "doubted": ("betwijfeld", "doubted"),
    "downloaded": ("gedownload", "downloaded"), "drafted": ("geschreven", "drafted"), "ended": ("beëindigd", "ended"),
    "erased": ("gewist", "erased"), "escalated": ("doorgegeven", "escalated"),
    "exported": ("kopie gemaakt", "copied"), "extended": ("verlengd", "extended"), "finished": ("klaar", "finished"),
    "handed_over": ("overgedragen", "handed over"), "held": ("gehouden", "held"), "issued": ("uitgegeven", "issued"),
    "lapsed": ("vervallen", "lapsed"), "lifted": ("opgeheven", "lifted"), "listed": ("in zoekresultaten", "listed"),
    "loaded": ("geladen", "loaded"), "made": ("gemaakt", "made"), "merged": ("samengevoegd", "merged"),
    "met": ("gehaald", "met"), "missed": ("gemist", "missed"), "moved": ("verplaatst", "moved"),
    "noted": ("aangetekend", "noted"), "opened": ("geopend", "opened"), "parted": ("uit elkaar gehaald", "parted"),
    "password_changed": ("wachtwoord gewijzigd", "password changed"), "paused": ("gepauzeerd", "paused"),
    "placed": ("ingesteld", "placed"), "planned": ("gepland", "planned"), "proposed": ("voorgesteld", "proposed"),
    "published": ("gepubliceerd", "published"), "quarantined": ("virus gevonden", "virus found"),
    "raised": ("verhoogd", "raised"), "range_applied": ("deel verwerkt", "part applied"),
    "range_undone": ("deel teruggedraaid", "part undone"), "received": ("ontvangen", "received"),
    "recorded": ("vastgelegd", "recorded"), "recounted": ("opnieuw geteld", "recounted"),
    "redeemed": ("gelukt", "succeeded"), "redefined": ("anders omschreven", "redefined"),
    "referred": ("verwezen", "referred"), "refused": ("geweigerd", "refused"), "registered": ("gemaakt", "made"),
    "rejected": ("afgewezen", "rejected"), "rejoined": ("weer meegedaan", "rejoined"),
    "related": ("verbonden", "related"), "released": ("vrijgegeven", "released"),
    "removed": ("verwijderd", "removed"), "reopened": ("heropend", "reopened"), "replaced": ("vervangen", "replaced"),
    "restored": ("teruggezet", "restored"), "restricted": ("apart gezet", "set apart"),
    "resumed": ("hervat", "resumed"), "retried": ("opnieuw geprobeerd", "retried"),
    "reversed": ("teruggenomen", "reversed"), "reviewed": ("bekeken", "reviewed"), "revised": ("herzien", "revised"),
    "revoked": ("ingetrokken", "revoked"), "reworded": ("anders gezegd", "reworded"), "said": ("gezegd", "said"),
    "second_factor_added": ("tweede stap toegevoegd", "second step added"),
    "second_factor_forgotten": ("tweede stap vergeten", "second step forgotten"), "sent": ("verstuurd", "sent"),
    "set": ("ingevuld", "set"), "set_aside": ("opzijgezet", "set aside"), "settled": ("afgehandeld", "settled"),
    "started": ("begonnen", "started"), "stored": ("bewaard", "stored"), "sued": ("gedagvaard", "sued"),
    "superseded": ("vervangen door een andere", "superseded"), "suspended": ("geschorst", "suspended"),
    "switched": ("gewisseld", "switched"), "taken_in": ("ingelezen", "taken in"),
    "taken_over": ("overgenomen", "taken over"), "told": ("getoond", "shown"),
    "undo_asked": ("terugdraaien gevraagd", "undo asked"), "undone": ("teruggedraaid", "undone"),
    "unpublished": ("offline gehaald", "taken offline"), "verified": ("compleet", "verified"),
    "viewed": ("bekeken", "viewed"), "withdrawn": ("ingetrokken", "withdrawn"), "written": ("geschreven", "written"),
}  # fmt: skip


def in_words(action: str) -> str:
    """An action for staff, in the active language, such as "Hearing: moved"; what has no word is told by its name."""
    noun, _dot, participle = action.partition(".")
    said = [_word(NOUNS, noun), _word(PARTICIPLES, participle)]
    return ": ".join(filter(None, said)).capitalize()


def details(data: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """What is noted with an action: the name of each field as staff know it, with its value."""
    for name, value in data.items():
        yield str(_fields().get(name) or name.replace("_", " ")), _said(value)


def _word(words: Mapping[str, tuple[str, str]], code: str) -> str:
    return Sentence(*words[code]).text(get_language()) if code in words else code.replace("_", " ")


def _said(value) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(_fields().get(one) or one) if isinstance(one, str) else str(one) for one in value)
    return str(value)


@cache
def _fields() -> dict:
    models = [model for app in ("cases", "claimants") for model in apps.get_app_config(app).get_models()]
    return {field.name: field.verbose_name for model in models for field in model._meta.concrete_fields}
