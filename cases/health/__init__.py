"""Whether everything that must run, runs."""
