"""What the press wrote about a case."""
