"""A claimant in a claimant group, through a foundation."""
