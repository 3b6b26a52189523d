"""Every table of the app, in reading order."""

from claimants.bulk.models import BulkPortion, BulkRow, BulkStep
from claimants.consents.models import Consent, TermsVersion
from claimants.declarations.models import (
    Checkpoint,
    Declaration,
    Ledger,
    RegistryList,
    RegistryNote,
    RegistryRow,
    Submission,
    Window,
)
from claimants.duplicates.models import Pair
from claimants.imports.models import Import, ImportRange, ImportRow
from claimants.notices.models import ClaimantMessage, Notice, NoticeRange, Preference, Tiding
from claimants.numbers.models import NumberEntry
from claimants.overlaps.models import Overlap, OverlapCount
from claimants.people.models import Claimant, ComingOfAge, EmailChange, Guardianship
from claimants.privacy.models import DataSubjectRequest, Erasure, Hold
from claimants.proofs.models import Proof
from claimants.registrations.models import Registration, UsePeriod
from claimants.signin.models import SignInRequest
from claimants.signup.models import Opening, SignUp
from claimants.transfers.models import Arrival, Transfer

__all__ = [
    "Arrival",
    "BulkPortion",
    "BulkRow",
    "BulkStep",
    "Checkpoint",
    "Claimant",
    "ClaimantMessage",
    "ComingOfAge",
    "Consent",
    "DataSubjectRequest",
    "Declaration",
    "EmailChange",
    "Erasure",
    "Guardianship",
    "Hold",
    "Import",
    "ImportRange",
    "ImportRow",
    "Ledger",
    "Notice",
    "NoticeRange",
    "NumberEntry",
    "Opening",
    "Overlap",
    "OverlapCount",
    "Pair",
    "Preference",
    "Proof",
    "Registration",
    "RegistryList",
    "RegistryNote",
    "RegistryRow",
    "SignInRequest",
    "SignUp",
    "Submission",
    "TermsVersion",
    "Tiding",
    "Transfer",
    "UsePeriod",
    "Window",
]
