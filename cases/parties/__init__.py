"""Foundations, defendants, courts and funders."""
