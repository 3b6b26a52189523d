"""Dockets, tracks, court events, stages and hearings."""
