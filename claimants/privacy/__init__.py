"""What people may ask about their data, and what is kept of whom for how long."""
