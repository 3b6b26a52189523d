"""Every table of the app, in reading order."""

from claimants.people.models import Claimant, Guardianship
from claimants.registrations.models import Registration
from claimants.signin.models import SignInRequest

__all__ = ["Claimant", "Guardianship", "Registration", "SignInRequest"]
