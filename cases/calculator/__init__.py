"""The law over the API: terms and deadline calculations, stateless."""
