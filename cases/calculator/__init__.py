"""The law for everybody: terms and deadline calculations on a page and over the API, stateless."""
