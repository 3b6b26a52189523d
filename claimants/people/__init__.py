"""Claimants, and guardians who act for minors."""
