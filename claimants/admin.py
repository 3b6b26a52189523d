"""Every staff page of the app."""
