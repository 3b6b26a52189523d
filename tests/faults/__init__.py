"""The fault suite: real processes, killed, frozen and restarted, and a witness outside the system."""
