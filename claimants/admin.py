"""Every staff page of the app."""

from claimants.people.admin import GuardianshipAdmin
from claimants.registrations.admin import PersonAdmin, RegistrationAdmin

__all__ = ["GuardianshipAdmin", "PersonAdmin", "RegistrationAdmin"]
