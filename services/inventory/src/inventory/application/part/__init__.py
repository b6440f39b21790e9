"""Use cases of the parts register."""
