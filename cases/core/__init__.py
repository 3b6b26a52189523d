"""Bases every room shares; knows nothing of the law."""
