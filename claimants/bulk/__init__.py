"""One step for many registrations: shown first, taken in portions, with a way back."""
