"""Every task of the app."""

from claimants.bulk import tasks as bulk
from claimants.declarations import tasks as declarations
from claimants.duplicates import tasks as duplicates
from claimants.imports import tasks as imports
from claimants.notices import tasks as notices
from claimants.overlaps import tasks as overlaps
from claimants.people import tasks as people
from claimants.privacy import tasks as privacy
from claimants.proofs import tasks as proofs
from claimants.signin import tasks as signin
from claimants.signup import tasks as signup
from claimants.transfers import tasks as transfers

__all__ = [
    "bulk",
    "declarations",
    "duplicates",
    "imports",
    "notices",
    "overlaps",
    "people",
    "privacy",
    "proofs",
    "signin",
    "signup",
    "transfers",
]
