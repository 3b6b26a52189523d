"""Proof that people send in: uploads, looked at by a scanner and by staff."""
