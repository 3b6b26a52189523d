"""Rulings and their ECLI."""
