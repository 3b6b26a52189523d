"""The case itself and its narrowly defined groups."""
