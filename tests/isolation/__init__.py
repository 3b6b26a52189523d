"""Nobody meets the people of another foundation, at any address, with any method."""
