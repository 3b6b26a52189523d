"""Deadlines and hearings of a member of staff in their own calendar."""
