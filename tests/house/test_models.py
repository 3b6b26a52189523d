"""A model explains itself."""

import pytest
from django.apps import apps
from django.db import models

from cases.core.models import Base

OURS = [model for app in ("cases", "claimants") for model in apps.get_app_config(app).get_models()]
NOUNS = [model for model in OURS if not model._meta.auto_created]
INHERITED = {"id", "password", "last_login", "is_superuser", "username", "first_name", "last_name"}
INHERITED |= {"is_staff", "is_active", "date_joined", "groups", "user_permissions"}


def own_fields(model):
    return [field for field in model._meta.get_fields() if not field.auto_created and field.name not in INHERITED]


@pytest.mark.parametrize("model", NOUNS, ids=lambda model: model.__name__)
class TestModel:
    def test_its_docstring_is_a_definition(self, model):
        assert model.__doc__
        assert not model.__doc__.startswith(f"{model.__name__}(")

    def test_every_field_explains_itself(self, model):
        assert [field.name for field in own_fields(model) if not field.help_text] == []

    def test_it_has_a_name_an_order_and_words_for_people(self, model):
        assert model.__str__ is not models.Model.__str__
        assert model._meta.ordering
        assert str(model._meta.verbose_name) != model._meta.model_name or " " not in model._meta.verbose_name

    def test_dates_end_in_on_and_moments_in_at(self, model):
        for field in own_fields(model):
            if isinstance(field, models.DateTimeField):
                assert f"_{field.name}".endswith(("_at", "_lease_until")), field.name
            elif isinstance(field, models.DateField):
                assert field.name.endswith(("_on", "_from", "_until")), field.name

    def test_booleans_ask_a_question(self, model):
        booleans = [field.name for field in own_fields(model) if isinstance(field, models.BooleanField)]
        assert [name for name in booleans if not name.startswith(("is_", "has_"))] == []

    def test_nothing_is_deleted_with_something_else(self, model):
        links = [field for field in own_fields(model) if isinstance(field, models.ForeignKey)]
        assert [link.name for link in links if link.remote_field.on_delete is not models.PROTECT] == []

    def test_constraints_are_named_as_sentences(self, model):
        assert [rule.name for rule in model._meta.constraints if "_" not in rule.name] == []


def test_rows_with_a_public_page_have_a_public_id():
    assert len([model for model in NOUNS if issubclass(model, Base)]) > 20


def test_models_keep_save_plain():
    assert [model.__name__ for model in NOUNS if "save" in model.__dict__] == []
