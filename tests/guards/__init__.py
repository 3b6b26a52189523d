"""The guards against loss and doubling, taken out one by one: a test must notice each time."""
