"""Days closed by decree that staff added, and the calendar in force."""
