import threading
from contextlib import suppress

import pytest
from django.db import DatabaseError, connection, transaction

from cases.core.errors import NoFoundation
from cases.core.tenancy import OwnedByFoundation, acting_for, acting_foundation_id, require_foundation_id
from claimants.people.models import Claimant, Guardianship
from claimants.registrations.models import Registration
from tests import make

pytestmark = pytest.mark.django_db
OWNED = [Claimant, Guardianship, Registration]
IS_POSTGRESQL = connection.vendor == "postgresql"


def only_postgresql(test):
    return pytest.mark.postgresql(pytest.mark.skipif(not IS_POSTGRESQL, reason="PostgreSQL's own wall")(test))


@pytest.fixture
def here():
    return make.foundation()


@pytest.fixture
def there():
    return make.foundation()


def names():
    return list(Claimant.objects.values_list("full_name", flat=True))


class TestManagersRefuse:
    """R40, first wall."""

    def test_this_list_is_complete(self):
        assert {model for model in OwnedByFoundation.__subclasses__() if not model._meta.abstract} >= set(OWNED)

    @pytest.mark.parametrize("model", OWNED)
    @pytest.mark.parametrize(
        "ask",
        [
            lambda rows: rows.all(),
            lambda rows: rows.count(),
            lambda rows: rows.filter(pk=1).exists(),
            lambda rows: rows.get(pk=1),
            lambda rows: rows.create(),
            lambda rows: rows.update(version=2),
            lambda rows: rows.bulk_create([]),
            lambda rows: rows.raw("SELECT 1") and rows.first(),
        ],
        ids=["all", "count", "exists", "get", "create", "update", "bulk_create", "first"],
    )
    def test_nothing_is_answered_for_nobody(self, model, ask):
        with pytest.raises(NoFoundation):
            ask(model.objects)

    @pytest.mark.parametrize("model", OWNED)
    def test_no_rows_need_no_foundation(self, model):
        assert list(model.objects.none()) == []

    def test_only_the_acting_foundation_is_seen(self, here, there):
        make.claimant(foundation=here, full_name="Hier")
        make.claimant(foundation=there, full_name="Daar")
        with acting_for(here):
            assert names() == ["Hier"]

    def test_the_way_round_by_the_other_side_refuses_too(self, here):
        registration = make.registration(claimant=make.claimant(foundation=here))
        for rows in (here.claimants, here.registrations, registration.group.registrations):
            with pytest.raises(NoFoundation):
                rows.count()

    def test_the_way_round_by_the_other_side_is_fenced(self, here, there):
        group = make.group()
        make.registration(group=group, claimant=make.claimant(foundation=here))
        make.registration(group=group, claimant=make.claimant(foundation=there))
        with acting_for(here):
            assert group.registrations.count() == 1
            assert there.claimants.count() == 0


class TestActing:
    def test_it_ends_with_the_block(self, here):
        with acting_for(here):
            assert acting_foundation_id() == require_foundation_id() == here.pk
        assert acting_foundation_id() is None

    def test_it_ends_with_an_exception(self, here):
        with pytest.raises(ZeroDivisionError), acting_for(here):
            raise ZeroDivisionError
        assert acting_foundation_id() is None
        with pytest.raises(NoFoundation):
            names()

    def test_inside_another_the_inner_one_counts_and_the_outer_one_returns(self, here, there):
        make.claimant(foundation=here, full_name="Hier")
        make.claimant(foundation=there, full_name="Daar")
        with acting_for(here):
            with acting_for(there):
                assert names() == ["Daar"]
            assert names() == ["Hier"]

    def test_after_an_exception_inside_the_outer_one_returns(self, here, there):
        make.claimant(foundation=here, full_name="Hier")
        with acting_for(here):
            with suppress(ZeroDivisionError), acting_for(there):
                raise ZeroDivisionError
            assert names() == ["Hier"]

    def test_a_rolled_back_transaction_inside_does_not_end_it(self, here):
        make.claimant(foundation=here, full_name="Hier")
        with acting_for(here):
            with suppress(ZeroDivisionError), transaction.atomic():
                Claimant.objects.update(full_name="Weg")
                raise ZeroDivisionError
            assert names() == ["Hier"]

    def test_a_rolled_back_transaction_around_leaves_nobody_acting(self, here):
        with suppress(ZeroDivisionError), transaction.atomic(), acting_for(here):
            raise ZeroDivisionError
        assert acting_foundation_id() is None
        with acting_for(here):
            assert names() == []

    def test_a_database_error_inside_leaves_the_outer_one_working(self, here, there):
        make.claimant(foundation=here, full_name="Hier")
        with acting_for(here):
            with suppress(DatabaseError), acting_for(there), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT * FROM no_such_table")
            assert names() == ["Hier"]

    def test_another_thread_acts_for_nobody(self, here):
        seen = []
        with acting_for(here):
            thread = threading.Thread(target=lambda: seen.append(acting_foundation_id()))
            thread.start()
            thread.join()
        assert seen == [None]

    def test_a_primary_key_will_do(self, here):
        make.claimant(foundation=here, full_name="Hier")
        with acting_for(here.pk):
            assert names() == ["Hier"]


class TestKeys:
    """R41: a row cannot point into another file, on either database, whatever the code does."""

    @pytest.fixture
    def foreign(self, there):
        return make.claimant(foundation=there)

    def refused(self, write):
        """Refused at once, or when the transaction would end."""
        with pytest.raises(DatabaseError):
            self.carried_out(write)

    @transaction.atomic
    def carried_out(self, write):
        write()
        connection.check_constraints()

    def test_registering_somebody_of_another_file(self, here, foreign):
        self.refused(lambda: make.registration(claimant=foreign, foundation=here))

    @pytest.mark.parametrize("side", ["minor", "guardian"])
    def test_a_guardianship_across_files(self, here, foreign, side):
        pair = {"minor": make.claimant(foundation=here), "guardian": make.claimant(foundation=here), side: foreign}
        self.refused(lambda: make.guardianship(**pair, foundation=here))

    def test_moving_a_registration_to_a_person_of_another_file(self, here, foreign):
        mine = make.registration(claimant=make.claimant(foundation=here))

        def move():
            with acting_for(here):
                Registration.objects.filter(pk=mine.pk).update(claimant=foreign)

        self.refused(move)

    @pytest.mark.parametrize("model", ["claimant", "registration", "guardianship"])
    def test_r24_moving_a_row_to_another_file(self, here, there, model):
        person = make.claimant(foundation=here)
        rows = {
            "claimant": person,
            "registration": make.registration(claimant=make.claimant(foundation=here)),
            "guardianship": make.guardianship(minor=make.claimant(foundation=here), guardian=person),
        }

        def move():
            with acting_for(here):
                type(rows[model]).objects.filter(pk=rows[model].pk).update(foundation=there)

        self.refused(move)

    def test_t07_the_same_address_and_source_key_in_two_files(self, here, there):
        for foundation in (here, there):
            person = make.claimant(foundation=foundation, email="noor@voorbeeld.example")
            make.registration(claimant=person, source_name="form", source_key="1")
            assert person.pk


@only_postgresql
class TestRowLevelSecurity:
    """R40, third wall: what raw SQL sees."""

    def count(self, table="claimants_claimant"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
            return cursor.fetchone()[0]

    @pytest.fixture(autouse=True)
    def _rows(self, here, there):
        for foundation in (here, there):
            parent = make.claimant(foundation=foundation)
            make.guardianship(minor=make.claimant(foundation=foundation), guardian=parent)
            make.registration(claimant=parent)

    @pytest.mark.parametrize("model", OWNED)
    def test_without_a_foundation_there_are_no_rows(self, model):
        assert self.count(model._meta.db_table) == 0
        assert model.unscoped.count() == 0

    def test_with_one_there_are_its_rows(self, here):
        with acting_for(here):
            assert self.count() == 2
            assert Claimant.unscoped.count() == 2

    def test_writing_for_another_foundation_is_refused(self, here, there):
        with acting_for(here), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Claimant.unscoped.create(foundation=there, full_name="Daar")

    def test_writing_without_a_foundation_is_refused(self, here):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Claimant.unscoped.create(foundation=here, full_name="Hier")

    def test_rows_of_another_foundation_cannot_be_changed_or_deleted(self, here, there):
        with acting_for(here):
            assert Claimant.unscoped.filter(foundation=there).update(full_name="Gekaapt") == 0
            assert Registration.unscoped.filter(foundation=there)._raw_delete("default") == 0

    def test_every_table_of_people_is_forced(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
            forced = {name for (name,) in cursor.fetchall()}
        assert {model._meta.db_table for model in OwnedByFoundation.__subclasses__()} <= forced

    def test_this_role_cannot_pass_through(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
            assert cursor.fetchone() == (False,)


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_t09_the_next_transaction_on_the_same_connection_knows_nothing():
    foundation = make.claimant().foundation
    with acting_for(foundation), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM claimants_claimant")
        assert cursor.fetchone() == (1,)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), current_setting('app.foundation', true) FROM claimants_claimant")
        assert cursor.fetchone() in {(0, ""), (0, None)}


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_t08_jobs_of_two_foundations_in_turn_never_meet():
    both = [make.claimant(full_name=name).foundation for name in ("Een", "Twee")]
    for turn in range(200):
        with acting_for(both[turn % 2]):
            assert names() == [("Een", "Twee")[turn % 2]]
        with pytest.raises(NoFoundation):
            names()


def own_links(model):
    """The columns of this table that point to a row of the same file."""
    fields = (field for field in model._meta.concrete_fields if field.is_relation)
    return [field.column for field in fields if issubclass(field.related_model, OwnedByFoundation)]


@pytest.mark.parametrize("model", OwnedByFoundation.__subclasses__(), ids=lambda model: model.__name__)
def test_every_table_of_people_has_its_walls(db, model):
    """A migration that remakes a table on SQLite loses its triggers and must build them again."""
    table = model._meta.db_table
    if connection.vendor == "sqlite":
        asked = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
        moments = ["_insert", "_update"]
        wanted = {f"{table}_stays_in_its_file"}
    else:
        asked = "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass"
        moments, wanted = [""], set()
    wanted |= {f"{table}_{column}_same_foundation{moment}" for column in own_links(model) for moment in moments}
    with connection.cursor() as cursor:
        cursor.execute(asked, [table])
        assert wanted <= {name for (name,) in cursor.fetchall()}
