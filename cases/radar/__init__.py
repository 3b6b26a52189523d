"""What a change of the law does to the open deadlines; nothing moves until two people accept."""
