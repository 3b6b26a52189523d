"""The people.

people          Claimants, and guardians who act for minors.
registrations   A claimant in a claimant group, through a foundation.
signin          Signing in without a password.
portal          The claimant's own pages.
demo            Fictional people for the real cases of the demo.
"""
