"""Files with up to millions of registrations."""
