"""Messages waiting to be sent, and what became of them."""
