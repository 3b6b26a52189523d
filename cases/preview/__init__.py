"""What a court event would change, before it is recorded."""
