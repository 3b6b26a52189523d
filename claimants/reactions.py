"""What follows from what: NOW in the same transaction, LATER from the journal a few seconds on."""

NOW = {
    "claimant.added": [],
    "claimant.changed": [],
    "claimant.viewed": [],
    "guardianship.added": [],
    "guardianship.ended": [],
    "registration.registered": [],
    "registration.confirmed": [],
    "registration.reviewed": [],
    "registration.verified": [],
    "registration.refused": [],
    "registration.withdrawn": [],
    "signin.redeemed": [],
}

LATER = {}
