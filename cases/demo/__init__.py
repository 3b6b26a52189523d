"""Real cases from public sources, to look at and to try."""
