"""What a stage means, in plain words."""
