"""Who works for which foundation, in which role."""
