"""Every room that holds something on a person, lowest floor first; a test compares it with the tables."""

from types import ModuleType

from claimants.bulk import personal_data as bulk
from claimants.consents import personal_data as consents
from claimants.declarations import personal_data as declarations
from claimants.duplicates import personal_data as duplicates
from claimants.imports import personal_data as imports
from claimants.notices import personal_data as notices
from claimants.people import personal_data as people
from claimants.privacy import mails
from claimants.privacy import personal_data as privacy
from claimants.proofs import personal_data as proofs
from claimants.registrations import personal_data as registrations
from claimants.signin import personal_data as signin
from claimants.signup import personal_data as signup
from claimants.transfers import personal_data as transfers

ROOMS: dict[str, ModuleType] = {
    "people": people,
    "consents": consents,
    "registrations": registrations,
    "declarations": declarations,
    "notices": notices,
    "signin": signin,
    "signup": signup,
    "proofs": proofs,
    "imports": imports,
    "duplicates": duplicates,
    "bulk": bulk,
    "transfers": transfers,
    "privacy": privacy,
    "outbox": mails,
}
