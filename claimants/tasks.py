"""Every task of the app."""
