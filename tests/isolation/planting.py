"""One row of every kind, with a word in every text column that occurs nowhere else.

A `File` is what one foundation keeps. Its words all begin with its mark, so that one search through an answer finds
any of them. Rows get primary keys of seven digits, so that a key can be told from every other number on a page.
"""

from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID

from django.core.files.base import ContentFile

from cases.calendar.models import DecreeDay
from cases.core.tenancy import OwnedByFoundation, acting_for
from cases.parties.models import Foundation
from cases.staff.models import User
from claimants.bulk.models import BulkStep
from claimants.imports.models import ImportRow
from claimants.notices.models import Notice
from claimants.people.identity import email_index
from claimants.people.models import Claimant
from claimants.transfers.models import Arrival
from tests import make

SHORTEST = 9
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = date(2026, 11, 20)
NUMBERS = {
    "BooleanField": False, "DateField": TODAY, "DateTimeField": NOW, "IntegerField": 1, "PositiveIntegerField": 1,
    "PositiveBigIntegerField": 1, "PositiveSmallIntegerField": 1, "BigIntegerField": 1, "SmallIntegerField": 1,
    "DecimalField": 1, "UUIDField": UUID(int=9),
}  # fmt: skip
TEXTS = {"CharField", "TextField", "EmailField", "URLField", "SlugField"}
ADDRESSES = {"email", "from_email", "to_email", "address"}
NOT_WORDS = {"lease_token", "email_index"}

# table: what the row holds where the first or plain value would not do
SET = {
    "claimants_guardianship": {"minor": lambda file: file.child},
    "claimants_pair": {"first": lambda file: file.child, "reasons": []},
    "claimants_hold": {"case": None},
    "claimants_useperiod": {"used_from": TODAY},
    "claimants_overlap": {"other": lambda file: make.foundation()},
    "claimants_transfer": {"to_foundation": lambda file: make.foundation()},
    "claimants_arrival": {
        "from_foundation": lambda file: make.foundation(),
        "package": lambda file: file.package(),
        "declarations": [],
    },
    "claimants_bulkstep": {"code_counts": {"kept": 1}, "unknown_references": lambda file: file.references()},
    "claimants_notice": {"words": lambda file: {"nl": file.letter(), "en": file.letter()}},
    "claimants_importrow": {"remarks": lambda file: file.remarks(), "code": "phone"},
    "cases_caserelation": {"other": lambda file: make.case()},
    "cases_entry": {"subject_id": UUID(int=7), "action": "claimant.changed"},
    "cases_case": {"is_published": True},
    "cases_stageentry": {"stage": "S60_merits"},
    "cases_document": {"is_published": True},
    "cases_newsitem": {"is_published": True},
    "claimants_window": {
        "settlement": "",
        "kind": "opt_out",
        "opens_at": datetime(2026, 10, 1, tzinfo=UTC),
        "closes_at": datetime(2036, 10, 1, tzinfo=UTC),
    },
    "claimants_claimant": {"born_on": date(1980, 5, 5), "language": "nl", "country": "NL"},
    "cases_courtevent": {"happened_on": TODAY, "appellant_foundation": None},
    "cases_survey": {"decree_day": lambda file: file.plant(DecreeDay, closed_on=date(2029, 3, 5))},
}


class File:
    """Everything one foundation keeps: `rows` by model, `words` by column."""

    def __init__(self, mark: str, shared: dict, first_pk: int):
        self.mark, self.words, self.rows = mark, {}, dict(shared)
        self._numbers, self._pks = count(1), count(first_pk)
        self.foundation = make.foundation(pk=next(self._pks), name=f"Stichting {first_pk}", slug=f"s{first_pk}")
        self.rows[Foundation] = self.foundation
        self.child = self.plant(Claimant, born_on=date(2013, 1, 1))
        del self.rows[Claimant]

    def word(self, model, field) -> str:
        """A new word for this column, as long as the column allows."""
        word = f"{self.mark}{next(self._numbers):03d}"
        self.words[f"{model._meta.db_table}.{field.column}"] = word
        return word

    def letter(self) -> dict[str, str]:
        """The words of a notice, with a word of ours in it."""
        return make.notice_words(subject=self.word(Notice, Notice._meta.get_field("words")))

    def remarks(self) -> list[dict[str, str]]:
        """What is said about a row of an import, with a word of ours as its column."""
        return [{"column": self.word(ImportRow, ImportRow._meta.get_field("remarks")), "code": "phone"}]

    def references(self) -> list[str]:
        """A reference that nobody has, as a word of ours."""
        return [self.word(BulkStep, BulkStep._meta.get_field("unknown_references"))]

    def package(self) -> dict:
        """What another foundation offers, with a word of ours as the name."""
        person = {"full_name": self.word(Arrival, Arrival._meta.get_field("package")), "country": "NL"}
        return {"person": person, "level": "participant", "use": [], "guardians": []}

    def plant(self, model, **values):
        """A row of this model with a word in every text column."""
        fixed = SET.get(model._meta.db_table, {}) | values
        fixed = {name: value(self) if callable(value) else value for name, value in fixed.items()}
        for field in model._meta.concrete_fields:
            if field.name not in fixed and (value := self._value(model, field)) is not None:
                fixed[field.name] = value
        if model is Claimant:
            fixed["email_index"] = email_index(fixed["email"])
        with acting_for(self.foundation):
            row = model._base_manager.create(pk=next(self._pks), **fixed)
        self.rows.setdefault(model, row)
        return row

    def _value(self, model, field):
        """What to put in a column; None leaves it as it is born."""
        if field.is_relation:
            is_second_person = field.null and field.related_model is User
            return None if is_second_person else self.rows.get(field.related_model)
        kind = field.get_internal_type()
        if field.choices:
            return None if field.has_default() or field.null else field.choices[0][0]
        if kind == "JSONField":
            return {"kanarie": self.word(model, field)}
        if kind == "FileField":
            word = self.word(model, field)
            return ContentFile(word.encode(), name=f"{word}.bin")
        if kind == "BinaryField":
            return self.word(model, field).encode()
        if field.name in ADDRESSES:
            return f"{self.word(model, field)}@voorbeeld.example"
        if kind in TEXTS and field.name not in NOT_WORDS:
            return self.word(model, field) if (field.max_length or 99) >= SHORTEST else None
        return None if field.has_default() or field.null else NUMBERS.get(kind)


def in_order(wanted) -> list:
    """These models, each after those it points to."""
    wanted, done = list(wanted), []
    while wanted:
        ready = [model for model in wanted if not (_targets(model) & set(wanted)) - {model}]
        if not ready:
            raise ValueError(wanted)
        done += ready
        wanted = [model for model in wanted if model not in ready]
    return done


def _targets(model) -> set:
    return {field.related_model for field in model._meta.concrete_fields if field.is_relation and not field.null}


def owned_models() -> list:
    return in_order(OwnedByFoundation.__subclasses__())
