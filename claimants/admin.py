"""Every staff page of the app."""

from claimants.bulk.admin import BulkStepAdmin, RegistrationsAdmin
from claimants.consents.admin import ConsentAdmin, TermsVersionAdmin
from claimants.declarations.admin import DeclarationAdmin, WindowAdmin
from claimants.declarations.registry_admin import RegistryListAdmin, RegistryRowAdmin, SubmissionAdmin
from claimants.duplicates.admin import PairAdmin
from claimants.imports.admin import ImportAdmin
from claimants.notices.admin import ClaimantMessageAdmin, NoticeAdmin
from claimants.numbers.admin import NumberEntryAdmin
from claimants.overlaps.admin import OverlapAdmin
from claimants.people.admin import ComingOfAgeAdmin, GuardianshipAdmin
from claimants.privacy.admin import DataSubjectRequestAdmin, HoldAdmin
from claimants.proofs.admin import ProofAdmin
from claimants.registrations.admin import PersonAdmin
from claimants.signup.admin import OpeningAdmin
from claimants.transfers.admin import ArrivalAdmin, TransferAdmin

__all__ = [
    "ArrivalAdmin",
    "BulkStepAdmin",
    "ClaimantMessageAdmin",
    "ComingOfAgeAdmin",
    "ConsentAdmin",
    "DeclarationAdmin",
    "GuardianshipAdmin",
    "ImportAdmin",
    "NoticeAdmin",
    "NumberEntryAdmin",
    "OpeningAdmin",
    "DataSubjectRequestAdmin",
    "HoldAdmin",
    "OverlapAdmin",
    "PairAdmin",
    "PersonAdmin",
    "ProofAdmin",
    "RegistrationsAdmin",
    "RegistryListAdmin",
    "RegistryRowAdmin",
    "SubmissionAdmin",
    "TermsVersionAdmin",
    "TransferAdmin",
    "WindowAdmin",
]
