"""How many people two foundations have in common in a case: a number, and nobody's address."""
