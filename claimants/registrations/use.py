"""The periods of use of a registration, and what they make of membership."""

from datetime import date

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from cases.core.errors import ChangedMeanwhile
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.core.tenancy import acting_for
from cases.dossier.models import ClaimantGroup
from cases.journal import services as journal
from claimants.people.models import Claimant
from claimants.registrations.membership import Demands, Facts, Membership, Use, membership
from claimants.registrations.models import Registration, UsePeriod


@transaction.atomic
def add_use(registration: Registration, *, used_from: date | None, used_until: date | None = None, by) -> UsePeriod:
    """Note a stretch of days on which somebody used the product; raises DomainError naming the field."""
    with acting_for(registration.foundation_id):
        use = {"used_from": used_from, "used_until": used_until}
        period = UsePeriod(foundation_id=registration.foundation_id, registration=registration, **use)
        save_checked(period)
        journal.record("use.added", registration, case=registration.group.case, by=by)
    return period


@transaction.atomic
def change_use(period: UsePeriod, *, version: int, by, **dates) -> UsePeriod:
    """Change the first or last day, if nobody saved a newer version since; raises DomainError or ChangedMeanwhile."""
    with acting_for(period.foundation_id):
        current = (
            UsePeriod.objects.select_related("registration__group__case").filter(pk=period.pk, version=version).first()
        )
        if current is None:
            raise ChangedMeanwhile(_("Somebody changed this meanwhile. Read it again before you save."))
        change(current, **dates)
        journal.record("use.changed", current.registration, case=current.registration.group.case, by=by)
    return current


def demands_of(group: ClaimantGroup) -> Demands:
    """What a group asks, as the rule reads it."""
    return Demands(
        group.used_from, group.used_until, group.age_from, group.age_until, group.residence, group.residence_on
    )


def facts_of(claimant: Claimant, periods) -> Facts:
    """What somebody told, as the rule reads it."""
    uses = tuple(Use(period.used_from, period.used_until) for period in periods)
    return Facts(claimant.born_on, uses, claimant.country, claimant.resident_from, claimant.country_before)


def membership_of(registration: Registration, *, today: date) -> Membership:
    """During which days the person belongs to the group they registered for, by their own facts, with reasons.

    Within the acting foundation; the periods are read once for a row.
    """
    prefetch_related_objects([registration], "use_periods")
    facts = facts_of(registration.claimant, registration.use_periods.all())
    return membership(facts, demands_of(registration.group), today=today)
