"""What is known of people stays in their file: not in the journal, not in a session, not in a log."""

import ast
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.urls import get_resolver

from cases.core.tenancy import OwnedByFoundation
from cases.journal.models import Entry
from cases.outbox.models import Message
from claimants.people import services
from claimants.people.models import Claimant
from claimants.people.services import CONTACT
from claimants.registrations import services as registrations
from claimants.signin.models import SignInRequest
from tests import make

ROOT = Path(__file__).parents[2]
OURS = [model for app in ("cases", "claimants") for model in apps.get_app_config(app).get_models()]
PERSONAL = CONTACT - {"language", "country"} | {"email_index", "name", "address", "iban", "bsn", "reference"}
BSN_LIKE = ("bsn", "citizen_service_number", "burgerservicenummer", "passport", "id_document")


def points_to_people(model):
    return any(field.related_model is Claimant for field in model._meta.get_fields() if field.concrete)


@pytest.mark.parametrize(
    "model", [model for model in OURS if points_to_people(model)], ids=lambda model: model.__name__
)
def test_what_points_to_a_person_belongs_to_a_foundation(model):
    assert issubclass(model, OwnedByFoundation)
    assert not model._meta.get_field("foundation").null


@pytest.mark.parametrize("model", OwnedByFoundation.__subclasses__(), ids=lambda model: model.__name__)
def test_every_unique_rule_of_a_file_names_the_foundation(model):
    """R41: otherwise "already exists" tells that somebody stands in another file. Random names cannot collide."""
    random = {"id", "public_id", "reference"}
    assert {field.name for field in model._meta.concrete_fields if field.unique} <= random
    for rule in model._meta.constraints:
        if isinstance(rule, models.UniqueConstraint):
            assert "foundation" in rule.fields, rule.name


def test_no_model_of_the_cases_knows_people():
    for model in apps.get_app_config("cases").get_models():
        related = {field.related_model for field in model._meta.get_fields() if field.concrete and field.related_model}
        assert not {one for one in related if one._meta.app_label == "claimants"}


def test_there_is_no_place_for_a_citizen_service_number():
    names = {field.name for model in OURS for field in model._meta.get_fields()}
    assert not [name for name in names if any(word in name for word in BSN_LIKE)]


def test_the_journal_is_given_no_personal_keys():
    for path in (path for app in ("cases", "claimants") for path in (ROOT / app).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"journal.record", "services.record", "record"}:
                assert not {word.arg for word in node.keywords} & PERSONAL, f"{path}:{node.lineno}"


def test_the_people_of_the_claimants_write_no_personal_words_into_the_journal(db):
    foundation = make.foundation()
    words = {"full_name": "Kanarie Naam", "email": "kanarie@voorbeeld.example", "phone": "+31 6 98765432"}
    words |= {"street": "Kanariestraat 1", "postcode": "1234 KA", "city": "Kanariestad"}
    parent = services.add_claimant(foundation, **words, by=None)
    parent = services.change_contact(parent, version=parent.version, called_name="Kanariepiet", by=None)
    child = services.add_claimant(foundation, full_name="Kanarie Kind", born_on=date(2015, 7, 19), by=None)
    guardianship = services.add_guardian(child, parent, by=None)
    services.end_guardianship(guardianship, ended_on=date(2030, 1, 1), by=None)
    registration = registrations.register(child, make.group(), by=None)
    registrations.mark_not_eligible(registration, reason="Kanariereden", by=None)
    written = " ".join(str(vars(entry)) for entry in Entry.objects.all())
    assert Entry.objects.count() == 7
    assert not [word for word in ["anarie", "98765432", "1234 KA", "2015", parent.email_index] if word in written]


def test_a_request_to_sign_in_has_no_room_for_an_address():
    kinds = {field.name: type(field) for field in SignInRequest._meta.concrete_fields}
    assert not {name for name, kind in kinds.items() if kind in {models.EmailField, models.TextField}}
    texts = [field for field in SignInRequest._meta.concrete_fields if isinstance(field, models.CharField)]
    assert all(field.max_length <= 64 or field.name == "last_error" for field in texts)


def test_only_people_staff_foundations_and_waiting_mails_hold_addresses():
    holders = {
        model.__name__
        for model in OURS
        for field in model._meta.concrete_fields
        if isinstance(field, models.EmailField)
    }
    assert holders <= {"Claimant", "EmailChange", "SignUp", "User", "Foundation", Message.__name__}


def test_addresses_of_pages_hold_no_personal_words():
    def patterns(resolver, prefix=""):
        for one in resolver.url_patterns:
            path = prefix + str(one.pattern)
            yield from patterns(one, path) if hasattr(one, "url_patterns") else [path]

    ours = [path for path in patterns(get_resolver()) if "mijn/" in path or "inloggen" in path]
    assert ours
    for path in ours:
        parameters = {part.partition(":")[2].strip(">") for part in path.split("/") if part.startswith("<")}
        assert parameters <= {"public_id", "token"}
