"""Every task of the app."""

from claimants.signin import tasks as signin

__all__ = ["signin"]
