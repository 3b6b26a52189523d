"""Opt-out and opt-in declarations: an append-only ledger with receipts."""
