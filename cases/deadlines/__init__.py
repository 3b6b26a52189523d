"""Deadlines that follow from court events, and their reminders."""
