"""Fictional people for the real cases of the demo."""
