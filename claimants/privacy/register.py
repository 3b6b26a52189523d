"""THE REGISTER OF PERSONAL DATA (art. 30 AVG): every column, what it is, why it is there, on what ground, how long.

A column of a foundation's file that is not in here fails a test: nobody adds personal data without saying why.
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.apps import apps

from cases.law.wording import Sentence


class Table(NamedTuple):
    """Why a table holds what it holds, who sees it, until when, and of what kind each column is."""

    purpose: Sentence
    ground: Sentence
    kept: Sentence
    seen_by: Sentence
    columns: dict[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One column of the register."""

    table: str
    column: str
    category: Sentence
    purpose: Sentence
    ground: Sentence
    kept: Sentence
    seen_by: Sentence

    @property
    def name(self) -> str:
        model = apps.get_model(self.table)
        return f"{model._meta.verbose_name}: {model._meta.get_field(self.column).verbose_name}"


CATEGORIES = {
    "identity": Sentence("wie iemand is", "who somebody is"),
    "contact": Sentence("hoe iemand te bereiken is", "how to reach somebody"),
    "birth": Sentence("geboortedatum", "date of birth"),
    "claim": Sentence("feiten over de zaak van iemand", "facts about somebody's case"),
    "choice": Sentence("wat iemand koos of vroeg", "what somebody chose or asked"),
    "words": Sentence("tekst van of aan iemand", "words by or to somebody"),
    "trace": Sentence("sporen voor veiligheid en bewijs", "traces for safety and proof"),
    "none": Sentence("geen persoonsgegeven", "not personal"),
}

AGREEMENT = Sentence("overeenkomst (art. 6 lid 1 b AVG)", "agreement (art. 6(1)(b) GDPR)")
INTEREST = Sentence("gerechtvaardigd belang (art. 6 lid 1 f AVG)", "legitimate interest (art. 6(1)(f) GDPR)")
DUTY = Sentence("wettelijke plicht (art. 6 lid 1 c AVG)", "legal duty (art. 6(1)(c) GDPR)")
AS_PERSON = Sentence("zolang de persoon in het dossier staat", "as long as the person is in the file")
AS_PROOF = Sentence("blijft als bewijs, zonder naam", "stays as proof, without a name")
STAFF = Sentence("de persoon; jurist, dossierbeheer en helpdesk", "the person; lawyer, case manager and help desk")
HANDLERS = Sentence("de persoon; jurist en dossierbeheer", "the person; lawyer and case manager")
MACHINE = Sentence("alleen het programma", "the program only")


def _days(days: int) -> Sentence:
    return Sentence(f"{days} dagen", f"{days} days")


def _of(category: str, names: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), category)


REGISTER: dict[str, Table] = {
    "claimants.Claimant": Table(
        Sentence("weten wie meedoet en diegene bereiken", "knowing who takes part and reaching them"),
        AGREEMENT, AS_PERSON, STAFF,
        _of("identity", "reference full_name called_name is_contested merged_into")
        | _of("contact", "email email_index phone street postcode city country language")
        | _of("contact", "resident_from country_before") | _of("birth", "born_on")
        | _of("choice", "restricted_at erased_at"),
    ),
    "claimants.Guardianship": Table(
        Sentence("weten wie voor een minderjarige handelt", "knowing who acts for a minor"),
        AGREEMENT, AS_PERSON, STAFF, _of("identity", "minor guardian kind started_on ended_on"),
    ),
    "claimants.ComingOfAge": Table(
        Sentence("wie achttien wordt zijn dossier zelf geven", "handing the file to whoever turns eighteen"),
        AGREEMENT, AS_PERSON, STAFF, _of("birth", "claimant announced_at turned_at"),
    ),
    "claimants.UsePeriod": Table(
        Sentence("bepalen wie bij welke groep hoort", "deciding who belongs to which group"),
        AGREEMENT, AS_PERSON, STAFF, _of("claim", "registration used_from used_until"),
    ),
    "claimants.Consent": Table(
        Sentence("aantonen wat iemand zag en afsprak", "showing what somebody saw and agreed to"),
        AGREEMENT, AS_PROOF, STAFF,
        _of("identity", "claimant") | _of("choice", "terms act given_at channel language via")
        | _of("trace", "text_sha256 note"),
    ),
    "claimants.Declaration": Table(
        Sentence("vastleggen wat iemand op tijd verklaarde", "recording what somebody declared in time"),
        AGREEMENT, AS_PROOF, HANDLERS,
        _of("identity", "claimant person")
        | _of("choice", "window kind turn reverses reason received_at is_in_time channel")
        | _of("trace", "text_version evidence_sha256 chain_position salt previous_hash hash")
        | _of("none", "recorded_by"),
    ),
    "claimants.RegistryNote": Table(
        Sentence("weten wat de griffie met een verklaring deed", "knowing what the registry did with a declaration"),
        AGREEMENT, AS_PROOF, HANDLERS,
        _of("choice", "declaration kind happened_on") | _of("trace", "evidence_sha256") | _of("none", "noted_by"),
    ),
    "claimants.RegistryRow": Table(
        Sentence("de lijst van de griffie vergelijken", "comparing the list of the registry"),
        AGREEMENT, AS_PROOF, HANDLERS,
        _of("identity", "claimant reference name") | _of("choice", "stated_on outcome")
        | _of("none", "registry_list line settled_by"),
    ),
    "claimants.RegistryList": Table(
        Sentence("de lijst van de griffie vergelijken", "comparing the list of the registry"),
        AGREEMENT, AS_PROOF, HANDLERS, _of("none", "window received_on sha256 row_count uploaded_by"),
    ),
    "claimants.Submission": Table(
        Sentence("de lijst die naar de griffie gaat", "the list that goes to the registry"),
        AGREEMENT, AS_PROOF, HANDLERS,
        _of("choice", "content") | _of("none", "window up_to in_time_count late_count sha256 made_by approved_by")
        | _of("none", "approved_at"),
    ),
    "claimants.Ledger": Table(
        Sentence("de keten van verklaringen", "the chain of declarations"),
        AGREEMENT, AS_PROOF, HANDLERS, _of("none", "length head_hash"),
    ),
    "claimants.Import": Table(
        Sentence("een bestand met aanmeldingen innemen", "taking in a file of registrations"),
        AGREEMENT, _days(31), HANDLERS,
        _of("contact", "file")
        | _of("none", "case group level source_name sha256 byte_count file_format encoding delimiter date_order")
        | _of("none", "headers mapping state refusal is_partial row_count new_count updated_count same_count")
        | _of("none", "refused_count duplicate_count kept_count code_counts read_bytes began_at uploaded_by")
        | _of("none", "approved_by approved_at finished_at"),
    ),
    "claimants.ImportRow": Table(
        Sentence("een bestand met aanmeldingen controleren", "checking a file of registrations"),
        AGREEMENT, _days(31), HANDLERS,
        _of("identity", "reference full_name called_name claimant_key claimant_uuid")
        | _of("contact", "email email_index phone street postcode city country language") | _of("birth", "born_on")
        | _of("claim", "used_from used_until joined_on source_key group_key registration_key registration_uuid before")
        | _of("trace", "batch number verdict code remarks is_known is_registered"),
    ),
    "claimants.ClaimantMessage": Table(
        Sentence("bewaren wat wij iemand schreven", "keeping what we wrote to somebody"),
        AGREEMENT, AS_PERSON, STAFF,
        _of("identity", "claimant") | _of("words", "subject text") | _of("trace", "kind language code outbox"),
    ),
    "claimants.Tiding": Table(
        Sentence("iedereen een keer vertellen wat er gebeurde", "telling everybody once what happened"),
        AGREEMENT, AS_PERSON, STAFF,
        _of("identity", "claimant") | _of("words", "words") | _of("trace", "notice case kind key due_at message"),
    ),
    "claimants.Preference": Table(
        Sentence("schrijven zo vaak als iemand wil", "writing as often as somebody wants"),
        AGREEMENT, AS_PERSON, STAFF, _of("identity", "claimant") | _of("choice", "kind rhythm"),
    ),
    "claimants.Notice": Table(
        Sentence("een bericht aan velen", "a message to many"),
        AGREEMENT, AS_PERSON, STAFF,
        _of("none", "case group kind level residence age words cause state written_by approved_by goes_at")
        | _of("none", "person_count"),
    ),
    "claimants.EmailChange": Table(
        Sentence("een adres veilig wijzigen", "changing an address safely"),
        INTEREST, _days(14), Sentence("de persoon", "the person"),
        _of("identity", "claimant") | _of("contact", "from_email from_index to_email")
        | _of("trace", "code_hash try_count expires_at confirmed_at closes_at undone_at"),
    ),
    "claimants.SignUp": Table(
        Sentence("aanmelden in stappen", "signing up in steps"),
        AGREEMENT, _days(14), HANDLERS,
        _of("claim", "opening registration uses used_from used_until country") | _of("choice", "state about agreed")
        | _of("identity", "full_name guardian_name") | _of("birth", "born_on")
        | _of("contact", "email second_email language") | _of("trace", "request_key"),
    ),
    "claimants.Registration": Table(
        Sentence("bepalen wie bij welke groep hoort", "deciding who belongs to which group"),
        AGREEMENT, AS_PERSON, STAFF,
        _of("identity", "claimant") | _of("claim", "group source_name source_key")
        | _of("choice", "level state registered_at left_at state_before_leaving") | _of("words", "state_reason"),
    ),
    "claimants.Proof": Table(
        Sentence("aantonen dat iemand bij de groep hoort", "showing that somebody belongs to the group"),
        AGREEMENT, AS_PERSON, STAFF,
        _of("claim", "registration kind file thumbnail sent_at verdict")
        | _of("words", "verdict_reason") | _of("trace", "sha256 byte_count scan reviewed_at removed_at")
        | _of("none", "reviewed_by"),
    ),
    "claimants.DataSubjectRequest": Table(
        Sentence("verzoeken op tijd beantwoorden", "answering requests in time"),
        DUTY, AS_PROOF, HANDLERS,
        _of("identity", "claimant identity") | _of("choice", "kind state channel asked_at")
        | _of("words", "wish extension_reason answer") | _of("trace", "due_on count extended_at answered_at")
        | _of("none", "handled_by"),
    ),
    "claimants.Erasure": Table(
        Sentence("aantonen wat is gewist en wat bleef", "showing what was erased and what stayed"),
        DUTY, AS_PROOF, HANDLERS, _of("trace", "request approved_at report") | _of("none", "approved_by"),
    ),
    "claimants.Pair": Table(
        Sentence("zien dat twee dossiers van dezelfde persoon zijn", "seeing that two files are of the same person"),
        INTEREST, AS_PERSON, HANDLERS,
        _of("identity", "first second") | _of("trace", "score reasons steps decided_at") | _of("choice", "state")
        | _of("none", "decided_by"),
    ),
    "claimants.BulkStep": Table(
        Sentence("een stap voor velen tegelijk zetten, en terug kunnen", "taking a step for many, with a way back"),
        AGREEMENT, AS_PROOF, HANDLERS,
        _of("identity", "unknown_references") | _of("words", "reason")
        | _of("none", "case group from_state level registered_from registered_until is_by_list to_state state")
        | _of("none", "unreadable_count chosen_count fitting_count code_counts proposed_by approved_by approved_at")
        | _of("none", "finished_at"),
    ),
    "claimants.BulkRow": Table(
        Sentence("weten welke stap iemand met anderen zette", "knowing which step somebody took with others"),
        AGREEMENT, AS_PERSON, HANDLERS,
        _of("identity", "registration") | _of("choice", "step from_state") | _of("words", "reason_before")
        | _of("trace", "registration_version code"),
    ),
    "claimants.Transfer": Table(
        Sentence("aantonen dat iemand zelf wilde overstappen", "showing that somebody wanted to go elsewhere"),
        AGREEMENT, AS_PROOF, HANDLERS,
        _of("identity", "registration") | _of("choice", "to_foundation to_group terms asked_at channel state")
        | _of("words", "close_reason") | _of("trace", "evidence package_sha256 sent_at closed_at")
        | _of("none", "recorded_by sent_by"),
    ),
    "claimants.Arrival": Table(
        Sentence("iemand overnemen die erom vroeg", "taking over somebody who asked for it"),
        AGREEMENT, AS_PROOF, HANDLERS,
        _of("identity", "package claimant registration") | _of("choice", "group consented_at declarations state")
        | _of("words", "reason") | _of("trace", "transfer_id terms_sha256 package_sha256 decided_at")
        | _of("none", "from_foundation decided_by"),
    ),
    "claimants.Overlap": Table(
        Sentence("weten hoeveel mensen zich twee keer meldden", "knowing how many people signed up twice"),
        INTEREST, Sentence("blijft: een getal zonder personen", "stays: a number without people"), HANDLERS,
        _of("none", "other case count_id state agreed_by agreed_at in_common_count counted_at"),
    ),
    "claimants.Hold": Table(
        Sentence("bewaren wat voor een vordering nodig is", "keeping what a claim needs"),
        INTEREST, AS_PROOF, HANDLERS,
        _of("identity", "claimant") | _of("none", "case") | _of("words", "reason")
        | _of("trace", "placed_at lifted_at"),
    ),
    "cases.Message": Table(
        Sentence("mail bezorgen", "delivering mail"),
        AGREEMENT, _days(30), Sentence("dossierbeheer ziet het adres half", "the case manager sees half the address"),
        _of("contact", "address language") | _of("words", "context")
        | _of("trace", "template dedupe_key is_sensitive give_up_at settled_reason"),
    ),
    "claimants.SignInRequest": Table(
        Sentence("veilig inloggen zonder wachtwoord", "signing in safely without a password"),
        INTEREST, _days(1), MACHINE,
        _of("contact", "email_index language")
        | _of("trace", "purpose network_hash browser_hash token_hash code_hash try_count expires_at used_at")
        | _of("trace", "foundations"),
    ),
}  # fmt: skip


def rows() -> list[Row]:
    """The register column by column, in the order of its tables."""
    return [
        Row(label, column, CATEGORIES[kind], table.purpose, table.ground, table.kept, table.seen_by)
        for label, table in REGISTER.items()
        for column, kind in table.columns.items()
    ]


def as_markdown() -> str:
    """The register as a table for `docs/privacy.md`, one line for each kind of data of a table."""
    lines = ["| table | kind | columns | purpose | ground | kept |", "| --- | --- | --- | --- | --- | --- |"]
    for label, table in REGISTER.items():
        for kind, category in CATEGORIES.items():
            columns = ", ".join(f"`{name}`" for name, found in table.columns.items() if found == kind)
            if columns:
                parts = (label, category.en, columns, table.purpose.en, table.ground.en, table.kept.en)
                lines.append(f"| {' | '.join(parts)} |")
    return "\n".join(lines)
