"""Decide on a pair: merge with a way back, or remember that these are two people."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core.errors import DomainError
from cases.core.rows import change
from cases.core.tenancy import acting_for
from cases.journal import services as journal
from claimants.duplicates.choices import PairState
from claimants.duplicates.models import Pair
from claimants.people import services as people
from claimants.people.models import Claimant, Guardianship
from claimants.registrations import services as registrations
from claimants.registrations.choices import Level, RegistrationState
from claimants.registrations.models import Registration
from claimants.registrations.rules import measure_of

ROLES = ("minor", "guardian")


@transaction.atomic
def mark_not_the_same(pair: Pair, *, by) -> Pair:
    """These are two people; they are never suggested again. Raises DomainError."""
    with acting_for(pair.foundation_id):
        _require(pair, PairState.OPEN)
        _decide(pair, PairState.NOT_THE_SAME, by=by)
        journal.record("pair.refused", pair, by=by)
    return pair


@transaction.atomic
def merge(pair: Pair, *, keep: Claimant, by) -> Pair:
    """Make one file of two: `keep` stays, the other points to it from now on.

    Registrations in other groups and guardianships go along; a second registration in the same group counts no more.
    Declarations and consents stay where they are, because those ledgers never change: whoever asks for those of
    `keep` finds them too. Raises DomainError; then nothing changed.
    """
    with acting_for(pair.foundation_id):
        _require(pair, PairState.OPEN)
        locked = Claimant.objects.select_for_update(no_key=True).order_by("pk")
        both = {one.pk: one for one in locked.filter(pk__in=[pair.first_id, pair.second_id])}
        stays = both.pop(keep.pk)
        (goes,) = both.values()
        _require_one_person(stays, goes, by=by)
        steps = _move_registrations(stays, goes, by=by) + _move_guardianships(stays, goes, by=by)
        change(goes, merged_into=stays)
        _decide(pair, PairState.MERGED, steps=steps, by=by)
        journal.record("pair.merged", pair, by=by, kept=str(stays.public_id), merged=str(goes.public_id))
    return pair


@transaction.atomic
def part(pair: Pair, *, by) -> Pair:
    """Undo a merge: every row stands as it stood. Raises DomainError when one of them changed since."""
    with acting_for(pair.foundation_id):
        _require(pair, PairState.MERGED)
        goes = Claimant.objects.get(pk__in=[pair.first_id, pair.second_id], merged_into__isnull=False)
        if goes.erased_at:
            raise DomainError(_("This person was erased. Merging cannot be undone any more."))
        change(goes, merged_into=None)
        for step in reversed(pair.steps):
            _step_back(step, goes, by=by)
        _decide(pair, PairState.OPEN, steps=[], by=by)
        journal.record("pair.parted", pair, by=by)
    return pair


def _require(pair: Pair, state: str) -> None:
    if pair.state != state:
        raise DomainError(_("Somebody decided on these two already. Read it again."), field="state")


def _decide(pair: Pair, state: str, *, by, **values) -> None:
    change(pair, state=state, decided_at=timezone.now(), decided_by=by, **values)


def _require_one_person(stays: Claimant, goes: Claimant, *, by) -> None:
    """Raise DomainError when these cannot be one person, or when it is not the moment to merge them."""
    for one in (stays, goes):
        people.require_may_change(one, by=by)
        if one.is_contested:
            raise DomainError(_("It is contested who acts for this minor. Settle that first."))
    if stays.born_on != goes.born_on and goes.born_on:
        raise DomainError(_("The dates of birth differ. Put them right first, or keep the file that has one."))
    if Guardianship.objects.filter(Q(minor=stays, guardian=goes) | Q(minor=goes, guardian=stays)).exists():
        raise DomainError(_("One of these acts for the other: they are two people."))
    if goes.merged_files.exists():
        raise DomainError(_("Other files were merged into this one. Keep this one instead."))


def _move_registrations(stays: Claimant, goes: Claimant, *, by) -> list[dict]:
    """Hand over what the other file does not have, and set aside what it has."""
    theirs = {one.group_id: one for one in Registration.objects.of_people([stays])}
    steps = []
    for row in Registration.objects.of_people([goes]):
        before, twin = str(row.state), theirs.get(row.group_id)
        if twin is None:
            moved, field = registrations.hand_over(row, to=stays, by=by), "claimant"
        elif row.state == RegistrationState.WITHDRAWN:
            continue
        else:
            _require_as_far(twin, row)
            moved, field = registrations.set_aside(row, by=by), "state"
        steps.append({"row": "registration", "pk": row.pk, "field": field, "state": before, "version": moved.version})
    return steps


def _require_as_far(stays: Registration, goes: Registration) -> None:
    if _weight(goes) > _weight(stays):
        raise DomainError(_("In one group the other file stands further. Keep that file, or settle that first."))


def _weight(row: Registration) -> int:
    if row.state == RegistrationState.WITHDRAWN or measure_of(row.level, row.state) is None:
        return 0
    return 2 if row.level == Level.PARTICIPANT else 1


def _move_guardianships(stays: Claimant, goes: Claimant, *, by) -> list[dict]:
    steps = []
    for role, other in zip(ROLES, reversed(ROLES), strict=True):
        known = Guardianship.objects.filter(**{role: stays}).values_list(other, flat=True)
        for row in Guardianship.objects.filter(**{role: goes}).exclude(**{f"{other}__in": list(known)}):
            change(row, **{role: stays})
            journal.record("guardianship.handed_over", row, by=by)
            steps.append({"row": "guardianship", "pk": row.pk, "field": role, "version": row.version})
    return steps


def _step_back(step: dict, goes: Claimant, *, by) -> None:
    model = Registration if step["row"] == "registration" else Guardianship
    row = model.objects.filter(pk=step["pk"], version=step["version"]).first()
    if row is None:
        raise DomainError(_("What was merged changed since. Merging cannot be undone any more."), code="changed-since")
    if step["field"] == "state":
        registrations.bring_back(row, state=step["state"], by=by)
    elif step["field"] == "claimant":
        registrations.hand_over(row, to=goes, by=by)
    else:
        change(row, **{step["field"]: goes})
        journal.record("guardianship.handed_over", row, by=by)
