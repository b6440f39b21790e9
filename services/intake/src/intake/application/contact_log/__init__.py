"""Use cases of the contact log."""
