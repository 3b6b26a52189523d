"""The staff's start page: what asks for work this week."""
