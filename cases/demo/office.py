"""The staff of the demo and a little work for them. They do not exist; their deadlines are no facts of law."""

from datetime import date, timedelta
from functools import partial

from django.utils import timezone

from cases.deadlines import services as deadlines
from cases.deadlines.models import Deadline
from cases.demo.once import Once
from cases.dossier.models import Case
from cases.parties.models import Foundation
from cases.staff import services as staff
from cases.staff.choices import Role
from cases.staff.models import User

SIGN_IN_WITH = "achterban-demo-2026"
ADMINISTRATOR = "beheer"
LAWYERS = {"smc": "advocaat.smc", "stbyp": "advocaat.stbyp"}
DEPUTIES = {"smc": "dossier.smc", "stbyp": "dossier.stbyp"}
SINCE = date(2024, 1, 1)
WORK = (
    ("smc", 2, "Interne controle: tekst van de statuspagina nalezen"),
    ("smc", 8, "Interne controle: jaarlijkse lijst van de website nalopen"),
    ("smc", 30, "Interne controle: dubbele aanmeldingen bekijken"),
    ("stbyp", 5, "Interne controle: minderjarigen zonder ouder bekijken"),
    ("stbyp", 14, "Interne controle: teksten voor kinderen nalezen"),
)


def hire(once: Once) -> None:
    """Let the demo's staff in, each with an authenticator of their own."""
    once.load("staff/beheer", _administrator)
    for slug in LAWYERS:
        once.load(f"staff/{slug}", partial(_lawyer, slug))


def plan_work(once: Once) -> None:
    """Give the demo's staff internal work in the TikTok case, so that there is something to be reminded of."""
    for number, (slug, days, title) in enumerate(WORK):
        once.load(f"work/{number}", partial(_work, slug, days, title, by=once.by))


def administrator() -> User | None:
    """The demo's administrator, once hired."""
    return User.objects.filter(username=ADMINISTRATOR).first()


def _administrator() -> User:
    return administrator() or _person(ADMINISTRATOR, first_name="Proef", last_name="Beheerder", is_superuser=True)


def _lawyer(slug: str) -> User:
    foundation = Foundation.objects.get(slug=slug)
    deputy = _person(DEPUTIES[slug], first_name="Proef", last_name=f"Dossier {foundation.short_name}")
    lawyer = _person(LAWYERS[slug], first_name="Proef", last_name=f"Advocaat {foundation.short_name}")
    staff.join_foundation(deputy, foundation, role=Role.CASE_MANAGER, started_on=SINCE)
    staff.join_foundation(lawyer, foundation, role=Role.LAWYER, started_on=SINCE, deputy=deputy)
    return lawyer


def _person(username: str, **details) -> User:
    user = staff.create_user(username, email=f"{username}@voorbeeld.example", password=SIGN_IN_WITH, **details)
    staff.enrol_totp(user)
    return user


def _work(slug: str, days: int, title: str, *, by) -> Deadline:
    return deadlines.set_manual(
        case=Case.objects.get(slug="tiktok"),
        title=title,
        ends_on=timezone.localdate() + timedelta(days=days),
        foundation=Foundation.objects.get(slug=slug),
        by=by,
    )
