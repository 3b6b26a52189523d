"""The people.

people          Claimants, and guardians who act for minors.
numbers         How many there were on a day: a ledger of counts without people.
consents        Which texts people saw and agreed to, and what leaving costs.
registrations   A claimant in a claimant group, through a foundation.
declarations    Opt-out and opt-in declarations: an append-only ledger with receipts.
notices         What we write to claimants, and what became of it.
signin          Signing in without a password.
proofs          Proof that people send in: uploads, looked at by a scanner and by staff.
imports         Files with up to millions of registrations.
duplicates      Files that may be of the same person: suggested with reasons, merged with a way back.
bulk            One step for many registrations: shown first, taken in portions, with a way back.
overlaps        How many people two foundations have in common in a case: a number, and nobody's address.
transfers       A person goes to another foundation: with consent, by a record on both sides, never by moving a row.
signup          Joining a case: who may sign up through whom, and a sign-up until its mailbox is proven.
privacy         What people may ask about their data, and what is kept of whom for how long.
portal          The claimant's own pages.
demo            Fictional people for the real cases of the demo.
"""
