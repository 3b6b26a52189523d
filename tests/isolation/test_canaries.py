"""S2: a word in every text column of each file, and nobody else reads it: no page, feed, copy, error or log."""

import io
import logging
import re
import zipfile

import pytest
from django.db import transaction
from django.urls import reverse

from cases.core.tenancy import acting_for
from claimants.people.models import Claimant
from claimants.portal import status
from claimants.privacy import export
from tests.isolation.addresses import addresses
from tests.isolation.cast import Cast, World, value_in
from tests.isolation.planting import NOT_WORDS, SET, SHORTEST, TEXTS, owned_models
from tests.isolation.test_matrix import ask, faults_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def cast(django_db_setup, django_db_blocker):
    """Everybody, in a world that is built once and taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Cast(World())
        transaction.set_rollback(True)


@pytest.fixture
def words(cast):
    """Any word of either file."""
    return re.compile(f"{cast.world.ours.mark}|{cast.world.theirs.mark}", re.IGNORECASE)


def somebody(cast, name):
    return next(person for person in cast.people if person.name == name)


def text_columns():
    """All text columns of people's tables in which a word fits."""
    for model in owned_models():
        for field in model._meta.concrete_fields:
            is_text = field.get_internal_type() in TEXTS and not field.choices and field.name not in NOT_WORDS
            is_set = isinstance(SET.get(model._meta.db_table, {}).get(field.name), str)
            if not field.is_relation and is_text and not is_set and (field.max_length or 99) >= SHORTEST:
                yield f"{model._meta.db_table}.{field.column}"


def test_every_text_column_of_people_holds_a_word_of_its_own(cast):
    for file in (cast.world.ours, cast.world.theirs):
        assert set(text_columns()) <= set(file.words)
        assert len(set(file.words.values())) == len(file.words) >= 40


def test_the_crawl_would_find_a_leak(cast):
    """A word of theirs, written on our own person, is found on that page; without it nothing is."""
    world, person = cast.world, somebody(cast, "every role of A")
    path = reverse("admin:claimants_claimant_change", args=[world.ours.rows[Claimant].pk])
    response, content = ask(person, "get", path)
    assert world.ours.mark.encode() in content
    assert faults_of(person, response, content, path).count(f"shows {world.theirs.mark}") == 0
    with acting_for(world.ours.foundation):
        Claimant.objects.filter(pk=world.ours.rows[Claimant].pk).update(city=world.theirs.mark + "999")
    response, content = ask(person, "get", path)
    assert f"shows {world.theirs.mark}" in faults_of(person, response, content, path)


@pytest.mark.parametrize("name", ["every role of A", "claimant of A"])
def test_s2_no_log_line_holds_a_word_of_anybody(cast, words, caplog, name):
    caplog.set_level(logging.DEBUG)
    person = somebody(cast, name)
    for address in addresses():
        if address.is_fenced and "<" in address.route:
            ask(person, "get", address.filled(value_in(cast.world.ours)))
    lines = [line for line in caplog.text.splitlines() if words.search(line) and "django.db.backends" not in line]
    assert lines == []


def test_s2_an_error_shows_nobody(cast, words, monkeypatch):
    person = somebody(cast, "claimant of A")

    def breaks(*args, **kwargs):
        raise RuntimeError(cast.world.ours.mark)

    monkeypatch.setattr(status, "case_of", breaks)
    address = next(one for one in addresses() if one.route == "nl/mijn/<str:public_id>/")
    response, content = ask(person, "get", address.filled(value_in(cast.world.ours)))
    assert response.status_code == 500
    assert not words.search(content.decode())


def test_s2_a_copy_of_the_data_holds_this_file_and_no_other(cast):
    ours, theirs = cast.world.ours, cast.world.theirs
    with acting_for(ours.foundation):
        packed = zipfile.ZipFile(io.BytesIO(export.file_of(ours.rows[Claimant])))
    written = " ".join(packed.read(name).decode(errors="replace") for name in packed.namelist())
    assert ours.mark in written
    assert theirs.mark not in written


def test_s2_the_public_sees_nobody_in_feeds_calendars_and_the_api(cast, words):
    value = value_in(cast.world.ours)
    open_ones = [one for one in addresses() if one.route.startswith(("api/", "nl/zaken", "nl/stichting", "nl/ketting"))]
    person, read = somebody(cast, "anonymous"), 0
    for address in open_ones:
        response, content = ask(person, "get", address.filled(value))
        text = content.decode(errors="replace").replace("\r\n ", "")
        assert not words.search(text), address.route
        read += response.status_code == 200
    assert read >= 20
