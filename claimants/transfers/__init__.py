"""A person goes to another foundation: with consent, by a record on both sides, never by moving a row."""
