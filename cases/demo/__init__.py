"""Nineteen real cases from public sources, to look at and to try things on."""
