"""Joining a case: who may sign up through whom, and a sign-up until its mailbox is proven."""
