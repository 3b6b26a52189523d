"""Benchmarks: the product beside the barest thing that does the same work."""
