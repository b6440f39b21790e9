"""Use cases of the application for an outing."""
