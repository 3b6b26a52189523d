"""What follows from what: NOW in the same transaction, LATER from the journal a few seconds on."""

NOW = {}

LATER = {}
