"""What every door for programs shares: strict JSON, problems, cursor pages, limits and the schema."""
