"""The pages of signing up, and those around it."""
