"""Use cases of a charge."""
