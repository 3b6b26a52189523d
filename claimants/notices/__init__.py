"""What we write to claimants, and what became of it."""
