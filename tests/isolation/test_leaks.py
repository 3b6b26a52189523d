"""S3: what the database itself lets through, on the five ways on which a foundation could travel along.

A pooled connection, another thread, an exception, concurrent coroutines, and a question inside a question.
"""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef, Prefetch

from cases.core.errors import NoFoundation
from cases.core.tenancy import acting_for, acting_foundation_id
from cases.parties.models import Foundation
from claimants.people.models import Claimant
from claimants.registrations.models import Registration
from tests import make
from tests.isolation.cast import World
from tests.isolation.planting import owned_models


def only_postgresql(test):
    wanted = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own wall")
    return pytest.mark.postgresql(wanted(test))


def raw_count(table: str = "claimants_claimant") -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
        return cursor.fetchone()[0]


def in_a_thread(work):
    """Do this where no event loop runs: a browser of an earlier test may have left one in ours."""

    def do():
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        return threads.submit(do).result()


@pytest.fixture
def both():
    """Two foundations with one person each, named after it."""
    return [make.claimant(full_name=name).foundation for name in ("Een", "Twee")]


def names():
    return list(Claimant.objects.values_list("full_name", flat=True))


@only_postgresql
@pytest.mark.django_db
def test_s3_raw_sql_without_a_foundation_sees_no_row_of_any_table_and_with_one_only_its_own():
    world = World()
    tables = [model._meta.db_table for model in owned_models()]
    assert {table: raw_count(table) for table in tables} == dict.fromkeys(tables, 0)
    for file in (world.ours, world.theirs):
        with acting_for(file.foundation), connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"SELECT DISTINCT foundation_id FROM {table}")  # noqa: S608
                assert cursor.fetchall() == [(file.foundation.pk,)], table


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_s3_a_pooled_connection_carries_nobody_into_the_next_request(both):
    for foundation in both:
        with acting_for(foundation):
            assert raw_count() == 1
        assert raw_count() == 0
        with transaction.atomic():
            assert raw_count() == 0


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_s3_a_thread_begun_while_we_act_sees_nobody(both):
    seen = []

    def look():
        try:
            seen.append((acting_foundation_id(), raw_count()))
        finally:
            connection.close()

    with acting_for(both[0]):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert seen == [(None, 0)]


@pytest.mark.django_db(transaction=True)
def test_s3_an_exception_on_the_way_leaves_nobody_acting(both):
    for foundation in both:
        with suppress(ZeroDivisionError), acting_for(foundation):
            assert len(names()) == 1
            raise ZeroDivisionError
        with pytest.raises(NoFoundation):
            names()
        if connection.vendor == "postgresql":
            assert raw_count() == 0


@pytest.mark.django_db(transaction=True)
def test_s3_coroutines_that_take_turns_never_meet(both):
    def look(foundation):
        with acting_for(foundation):
            return names()

    async def act(foundation, found):
        await asyncio.sleep(0)
        assert acting_foundation_id() is None
        found.append((foundation.pk, await sync_to_async(look)(foundation)))
        assert acting_foundation_id() is None

    async def all_at_once():
        found = []
        await asyncio.gather(*(act(both[turn % 2], found) for turn in range(20)))
        return found

    wanted = {both[0].pk: ["Een"], both[1].pk: ["Twee"]}
    found = in_a_thread(async_to_sync(all_at_once))
    assert len(found) == 20
    assert [(pk, seen) for pk, seen in found if seen != wanted[pk]] == []


@pytest.mark.django_db
def test_s3_a_question_inside_a_question_stays_in_the_file(both):
    here, there = both
    group = make.group()
    for foundation in both:
        with acting_for(foundation):
            person = Claimant.objects.get()
        make.registration(claimant=person, group=group)
    with acting_for(here):
        inside = Claimant.objects.filter(pk=OuterRef("claimant_id"))
        assert Registration.objects.filter(Exists(inside)).count() == 1
        assert not Claimant.objects.filter(registrations__foundation=there).exists()
        assert group.registrations.count() == there.claimants.count() + 1 == 1
        prefetched = Foundation.objects.prefetch_related(Prefetch("claimants", Claimant.objects.all()))
        assert {row.pk: len(row.claimants.all()) for row in prefetched if row in both} == {here.pk: 1, there.pk: 0}


@only_postgresql
@pytest.mark.django_db
def test_s3_a_count_over_a_join_that_no_manager_sees_stays_in_the_file(both):
    here, there = both
    with acting_for(here):
        rows = Foundation.objects.filter(pk__in=[here.pk, there.pk]).annotate(people=Count("claimants"))
        assert {row.pk: row.people for row in rows} == {here.pk: 1, there.pk: 0}
        assert not Foundation.objects.filter(claimants__full_name="Twee").exists()
