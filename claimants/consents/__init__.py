"""Which texts people saw and agreed to, and what leaving costs."""
