"""The chaos run: everything is killed and frozen at random while reminders fall due; a witness outside counts."""
