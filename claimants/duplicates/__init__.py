"""Files that may be of the same person: suggested with reasons, merged with a way back."""
