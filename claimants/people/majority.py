"""The eighteenth birthday: said a month before, done on the day. Membership of a group stays what it was."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core.errors import DomainError
from cases.core.rows import change
from cases.core.tenancy import acting_for
from cases.journal import services as journal
from cases.parties.models import Foundation
from claimants.people import rules, services
from claimants.people.identity import email_index
from claimants.people.models import Claimant, ComingOfAge

CLOCK_MAY_REST = timedelta(days=365)


def come_of_age(*, today: date | None = None) -> int:
    """In every file: announce the birthdays of the coming month and hand over on the day; how many of both.

    May run any number of times. What was missed while nothing ran is done as soon as it runs again.
    """
    today = today or timezone.localdate()
    return sum(_in_file(pk, today) for pk in Foundation.objects.order_by("pk").values_list("pk", flat=True))


def _in_file(foundation_id: int, today: date) -> int:
    with acting_for(foundation_id):
        _open(foundation_id, today)
        rows = ComingOfAge.objects.select_related("claimant").order_by("pk")
        said = sum(_announce(row) for row in rows.to_announce(today))
        return said + sum(_hand_over(row) for row in rows.to_hand_over(today))


def _open(foundation_id: int, today: date) -> None:
    """A row for everybody who came in as a minor and is eighteen within a month, or since."""
    near = Claimant.objects.born_between(
        rules.oldest_adult_birth(today - CLOCK_MAY_REST), rules.oldest_adult_birth(today + rules.ANNOUNCED_BEFORE)
    )
    came_in = near.filter(comings_of_age=None).values_list("pk", "born_on", "created_at")
    ComingOfAge.objects.bulk_create(
        (
            ComingOfAge(foundation_id=foundation_id, claimant_id=pk)
            for pk, born_on, at in came_in
            if rules.is_minor(born_on, timezone.localdate(at))
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def _announce(row: ComingOfAge) -> int:
    told = ComingOfAge.objects.filter(pk=row.pk, announced_at=None).update(announced_at=timezone.now())
    if told:
        journal.record("claimant.turns_18_soon", row.claimant, by=None)
    return told


@transaction.atomic
def _hand_over(row: ComingOfAge) -> int:
    """An address that is a guardian's own leaves the file: mail about an adult goes to nobody else."""
    done = ComingOfAge.objects.filter(pk=row.pk, turned_at=None).update(turned_at=timezone.now())
    if done:
        claimant = row.claimant
        if claimant.email_index and _is_guardians(claimant, claimant.email_index):
            change(claimant, email="", email_index="")
        if claimant.is_contested:
            services.settle(claimant, by=None)
        journal.record("claimant.turned_18", claimant, by=None, has_address=bool(claimant.email))
    return done


@transaction.atomic
def take_over(claimant: Claimant, *, email: str, by) -> Claimant:
    """Somebody who came of age gets an own address, so that they can sign in; raises DomainError naming the field."""
    with acting_for(claimant.foundation_id):
        if rules.is_minor(claimant.born_on, timezone.localdate()):
            raise DomainError(_("This person is not eighteen yet."), field="born_on", code="minor")
        index = email_index(email)
        if not index or _is_guardians(claimant, index):
            raise DomainError(_("Fill in an address of the person, not of who acted for them."), field="email")
        change(claimant, email=email, email_index=index)
        journal.record("claimant.taken_over", claimant, by=by)
    return claimant


def _is_guardians(claimant: Claimant, index: str) -> bool:
    return claimant.guardianships.filter(guardian__email_index=index).exists()
