"""The claimant's own pages."""
