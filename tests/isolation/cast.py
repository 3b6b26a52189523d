"""Who comes to the door: everybody there is, of two foundations that fight one case."""

from dataclasses import dataclass
from datetime import date

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from cases.staff.choices import Role
from cases.staff.models import User
from claimants.people.models import Claimant
from claimants.registrations.models import Registration
from tests import make, portal_door, staff_door
from tests.isolation.addresses import FENCED
from tests.isolation.planting import File, in_order, owned_models

MARKS = ("qzxvk", "wvjqx", "xkqzw")
PASSWORD = "vier gewone woorden hier"
MISSING_UUID = "00000000-0000-4000-8000-000000000009"
AWAY = 700_000  # what is added to the key of a row to get a key of the same length that no row has


class World:
    """Two files with a row of everything, and the facts that everybody may know."""

    def __init__(self):
        facts = self._facts()
        self.ours, self.theirs = File(MARKS[0], facts, 7_100_000), File(MARKS[1], facts, 7_200_000)
        for file in (self.ours, self.theirs):
            for model in [*in_order(FENCED), *owned_models()]:
                file.plant(model)
            file.rows[Claimant.__name__] = second = file.plant(Claimant)
            file.plant(Registration, claimant=second)

    def _facts(self) -> dict:
        """A row of every kind on the staff site that is nobody's own."""
        common = File(MARKS[2], {}, 7_000_000)
        for model in in_order(set(admin.site._registry) - set(owned_models()) - set(common.rows)):
            common.plant(model)
        return {model: row for model, row in common.rows.items() if model not in FENCED}


@dataclass(frozen=True)
class Person:
    """Somebody at the door: at home in one file or in none, and coming in by one kind of door."""

    name: str
    client: Client
    home: File | None = None
    is_staff: bool = False
    is_visitor: bool = False

    @property
    def asks_all(self) -> bool:
        """Whether this is one of the few who may do most, and so try everything."""
        return self.name in {"anonymous", "claimant of A", "operator", "every role of A", "every role of B"}


class Cast:
    """Everybody who comes, signed in."""

    def __init__(self, world: World):
        self.world = world
        self.people = [*self._nobodies(), *self._claimants(), *self._staff()]

    def _nobodies(self):
        world = self.world
        yield Person("anonymous", _client())
        for name, values in {
            "disabled": {"is_active": False},
            "no second factor": {},
            "not staff": {"is_staff": False},
        }.items():
            client = _client()
            user = make.user(password=PASSWORD, **values)
            make.membership(user=user, foundation=world.ours.foundation)
            client.force_login(user)
            yield Person(name, client)

    def _claimants(self):
        ours, theirs = self.world.ours, self.world.theirs
        comers = {
            "claimant of A": (ours, ours.rows[Claimant]),
            "another claimant of A": (None, ours.rows["Claimant"]),
            "claimant of B": (theirs, theirs.rows[Claimant]),
        }
        for name, (home, claimant) in comers.items():
            client = _client()
            portal_door.sign_in(client, claimant.foundation, address=claimant.email)
            yield Person(name, client, home or ours, is_visitor=True)

    def _staff(self):
        world = self.world
        yield Person("operator", _signed_in(make.user(is_superuser=True, password=PASSWORD)), is_staff=True)
        user = make.user(password=PASSWORD)
        make.membership(user=user, foundation=world.ours.foundation, ended_on=date(2021, 1, 1))
        yield Person("expired", _signed_in(user), is_staff=True)
        for role in Role:
            yield self._member(f"{role} of A", world.ours, [role])
        yield self._member("every role of A", world.ours, Role)
        yield self._member("every role of B", world.theirs, Role)
        user = make.user(password=PASSWORD)
        for file in (world.ours, world.theirs):
            make.membership(user=user, foundation=file.foundation, role=Role.LAWYER)
        yield Person("lawyer of both", _signed_in(user), is_staff=True)

    def _member(self, name, file, roles) -> Person:
        user = make.user(password=PASSWORD)
        for role in roles:
            make.membership(user=user, foundation=file.foundation, role=role)
        return Person(name, _signed_in(user), file, is_staff=True)


def _client() -> Client:
    return Client(raise_request_exception=False)


def _signed_in(user: User) -> Client:
    client = _client()
    staff_door.sign_in(client, user)
    return client


def value_in(file: File):
    """What fills an address in with a row of this file."""

    def value(model, attribute):
        if attribute == "content_type":
            return ContentType.objects.get_for_model(model).pk
        if attribute in ("link", "unsubscribe", "token"):
            return file.rows[model].public_id.hex if attribute != "token" else "nergens-9"
        return getattr(file.rows[model], attribute)

    return value


def value_of_nobody(file: File):
    """What fills the same address in with a row that is nowhere, in as many characters."""

    def value(model, attribute):
        if attribute == "content_type":
            return ContentType.objects.get_for_model(model).pk
        if attribute == "pk":
            return file.rows[model].pk + AWAY
        return MISSING_UUID if attribute == "public_id" else "nergens-9"

    return value
